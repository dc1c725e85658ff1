/**
 * What the service cannot mend itself and therefore tells the managers, with the facts that each names. Facts are shown to
 * managers as they are: counts, names of people on the watch, names of folders; never what a reporter wrote.
 */
export const noticeFacts = {
  'ledger-differs': ['source', 'came', 'stored'],
  'mailbox-unreachable': ['mailbox'],
  'responder-opted-out': ['name', 'phone'],
  'carrier-unreadable': ['source'],
  'recording-lost': ['reference'],
  'event-parked': ['queue', 'event'],
  'nobody-to-wake': ['reference'],
  'policy-at-risk': ['policy'],
  'gap-ahead': ['schedule', 'from', 'to'],
  'shift-unconfirmed': ['schedule', 'name', 'from'],
  'responder-unreachable': ['name'],
  'contact-method-bad': ['name', 'channel', 'code'],
  'carrier-refuses': ['channel', 'code'],
  'webhook-failing': ['host', 'code'],
  'handoff-lapsed': ['schedule', 'name', 'count'],
  'incident-unwatched': ['count', 'which'],
  'step-overdue': ['count', 'which'],
  'delivery-overdue': ['count', 'which'],
  'message-unread': ['count', 'which'],
  'reply-unanswered': ['count', 'which'],
  'message-missing': ['count', 'which'],
  'cover-hole': ['count', 'which'],
  'outbox-stalled': ['queue', 'waiting'],
  'queue-stalled': ['queue', 'waiting'],
  'backlog-old': ['queue', 'waiting'],
  'worker-dead': ['queue'],
  'clock-skew': ['seconds'],
  'carrier-failing': ['channel', 'attempts', 'failed'],
  'monitor-silent': ['name', 'minutes'],
  'audit-failed': ['minutes'],
  'self-test-late': ['channel', 'minutes'],
} as const satisfies Record<string, readonly string[]>;

export type NoticeKind = keyof typeof noticeFacts;
export type NoticeFacts<K extends NoticeKind> = Readonly<Record<(typeof noticeFacts)[K][number], string | number>>;
export const noticeKinds = Object.keys(noticeFacts) as NoticeKind[];

/** Of these a person has to be woken: those on duty are told too, and told again until somebody sees to it. */
export const urgentKinds: ReadonlySet<NoticeKind> = new Set(['monitor-silent']);

const soonestMinutes = 5;
const latestMinutes = 60;

/** How long after it was told for the `times`th time an urgent notice is told again, in milliseconds. There is no last time. */
export function tellAgainMs(times: number): number {
  return Math.min(soonestMinutes * 2 ** (times - 1), latestMinutes) * 60_000;
}
