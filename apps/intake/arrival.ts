import type { MailArrival, Report, Tx } from '#store';

/** What came through a door, before anybody has read it. */
export interface Arrival {
  readonly channel: Report['channel'];
  /** What makes a second arrival the same report: an idempotency key, a message's id and hash, a carrier's SID. */
  readonly externalId: string;
  readonly raw: Buffer;
  readonly mediaType: string;
  /** True when `raw` is only the beginning of what was sent. */
  readonly truncated?: boolean;
  /** The address it says it came from; a claim. */
  readonly sender: string | null;
  /** The network that it came from, as `networkOf` names it; null when that says nothing about who sent it. */
  readonly network?: string | null;
  readonly language: 'en' | 'fr' | null;
  /** The earlier report that this one continues, proven by a receipt code or a keyed token; never by a bare reference. */
  readonly followsReportId?: string | null;
  /** The external id holds a hash of the content: other bytes under it are the same message by another route, no conflict. */
  readonly isIdentifiedByContent?: true;
  /** What was known of a mail when it came, besides its bytes. */
  readonly arrival?: MailArrival | null;
  /**
   * Adds what came along, in the transaction that stores the report. Called for a repetition too, whose files may be the
   * ones that did not arrive before: what is there already must not be added again.
   */
  readonly attach?: (tx: Tx, reportId: string) => Promise<void>;
}
