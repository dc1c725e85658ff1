/**
 * How much of one message is looked at. Beyond a bound the rest stays in the raw message, and the reading says so
 * (`truncatedAt`). They are far above anything that people send, and low enough that a message made to be slow is not.
 */
export const bounds = {
  /** Bytes of one message; every door refuses larger ones. */
  message: 50 * 1024 * 1024,
  /** Bytes of one header block. */
  head: 1024 * 1024,
  /** Bytes of one header field. */
  field: 64 * 1024,
  /** Header fields of one block. */
  fields: 5_000,
  /** Entities of one message, all levels together. */
  parts: 1_000,
  /** Levels of multiparts and of messages within messages. */
  depth: 24,
  /** Addresses of one field. */
  addresses: 1_000,
  /** UTF-16 units of text, and of the markup it is taken from. */
  text: 500_000,
  markup: 1_500_000,
  /** Files that come along. */
  attachments: 200,
  /** Messages within the message whose words are read. */
  forwarded: 20,
  /** Link targets of markup. */
  links: 500,
} as const;

export type Bound = keyof typeof bounds;

/** Notes the first bound that a message went beyond. */
export class BoundsMet {
  first: Bound | null = null;

  note(bound: Bound): void {
    this.first ??= bound;
  }
}
