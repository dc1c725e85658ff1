import { parsePhoneNumberFromString } from 'libphonenumber-js';

/** The number in E.164, taken for Canadian unless it says otherwise; null when nobody could be called there. */
export function checkPhone(text: string): string | null {
  if (text.length > 60) return null;
  const number = parsePhoneNumberFromString(text.normalize('NFKC').trim(), 'CA');
  return number?.isPossible() === true ? number.number : null;
}

/**
 * The address trimmed; null when no mail could arrive there. Looser than the standard on purpose: an unusual address that
 * works must not keep anybody from asking for help.
 */
export function checkEmail(text: string): string | null {
  const address = text.trim();
  return address.length <= 254 && /^[^\s@<>,;"\p{Cc}]+@[^\s@<>,;".\p{Cc}]+(?:\.[^\s@<>,;".\p{Cc}]+)+$/u.test(address)
    ? address
    : null;
}
