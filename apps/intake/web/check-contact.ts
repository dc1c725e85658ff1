import { parsePhoneNumberFromString } from 'libphonenumber-js';

/** The number in E.164, taken for Canadian unless it says otherwise; null when nobody could be called there. */
export function checkPhone(text: string): string | null {
  if (text.length > 60) return null;
  const number = parsePhoneNumberFromString(text.normalize('NFKC').trim(), 'CA');
  if (number?.isPossible() !== true) return null;
  // The library also takes a local number, which nobody elsewhere can dial without its area code.
  return number.countryCallingCode === '1' && number.nationalNumber.length !== 10 ? null : number.number;
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
