import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** Longest input worth looking at: fifteen digits and generous punctuation. */
const LONGEST = 40;

/**
 * E.164 of a number written with its country code, or null when no phone can have it.
 * A leading space counts as the plus it was before a form or query string was decoded.
 */
export function readPhoneNumber(input: string): string | null {
  if (input.length > LONGEST) return null;
  const written = input.startsWith(' ') ? `+${input.slice(1)}` : input;
  const number = parsePhoneNumberFromString(written);
  return number?.isPossible() === true && written.startsWith('+') ? number.number : null;
}
