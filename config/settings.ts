import { z } from 'zod';
import { isCalendarDay, isZone } from '#domain';

/** The pieces that several files share. Their messages say what is expected, to be read after "expected". */
export const key = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, 'a short name in lower case such as "red-oak"');
export const phone = z
  .string('a phone number in quotes such as "+16135550101"')
  .regex(/^\+[1-9]\d{6,14}$/, 'a phone number in quotes such as "+16135550101"');
export const email = z.email('an email address').max(254);
export const day = z.string('a day in the form YYYY-MM-DD').refine(isCalendarDay, 'a day in the form YYYY-MM-DD');
export const zone = z.string().refine(isZone, 'an IANA time zone such as America/Edmonton');
export const instant = z.iso
  .datetime({ offset: true, error: 'an instant with its offset such as 2027-10-01T09:00:00-04:00' })
  .transform((text) => new Date(text));
export const text = z.string().trim().min(1, 'a text that is not empty').max(4_000);
export const bilingual = z.strictObject({ en: text, fr: text }).readonly();
export const language = z.enum(['en', 'fr']);
