import { Temporal } from 'temporal-polyfill';
import type { Severity } from '../incident/index.js';
import { type ContactMethod, isSound, type MethodKind, wakes } from './contact-method.js';

/** What a person asked for: this method, so long after a page of this severity began, unless somebody answered it meanwhile. */
export interface NotificationRule {
  readonly severity: Severity;
  readonly methodId: string;
  readonly afterMinutes: number;
}

/** Wall time in the person's zone; it may cross midnight. From equal to until is no time at all. */
export interface QuietHours {
  readonly from: string;
  readonly until: string;
  readonly zone: string;
}

export interface PersonToReach {
  /** In the order in which the person prefers them. */
  readonly methods: readonly ContactMethod[];
  readonly rules: readonly NotificationRule[];
  readonly quietHours: QuietHours | null;
}

export interface PlannedMethod {
  readonly methodId: string;
  readonly kind: MethodKind;
  readonly afterMs: number;
}

export interface PagePlan {
  /** Whom nothing reaches has none; everybody else at least one at once or later. In the order of time. */
  readonly methods: readonly PlannedMethod[];
  /** No verified method is left, so every one is tried, and the managers must know. */
  readonly isLastStraw: boolean;
}

/**
 * Without rules of the person's own: what makes no call at once, then a call for what is urgent, in minutes. A text is easily
 * slept through, so the call comes before a usual step of five minutes ends.
 */
const defaultMinutes: Readonly<Record<Severity, Partial<Record<MethodKind, number>>>> = {
  critical: { push: 0, sms: 0, email: 0, voice: 1 },
  high: { push: 0, sms: 0, email: 0, voice: 3 },
  medium: { push: 0, sms: 0, email: 0 },
  low: { push: 0, sms: 0, email: 0 },
  'not-an-incident': { push: 0, email: 0 },
};

/**
 * By which methods, and when, a page tries one person. Their own rules for the severity count; without any that names a method
 * which still works, the usual ones. In quiet hours only mail and push go out, save for a critical page, which ignores them, and
 * for somebody whom nothing silent reaches: they are on duty, and a page is never held back.
 */
export function planPage({ methods, rules, quietHours }: PersonToReach, severity: Severity, now: Date): PagePlan {
  const sound = methods.filter(isSound);
  const isLastStraw = sound.length === 0;
  const usable = isLastStraw ? methods : sound;
  const wanted = isLastStraw ? all(usable) : (ownPlan(usable, rules, severity) ?? usualPlan(usable, severity));
  const isQuiet = severity !== 'critical' && quietHours !== null && isWithin(quietHours, now);
  const silent = isQuiet ? wanted.filter(({ kind }) => kind === 'email' || kind === 'push') : [];
  const planned = silent.length > 0 ? silent : wanted;
  return { methods: planned.toSorted((one, other) => one.afterMs - other.afterMs), isLastStraw };
}

function all(methods: readonly ContactMethod[]): readonly PlannedMethod[] {
  return methods.map(({ id, kind }) => ({ methodId: id, kind, afterMs: 0 }));
}

function ownPlan(
  methods: readonly ContactMethod[],
  rules: readonly NotificationRule[],
  severity: Severity,
): readonly PlannedMethod[] | null {
  const planned = methods.flatMap(({ id, kind }) => {
    const minutes = rules
      .filter((rule) => rule.severity === severity && rule.methodId === id)
      .map(({ afterMinutes }) => afterMinutes);
    return minutes.length === 0 ? [] : [{ methodId: id, kind, afterMs: Math.min(...minutes) * 60_000 }];
  });
  return planned.length === 0 ? null : planned;
}

function usualPlan(methods: readonly ContactMethod[], severity: Severity): readonly PlannedMethod[] {
  const planned = methods.flatMap(({ id, kind }) => {
    const minutes = defaultMinutes[severity][kind];
    return minutes === undefined ? [] : [{ methodId: id, kind, afterMs: minutes * 60_000 }];
  });
  if (severity === 'not-an-incident') return planned.length > 0 ? planned : all(methods);
  // Somebody whom no text and no push reaches is called at once.
  return planned.some(({ kind, afterMs }) => afterMs === 0 && wakes(kind)) ? planned : all(methods);
}

function isWithin({ from, until, zone }: QuietHours, now: Date): boolean {
  const time = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).toPlainTime();
  const since = Temporal.PlainTime.compare(time, Temporal.PlainTime.from(from)) >= 0;
  const before = Temporal.PlainTime.compare(time, Temporal.PlainTime.from(until)) < 0;
  return from <= until ? since && before : since || before;
}
