import { z } from 'zod';

const instant = z.iso.datetime();
const severity = z.enum(['critical', 'high', 'medium', 'low', 'not-an-incident']);
const day = z.enum(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']);
const key = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);
const people = z.array(key).max(100);
const minutes = z.int().min(0).max(10_000);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** Whom a step wakes. `people` of a round robin, or those who take turns on a schedule. */
export const notify = z.union([
  z.strictObject({ kind: z.literal('on-duty'), schedule: key.optional() }),
  z.strictObject({ kind: z.literal('next-on-duty'), schedule: key.optional() }),
  z.strictObject({ kind: z.literal('person'), person: key }),
  z.strictObject({ kind: z.literal('people'), people }),
  z.strictObject({ kind: z.literal('role'), role: z.enum(['manager', 'responder']) }),
  z.strictObject({ kind: z.literal('team'), schedule: key }),
  z.strictObject({ kind: z.literal('round-robin'), people }),
  z.strictObject({ kind: z.literal('round-robin'), schedule: key }),
  z.strictObject({ kind: z.literal('webhook'), url: z.string().max(500) }),
]);

export const step = z.strictObject({ notify: z.union([notify, z.array(notify).max(20)]), waitMinutes: minutes });

/** A policy in the form in which it is written, stored and frozen. Whether it is a sound one is `validatePolicy`'s to say. */
export const policy = z.strictObject({
  key,
  name: z.string().trim().min(1).max(100).optional(),
  steps: z.array(step).max(100),
  repeatAfter: minutes,
  acknowledgements: z.int().min(0).max(100).optional(),
  handleWithinMinutes: minutes.optional(),
  snoozeAtMost: minutes.optional(),
});

export const policyRule = z.strictObject({
  when: z.strictObject({
    severities: z.array(severity).min(1).optional(),
    parties: z.array(key).min(1).max(200).optional(),
    kinds: z.array(z.string().min(1).max(64)).min(1).max(100).optional(),
    days: z.array(day).min(1).optional(),
    hours: z.strictObject({ from: time, to: time }).optional(),
    zone: z.string().max(64).optional(),
  }),
  policy: key,
});

const changed = z.object({ at: instant, by: z.string() });

export const policyView = z.object({
  policy,
  version: z.int(),
  /** The severity whose incidents it pages when no rule says otherwise. */
  fallbackFor: severity.nullable(),
  changed,
  /** Escalations that run by it now: all, and those that were started by an earlier edit. */
  running: z.object({ all: z.int(), older: z.int() }),
  /** What became wrong with it since it was written, in the reader's language; empty while it is sound. */
  faults: z.array(z.object({ pointer: z.string(), detail: z.string() })),
});

/** `GET /api/v1/policies` */
export const policyList = z.object({
  items: z.array(policyView),
  rules: z.object({ items: z.array(policyRule), version: z.int(), changed }),
  /** What a policy may name. */
  targets: z.object({
    people: z.array(z.object({ key: z.string(), name: z.string(), role: z.string() })),
    schedules: z.array(z.object({ key: z.string(), name: z.string() })),
    webhookHosts: z.array(z.string()),
  }),
});

/** `POST /api/v1/policies` */
export const newPolicy = policy;
/** `POST /api/v1/policies/:key`: `version` is the one that was read; another one by now is refused. */
export const editPolicy = z.strictObject({ version: z.int(), policy: policy.omit({ key: true }) });
/** What an edit answers: the policy, and how many running escalations still go by an earlier edit of it. */
export const policyEdited = policyView;
/** `POST /api/v1/policies/:key/move` */
export const policyMoved = z.object({ moved: z.int(), policy: policyView });
/** `POST /api/v1/policies/rules` */
export const editPolicyRules = z.strictObject({ version: z.int(), rules: z.array(policyRule).max(100) });

/** `POST /api/v1/policies/simulate`: what would happen if nobody answered. `policy` instead of the stored one, to try it out. */
export const simulatePolicy = z.strictObject({
  at: instant,
  hours: z.int().min(1).max(48).default(4),
  severity,
  party: key.nullable().default(null),
  kind: z.string().max(64).default('undetermined'),
  policy: policy.optional(),
});
export const simulation = z.object({
  policy: z.object({ key: z.string(), name: z.string(), version: z.int() }),
  pages: z.array(
    z.object({
      at: instant,
      step: z.int(),
      round: z.int(),
      because: z.enum(['step', 'gap', 'snoozed', 'unhandled', 'nobody', 'webhook', 'found-nobody']),
      people: z.array(
        z.object({
          key: z.string(),
          name: z.string(),
          /** By what the page goes to them, and how many minutes after it began, while they do not answer. */
          ways: z.array(z.object({ kind: z.enum(['push', 'sms', 'voice', 'email']), afterMinutes: z.number() })),
          /** Their quiet hours keep calls and texts away from them then. */
          isQuiet: z.boolean(),
        }),
      ),
      webhook: z.string().nullable(),
    }),
  ),
});

export type PolicyList = z.output<typeof policyList>;
export type PolicyView = z.output<typeof policyView>;
export type PolicyMoved = z.output<typeof policyMoved>;
export type SimulationView = z.output<typeof simulation>;
