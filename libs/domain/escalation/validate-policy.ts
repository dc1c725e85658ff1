import { longestSnooze, type Notify, type Policy, shortestSnooze, targetsOf } from './policy.js';

/** What could be wrong with a policy. `step` is its index. */
export type PolicyFault =
  | { readonly code: 'no-steps' }
  | { readonly code: 'too-many-steps'; readonly found: number }
  | { readonly code: 'no-manager' }
  | { readonly code: 'empty-step'; readonly step: number }
  | { readonly code: 'only-webhooks' }
  | { readonly code: 'last-resort-late'; readonly found: number }
  | { readonly code: 'wait-out-of-range'; readonly step: number; readonly found: number }
  | { readonly code: 'repeat-out-of-range'; readonly found: number }
  | { readonly code: 'acknowledgements-out-of-range'; readonly found: number }
  | { readonly code: 'handle-within-out-of-range'; readonly found: number }
  | { readonly code: 'snooze-out-of-range'; readonly found: number }
  | { readonly code: 'unknown-person'; readonly step: number; readonly person: string }
  | { readonly code: 'unknown-schedule'; readonly step: number; readonly schedule: string }
  | { readonly code: 'finds-nobody'; readonly step: number }
  | { readonly code: 'last-resort-finds-nobody' }
  | { readonly code: 'too-few-people'; readonly found: number }
  | { readonly code: 'webhook-not-allowed'; readonly step: number; readonly url: string };

/** What exists, for a policy to name. */
export interface KnownTargets {
  /** Everyone who can be woken. */
  readonly people: readonly { readonly key: string; readonly role: string }[];
  readonly schedules: readonly { readonly key: string; readonly people: readonly string[] }[];
  /** Hosts that webhooks may call. */
  readonly webhookHosts: readonly string[];
}

export const shortestWaitMinutes = 1;
export const longestWaitMinutes = 60;
export const mostSteps = 20;
export const mostAcknowledgements = 5;
/** Minutes until every manager is woken, at the latest. */
export const latestLastResort = 240;
export const shortestHandling = 5;
export const longestHandling = 1_440;

/**
 * Refuses a policy that could end in silence: without steps, with a step that names nobody, without a step that wakes every
 * manager (a single person may be away, a roster may have a gap) or only after half a night, or with a wait so long that nobody
 * would notice. A wait of nothing is refused as well: it would wake the whole roster at once and then forever.
 *
 * With what is `known`, also one that names somebody or something that does not exist, and one whose last resort, for which
 * nobody else stands in, finds nobody.
 */
export function validatePolicy(
  policy: Policy,
  known?: KnownTargets,
): { readonly outcome: 'sound' } | { readonly outcome: 'refused'; readonly faults: readonly PolicyFault[] } {
  const faults = [...faultsOfForm(policy), ...(known === undefined ? [] : faultsOfTargets(policy, known))];
  return faults.length === 0 ? { outcome: 'sound' } : { outcome: 'refused', faults };
}

function faultsOfForm(policy: Policy): readonly PolicyFault[] {
  const { steps, repeatAfter, acknowledgements = 1, handleWithinMinutes, snoozeAtMost } = policy;
  const faults: PolicyFault[] = [];
  if (steps.length === 0) faults.push({ code: 'no-steps' });
  else if (steps.length > mostSteps) faults.push({ code: 'too-many-steps', found: steps.length });
  else if (steps.every((step) => targetsOf(step).every(({ kind }) => kind === 'webhook'))) {
    faults.push({ code: 'only-webhooks' });
  } else faults.push(...faultsOfLastResort(policy));
  for (const [step, { notify, waitMinutes }] of steps.entries()) {
    const targets = targetsOf({ notify, waitMinutes });
    if (targets.length === 0 || targets.some(namesNobody)) faults.push({ code: 'empty-step', step });
    if (!isWithin(waitMinutes, shortestWaitMinutes, longestWaitMinutes)) {
      faults.push({ code: 'wait-out-of-range', step, found: waitMinutes });
    }
  }
  if (!isWithin(repeatAfter, 0, longestWaitMinutes)) faults.push({ code: 'repeat-out-of-range', found: repeatAfter });
  if (!isWhole(acknowledgements, 1, mostAcknowledgements)) {
    faults.push({ code: 'acknowledgements-out-of-range', found: acknowledgements });
  }
  if (handleWithinMinutes !== undefined && !isWithin(handleWithinMinutes, shortestHandling, longestHandling)) {
    faults.push({ code: 'handle-within-out-of-range', found: handleWithinMinutes });
  }
  if (snoozeAtMost !== undefined && !isWithin(snoozeAtMost, shortestSnooze, longestSnooze)) {
    faults.push({ code: 'snooze-out-of-range', found: snoozeAtMost });
  }
  return faults;
}

function wakesManagers(target: Notify): boolean {
  return target.kind === 'role' && target.role === 'manager';
}

function faultsOfLastResort({ steps }: Policy): readonly PolicyFault[] {
  const place = steps.findIndex((step) => targetsOf(step).some(wakesManagers));
  if (place === -1) return [{ code: 'no-manager' }];
  const minutes = steps.slice(0, place).reduce((sum, { waitMinutes }) => sum + waitMinutes, 0);
  return minutes > latestLastResort ? [{ code: 'last-resort-late', found: minutes }] : [];
}

function namesNobody(target: Notify): boolean {
  return 'people' in target && target.people.length === 0;
}

function faultsOfTargets({ steps, acknowledgements = 1 }: Policy, known: KnownTargets): readonly PolicyFault[] {
  const faults: PolicyFault[] = [];
  const findable = new Set<string>();
  for (const [step, current] of steps.entries()) {
    const targets = targetsOf(current);
    const unknown = targets.flatMap((target) => unknownIn(target, step, known));
    faults.push(...unknown);
    const found = targets.flatMap((target) => couldFind(target, known));
    for (const key of found) findable.add(key);
    const wakesPeople = targets.some((target) => target.kind !== 'webhook' && !namesNobody(target));
    if (found.length === 0 && wakesPeople && unknown.length === 0) faults.push({ code: 'finds-nobody', step });
  }
  if (!known.people.some(({ role }) => role === 'manager')) faults.push({ code: 'last-resort-finds-nobody' });
  if (findable.size > 0 && findable.size < acknowledgements)
    faults.push({ code: 'too-few-people', found: findable.size });
  return faults;
}

function unknownIn(target: Notify, step: number, known: KnownTargets): readonly PolicyFault[] {
  if (target.kind === 'webhook') {
    const { url } = target;
    return isAllowedWebhook(url, known.webhookHosts) ? [] : [{ code: 'webhook-not-allowed', step, url }];
  }
  const named = target.kind === 'person' ? [target.person] : 'people' in target ? target.people : [];
  const schedule = 'schedule' in target ? target.schedule : undefined;
  return [
    ...named
      .filter((person) => !known.people.some(({ key }) => key === person))
      .map((person) => ({ code: 'unknown-person', step, person }) as const),
    ...(schedule === undefined || known.schedules.some(({ key }) => key === schedule)
      ? []
      : [{ code: 'unknown-schedule', step, schedule } as const]),
  ];
}

/** Everyone whom a target could find at one time or another. */
function couldFind(target: Notify, { people, schedules }: KnownTargets): readonly string[] {
  const team = (name: string) => schedules.find(({ key }) => key === name)?.people ?? [];
  const named = ((): readonly string[] => {
    switch (target.kind) {
      case 'on-duty':
      case 'next-on-duty':
        return team(target.schedule ?? 'watch');
      case 'team':
        return team(target.schedule);
      case 'round-robin':
        return 'schedule' in target ? team(target.schedule) : target.people;
      case 'person':
        return [target.person];
      case 'people':
        return target.people;
      case 'role':
        return people.filter(({ role }) => role === target.role).map(({ key }) => key);
      case 'webhook':
        break;
    }
    return [];
  })();
  return named.filter((name) => people.some(({ key }) => key === name));
}

/**
 * Whether a webhook goes to a host that the configuration allows, over TLS, on its usual port and without a name and password
 * in the address: a manager's account must not be a way to reach what stands beside the service.
 */
export function isAllowedWebhook(url: string, hosts: readonly string[]): boolean {
  if (url.length > 500) return false;
  const [, host = ''] = /^https:\/\/([a-z\d.-]+)(?:\/[\x21-\x7e]*)?$/i.exec(url) ?? [];
  return hosts.includes(host.toLowerCase());
}

function isWithin(minutes: number, shortest: number, longest: number): boolean {
  return Number.isFinite(minutes) && minutes >= shortest && minutes <= longest;
}

function isWhole(count: number, least: number, most: number): boolean {
  return Number.isInteger(count) && isWithin(count, least, most);
}
