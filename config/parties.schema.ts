import { parseAccount, verifiedHows } from '#domain';
import { z } from 'zod';
import { haveOwnKeys } from './election.schema.js';
import { bilingual, email, key, language, phone, text } from './settings.js';

/** Somebody whom the party registers from the start; everyone else comes by the directory. */
const contact = z
  .strictObject({
    name: text.max(200),
    role: text.max(200),
    language,
    district: text.max(200).optional(),
    emails: z.array(email).max(10).default([]).readonly(),
    phones: z.array(phone).max(10).default([]).readonly(),
    /** Accounts they run, such as `x:@candidate` or the address of a page. */
    accounts: z
      .array(z.string().refine((account) => parseAccount(account) !== null, 'an account such as "x:@candidate"'))
      .max(20)
      .default([])
      .readonly(),
    candidate: z.boolean().default(false),
    leader: z.boolean().default(false),
    privacyOfficer: z.boolean().default(false),
    /** How somebody made sure that the addresses are theirs; absent while nobody has. */
    verified: z.enum(verifiedHows).optional(),
  })
  .readonly();

const party = z
  .strictObject({
    key,
    name: bilingual,
    /** Domains of the party's own mail: a sender there is taken for one of its people, never for proven. */
    domains: z
      .array(z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'a domain in lower case such as "red-oak.example"'))
      .min(1)
      .readonly(),
    contacts: z.array(contact).max(100).default([]).readonly(),
  })
  .readonly();
export type PartySettings = z.output<typeof party>;

export const partiesFile = z
  .strictObject({ parties: z.array(party).min(1).refine(haveOwnKeys, 'a key of its own for each party').readonly() })
  .readonly();
