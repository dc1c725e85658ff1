/** What one listener takes in at most, so that no sender can use up the memory or the time of the others. */
export class MailLimits {
  /** How much of a mail is kept, in bytes; of a longer one the beginning, marked as such. */
  readonly kept: number = 25 * 1024 * 1024;
  /** Longest mail that is read to its end, in bytes: what SIZE advertises (RFC 1870). */
  readonly read: number = 100 * 1024 * 1024;
  /** All mails that are being taken in, together, in bytes; the process needs about four times as much while they are stored. */
  readonly buffered: number = 96 * 1024 * 1024;
  readonly connections: number = 100;
  readonly recipients: number = 20;
  /** Silence after which a connection is closed, in milliseconds (RFC 5321, 4.5.3.2.7: at least five minutes). */
  readonly idleMs: number = 5 * 60_000;
  /** Longest that one mail may take to arrive, in milliseconds. */
  readonly mailMs: number = 15 * 60_000;
  /** How long a mail that is under way may still take when the listener stops, in milliseconds. */
  readonly closingMs: number = 5_000;

  /** How long after its first failure a mailbox elsewhere is tried again, in milliseconds; twice as long after each further one. */
  readonly retryMs: number = 1_000;

  constructor(given: Partial<MailLimits> = {}) {
    Object.assign(this, given);
  }
}
