import { z } from 'zod';
import { haveOwnKeys } from './election.schema.js';
import { bilingual, key } from './settings.js';

const party = z
  .strictObject({
    key,
    name: bilingual,
    /** Domains of the party's own mail: a sender there is taken for one of its people, never for proven. */
    domains: z
      .array(z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'a domain in lower case such as "red-oak.example"'))
      .min(1)
      .readonly(),
  })
  .readonly();
export type PartySettings = z.output<typeof party>;

export const partiesFile = z
  .strictObject({ parties: z.array(party).min(1).refine(haveOwnKeys, 'a key of its own for each party').readonly() })
  .readonly();
