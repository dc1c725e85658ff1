/**
 * What the script of the pages says. `{name}`, `{size}`, `{percent}`, `{count}` and `{most}` stand for what is known only in
 * the browser.
 */
export interface ScriptWords {
  readonly drop: string;
  readonly chosen: string;
  readonly remove: string;
  readonly tooLarge: string;
  readonly tooMany: string;
  readonly tooMuch: string;
  readonly restored: string;
  readonly restoredQueued: string;
  readonly deleteDraft: string;
  readonly sharedDevice: string;
  readonly sending: string;
  readonly progress: string;
  readonly finishing: string;
  readonly waiting: string;
  readonly again: string;
  readonly offlineNote: string;
  readonly stop: string;
  readonly stopped: string;
  /** Units of sizes, and the decimal mark. */
  readonly kilobytes: string;
  readonly megabytes: string;
  readonly point: string;
}
