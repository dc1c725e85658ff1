/** A reference as one hears it: character by character, with a breath at the hyphen. */
export function spell(reference: string): string {
  return reference.replaceAll('-', ',').split('').join(' ').replaceAll(' ,', ',');
}

/** `911` is a number of three digits, not nine hundred and eleven. */
export function spellNumber(number: string): string {
  return /^\d{3}$/.test(number) ? number.split('').join('-') : number;
}
