import { z } from 'zod';
import { haveOwnKeys } from './election.schema.js';
import { bilingual, day, email, key } from './settings.js';

/** A number as people dial it, which short ones such as 911 are too. */
const dialled = z
  .string('a phone number in quotes as people dial it')
  .regex(/^\+?[\d-]{3,20}$/, 'a phone number in quotes as people dial it');

const contact = z
  .strictObject({
    key,
    name: bilingual,
    /** When to turn there. */
    when: bilingual,
    phone: dialled.optional(),
    email: email.optional(),
    url: z.url({ protocol: /^https$/, error: 'a web address that starts with https://' }).optional(),
    /** Day on which somebody last made sure that this still holds. */
    lastVerified: day,
  })
  .refine(
    (value) => value.phone !== undefined || value.email !== undefined || value.url !== undefined,
    'a phone, an email or a url',
  )
  .readonly();

export const adviceFile = z
  .strictObject({
    emergency: z.strictObject({ phone: dialled, text: bilingual, lastVerified: day }).readonly(),
    /** Where to turn after the cutoff, the most useful first. */
    afterCutoff: z.array(contact).min(1).refine(haveOwnKeys, 'a key of its own for each contact').readonly(),
  })
  .readonly();
export type Advice = z.output<typeof adviceFile>;

/** Where to turn instead, a line for each place, after the line for emergencies. */
export function renderAdvice(advice: Advice, language: 'en' | 'fr'): string {
  const colon = language === 'fr' ? '\u00A0: ' : ': ';
  const lines = advice.afterCutoff.map(({ name, when, phone, email: address, url }) => {
    const ways = [phone, address, url].filter((way) => way !== undefined).join(', ');
    return `${name[language]} (${when[language]})${colon}${ways}`;
  });
  return [advice.emergency.text[language], ...lines].join('\n');
}
