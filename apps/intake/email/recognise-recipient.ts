/** Whether this is one of the hotline's own addresses, in any case and with any tag after its `+`. */
export function isHotlineAddress(address: string, emails: readonly string[]): boolean {
  const named = untagged(address.trim().toLowerCase());
  return emails.some((email) => email.toLowerCase() === named);
}

function untagged(address: string): string {
  const at = address.lastIndexOf('@');
  const plus = address.indexOf('+');
  return plus > 0 && plus < at ? address.slice(0, plus) + address.slice(at) : address;
}
