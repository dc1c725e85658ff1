import type { NoticeKind } from '../notification/notice.js';

/** How many names a notice gives before it counts the rest: two texts hold them. */
const namedAtMost = 5;

/**
 * What the hotline finds wrong with itself. `together`: what is found in one look is told in one notice, by its names, so that a
 * hundred of them are not a hundred texts. `each`: every one is told by itself, with facts of its own.
 */
export const findingKinds = {
  'incident-unwatched': 'together',
  'step-overdue': 'together',
  'delivery-overdue': 'together',
  'message-unread': 'together',
  'reply-unanswered': 'together',
  'message-missing': 'together',
  'cover-hole': 'together',
  'outbox-stalled': 'each',
  'queue-stalled': 'each',
  'backlog-old': 'each',
  'worker-dead': 'each',
  'clock-skew': 'each',
  'carrier-failing': 'each',
  'monitor-silent': 'each',
  'self-test-late': 'each',
} as const satisfies Partial<Record<NoticeKind, 'together' | 'each'>>;

export type FindingKind = keyof typeof findingKinds;

/** The promises that the outside monitor vouches for: it hears from us only while all of them hold. */
export const auditKinds = [
  'incident-unwatched',
  'step-overdue',
  'delivery-overdue',
  'message-unread',
  'reply-unanswered',
  'message-missing',
  'cover-hole',
  'outbox-stalled',
  'backlog-old',
] as const satisfies readonly FindingKind[];

/** One thing that is wrong now. */
export interface Trouble {
  /** What it is wrong with, the same for as long as it is: an id, the name of a queue. */
  readonly subject: string;
  /** What managers know it by. */
  readonly name: string;
  /** Of a kind that is told `each`: the facts of its notice. */
  readonly facts?: Readonly<Record<string, string | number>>;
}

/** The answer of one check. */
export interface Look {
  readonly kind: FindingKind;
  readonly found: readonly Trouble[];
  /** False when there was more than the check brings: what it does not name may still be wrong. */
  readonly complete: boolean;
}

/** A finding that has not been cleared. */
export interface OpenFinding {
  readonly id: string;
  readonly subject: string;
  readonly openedAt: Date;
  readonly told: boolean;
}

export interface SettledLook {
  readonly opened: readonly Trouble[];
  /** Ids of those that hold again. */
  readonly cleared: readonly string[];
  /** Those that managers hear of now, and never again until they were cleared. */
  readonly told: readonly { readonly id: string; readonly trouble: Trouble }[];
}

/**
 * Compares what is wrong with what was. A finding is told once it has been found in two looks at least `confirmMs` apart: what
 * was on its way while the first one looked has come by the second. It is told once for each time that it comes up.
 */
export function settleLook(look: Look, open: readonly OpenFinding[], now: Date, confirmMs: number): SettledLook {
  const known = new Map(open.map((finding) => [finding.subject, finding]));
  const found = new Map(look.found.map((item) => [item.subject, item]));
  return {
    opened: [...found.values()].filter(({ subject }) => !known.has(subject)),
    cleared: look.complete ? open.filter(({ subject }) => !found.has(subject)).map(({ id }) => id) : [],
    told: [...found.values()].flatMap((trouble) => {
      const finding = known.get(trouble.subject);
      const isConfirmed = finding !== undefined && now.getTime() - finding.openedAt.getTime() >= confirmMs;
      return isConfirmed && !finding.told ? [{ id: finding.id, trouble }] : [];
    }),
  };
}

/** The notices that tell of some findings of one kind, each with the first of the findings that it tells. */
export function noticesOf(
  kind: FindingKind,
  told: SettledLook['told'],
): readonly { readonly key: string; readonly facts: Readonly<Record<string, string | number>> }[] {
  const [first] = told;
  if (first === undefined) return [];
  if (findingKinds[kind] === 'each') {
    return told.map(({ id, trouble }) => ({ key: id, facts: trouble.facts ?? {} }));
  }
  const names = told.slice(0, namedAtMost).map(({ trouble }) => trouble.name);
  const which = `${names.join(', ')}${told.length > namedAtMost ? ` (+${told.length - namedAtMost})` : ''}`;
  return [{ key: first.id, facts: { count: told.length, which } }];
}
