/** A mailbox elsewhere, as IMAP_URL names it. */
export interface MailboxAddress {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; otherwise STARTTLS is required, but for a server on this machine. */
  readonly isSecure: boolean;
  readonly isLocal: boolean;
  readonly user: string;
  readonly password: string;
  /** `user@host:port`: names it in the ledger and to the managers. */
  readonly label: string;
  /** The only folder to read, when the URL names one. */
  readonly folder: string | null;
}

/** Takes `imaps://user:password@host:993/INBOX` apart; its user and password are percent-encoded where they must be. */
export function readMailboxUrl(url: string): MailboxAddress {
  const { protocol, hostname, port, username, password, pathname } = new URL(url);
  const isSecure = protocol === 'imaps:';
  const host = hostname.replace(/^\[|\]$/g, '');
  const user = decodeURIComponent(username);
  const number = port === '' ? (isSecure ? 993 : 143) : Number(port);
  const folder = decodeURIComponent(pathname.slice(1));
  return {
    host,
    port: number,
    isSecure,
    isLocal: host === 'localhost' || host === '::1' || host.startsWith('127.'),
    user,
    password: decodeURIComponent(password),
    label: `${user}@${host}:${number}`,
    folder: folder === '' ? null : folder,
  };
}
