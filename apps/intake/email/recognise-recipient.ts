/** Whether this is one of the hotline's own addresses, in any case and with any tag after its `+`. */
export function isHotlineAddress(address: string, emails: readonly string[]): boolean {
  const named = untagged(address.trim().toLowerCase());
  return emails.some((email) => email.toLowerCase() === named);
}

/**
 * Whether mail to this address is taken: the hotline's own ones, and `postmaster` and `abuse` of their domains, which every
 * domain that takes mail must answer (RFC 5321, 4.5.1; RFC 2142). `postmaster` may come without a domain.
 */
export function isTakenAddress(address: string, emails: readonly string[]): boolean {
  if (isHotlineAddress(address, emails)) return true;
  const [local = '', domain, ...rest] = address.trim().toLowerCase().split('@');
  if (rest.length > 0) return false;
  if (domain === undefined) return local === 'postmaster';
  return (local === 'postmaster' || local === 'abuse') && emails.some((email) => domainOf(email) === domain);
}

/** The language that all the addressed ones of the hotline's addresses are advertised in; null when they have none or differ. */
export function languageOf(
  recipients: readonly string[],
  emails: readonly string[],
  languages: Readonly<Record<string, 'en' | 'fr'>>,
): 'en' | 'fr' | null {
  const known = new Map(Object.entries(languages).map(([email, language]) => [email.toLowerCase(), language]));
  const stated = new Set(
    recipients
      .filter((recipient) => isHotlineAddress(recipient, emails))
      .map((recipient) => known.get(untagged(recipient.trim().toLowerCase())) ?? null),
  );
  const [only = null] = stated;
  return stated.size === 1 ? only : null;
}

function untagged(address: string): string {
  const at = address.lastIndexOf('@');
  const plus = address.indexOf('+');
  return plus > 0 && plus < at ? address.slice(0, plus) + address.slice(at) : address;
}

function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase();
}
