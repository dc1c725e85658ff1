import { type PolicyFault, ruleDays, severities, validatePolicy } from '#domain';
import { z } from 'zod';
import { key, zone } from './settings.js';

const people = z.array(key).min(1).max(100).readonly();
const notify = z.union(
  [
    z.strictObject({ kind: z.literal('on-duty'), schedule: key.optional() }).readonly(),
    z.strictObject({ kind: z.literal('next-on-duty'), schedule: key.optional() }).readonly(),
    z.strictObject({ kind: z.literal('person'), person: key }).readonly(),
    z.strictObject({ kind: z.literal('people'), people }).readonly(),
    z.strictObject({ kind: z.literal('role'), role: z.enum(['manager', 'responder']) }).readonly(),
    z.strictObject({ kind: z.literal('team'), schedule: key }).readonly(),
    z.strictObject({ kind: z.literal('round-robin'), people }).readonly(),
    z.strictObject({ kind: z.literal('round-robin'), schedule: key }).readonly(),
  ],
  'one of on-duty, next-on-duty, person, people, role, team, round-robin',
);

/** Whom an incident wakes, step by step. */
export const policy = z
  .strictObject({
    key,
    name: z.string().trim().min(1).max(100).optional(),
    steps: z
      .array(
        z
          .strictObject({ notify: z.union([notify, z.array(notify).max(20).readonly()]), waitMinutes: z.int() })
          .readonly(),
      )
      .readonly(),
    repeatAfter: z.int(),
    /** How many different people must acknowledge. */
    acknowledgements: z.int().optional(),
    handleWithinMinutes: z.int().optional(),
    snoozeAtMost: z.int().optional(),
  })
  .superRefine((value, context) => {
    const verdict = validatePolicy(value);
    if (verdict.outcome === 'sound') return;
    for (const fault of verdict.faults) context.addIssue({ code: 'custom', ...describePolicyFault(fault) });
  })
  .readonly();

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time in the form HH:MM');

/** Which incidents get a policy other than their severity's. The first rule that fits counts. */
export const policyRule = z
  .strictObject({
    when: z
      .strictObject({
        severities: z.array(z.enum(severities)).min(1).readonly().optional(),
        parties: z.array(key).min(1).readonly().optional(),
        kinds: z.array(z.string().min(1)).min(1).readonly().optional(),
        days: z.array(z.enum(ruleDays)).min(1).readonly().optional(),
        hours: z.strictObject({ from: time, to: time }).readonly().optional(),
        zone: zone.optional(),
      })
      .refine((when) => when.zone !== undefined || (when.days === undefined && when.hours === undefined), {
        path: ['zone'],
        message: 'the time zone of its days and hours',
      })
      .readonly(),
    policy: key,
  })
  .readonly();

type Described = { readonly path: (string | number)[]; readonly message: string };

/** Where in a policy a fault is, and what is expected there. */
export function describePolicyFault(fault: PolicyFault): Described {
  const inStep = (message: string, ...place: string[]) =>
    'step' in fault ? { path: ['steps', fault.step, ...place], message } : { path: ['steps'], message };
  switch (fault.code) {
    case 'no-steps':
      return inStep('at least one step');
    case 'too-many-steps':
      return inStep('at most 20 steps');
    case 'no-manager':
      return inStep('a step that wakes the role manager, so that paging never ends in silence');
    case 'only-webhooks':
      return inStep('a step that wakes people: a webhook wakes nobody');
    case 'last-resort-late':
      return inStep('a step that wakes the role manager within 240 minutes');
    case 'empty-step':
      return inStep('at least one target', 'notify');
    case 'wait-out-of-range':
      return inStep('from 1 to 60 minutes', 'waitMinutes');
    case 'unknown-person':
      return inStep('the key of a responder or manager under "people"', 'notify', 'person');
    case 'unknown-schedule':
      return inStep('the key of a schedule', 'notify', 'schedule');
    case 'webhook-not-allowed':
      return inStep('an https address at one of "webhookHosts"', 'notify', 'url');
    case 'finds-nobody':
      return inStep('a target that can find somebody', 'notify');
    case 'last-resort-finds-nobody':
      return { path: ['steps'], message: 'at least one manager to wake' };
    case 'too-few-people':
    case 'acknowledgements-out-of-range':
      return {
        path: ['acknowledgements'],
        message: 'from 1 to 5, and no more than the people whom the steps can wake',
      };
    case 'repeat-out-of-range':
      return { path: ['repeatAfter'], message: 'from 0 to 60 minutes' };
    case 'handle-within-out-of-range':
      return { path: ['handleWithinMinutes'], message: 'from 5 to 1440 minutes' };
    case 'snooze-out-of-range':
      break;
  }
  return { path: ['snoozeAtMost'], message: 'from 5 to 60 minutes' };
}
