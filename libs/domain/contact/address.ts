export type AddressKind = 'email' | 'sms';

/**
 * One spelling for an address, to compare and to store: an email address in lower case without `mailto:` or angle brackets,
 * a phone number in E.164 (a ten-digit number is taken for North American). What is neither comes back trimmed and in lower
 * case, so that it still compares.
 */
export function normalizeAddress(address: string): string {
  const text = address
    .normalize('NFKC')
    .trim()
    .replace(/^<([^<>]*)>$/, '$1')
    .replace(/^(mailto|tel|sms):/i, '')
    .trim()
    .toLowerCase();
  return text.includes('@') ? text : (normalizePhone(text) ?? text);
}

function normalizePhone(text: string): string | null {
  if (!/^\+?[\d\s().\-/]{7,30}$/.test(text)) return null;
  const digits = text.replace(/\D/g, '');
  if (text.startsWith('+')) return `+${digits}`;
  if (digits.startsWith('00')) return `+${digits.slice(2)}`;
  if (digits.length === 10) return `+1${digits}`;
  return digits.length === 11 && digits.startsWith('1') ? `+${digits}` : null;
}

/**
 * Whether what an incident names as compromised covers an address: the same phone number, the same mailbox (whatever tag
 * stands after its `+`), or the whole domain of the address, with the domains below it. People name accounts in their own
 * words ("jane@x.example (Outlook)"), so every part of such a text counts: a receipt too neutral does no harm.
 */
export function isCompromised(address: string, compromised: readonly string[]): boolean {
  const mailbox = mailboxOf(normalizeAddress(address));
  const domain = domainOfAddress(mailbox);
  const parts = compromised.flatMap((item) => [item, ...item.split(/[\s<>()[\],;:"']+/)]);
  return parts.some((part) => {
    const named = mailboxOf(normalizeAddress(part));
    if (named === '') return false;
    if (named === mailbox) return true;
    // "@party.example" and "party.example" both name the whole domain; a lone handle ("@candidate") names none.
    const namedDomain = named.startsWith('@') ? named.slice(1) : named;
    if (domain === null || namedDomain.includes('@') || !namedDomain.includes('.')) return false;
    return domain === namedDomain || domain.endsWith(`.${namedDomain}`);
  });
}

function mailboxOf(address: string): string {
  const at = address.lastIndexOf('@');
  if (at <= 0) return address;
  const [local = ''] = address.slice(0, at).split('+');
  const domain = address.slice(at + 1).replace(/\.$/, '');
  // Gmail delivers every dotting of a name to the same mailbox.
  return domain === 'gmail.com' || domain === 'googlemail.com'
    ? `${local.replaceAll('.', '')}@gmail.com`
    : `${local}@${domain}`;
}

/** The part after the `@`, as written; null for what is no email address. */
export function domainOfAddress(address: string): string | null {
  const at = address.lastIndexOf('@');
  return at <= 0 ? null : address.slice(at + 1);
}

/** An address as screens and logs may show it: enough to recognise one's own, too little to write to. */
export function mask(address: string): string {
  const text = normalizeAddress(address);
  // A browser's push service, whose address is long and secret.
  if (URL.canParse(address) && address.startsWith('http')) return `${new URL(address).hostname}/***`;
  const at = text.lastIndexOf('@');
  if (at > 0) {
    const [first = ''] = text;
    return `${first}***${text.slice(at)}`;
  }
  return text.length <= 4 ? '***' : `***${text.slice(-2)}`;
}
