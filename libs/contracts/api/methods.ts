import { z } from 'zod';

const severity = z.enum(['critical', 'high', 'medium', 'low', 'not-an-incident']);
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** A way to page the one who asks. */
export const methodView = z.object({
  id: z.uuid(),
  kind: z.enum(['sms', 'voice', 'email', 'push']),
  address: z.string(),
  /** Null until its code has been entered; a page goes there only then. */
  verifiedAt: z.iso.datetime().nullable(),
  /** Since when a carrier says that nothing arrives there; a new code makes it good again. */
  badSince: z.iso.datetime().nullable(),
  /** Until when the code that was sent there can be entered; null when none is on its way. */
  codeUntil: z.iso.datetime().nullable(),
});
export type MethodView = z.output<typeof methodView>;

export const notificationRule = z.strictObject({
  severity,
  methodId: z.uuid(),
  afterMinutes: z.int().min(0).max(60),
});

/** Wall time in a zone; it may cross midnight. Critical pages ignore it. */
export const quietHours = z.strictObject({ from: timeOfDay, until: timeOfDay, zone: z.string().max(60) });

/** How the one who asks is paged: their ways in the order in which they are tried, their rules, their quiet hours. */
export const reachView = z.object({
  methods: z.array(methodView),
  /** None: the usual ones. */
  rules: z.array(notificationRule),
  quietHours: quietHours.nullable(),
});
export type ReachView = z.output<typeof reachView>;

export const newMethod = z.strictObject({
  kind: z.enum(['sms', 'voice', 'email']),
  address: z.string().trim().min(3).max(254),
});
/** A browser's subscription to its push service, as `PushSubscription.toJSON()` has it (Push API; RFC 8291 for the keys). */
export const pushSubscription = z.strictObject({
  endpoint: z.url().max(1_000),
  keys: z.strictObject({
    p256dh: z.string().regex(/^[\w-]{87}$/),
    auth: z.string().regex(/^[\w-]{22}$/),
  }),
});
/** What a browser subscribes with (VAPID, RFC 8292). */
export const pushKey = z.object({ publicKey: z.string() });
export type PushKey = z.output<typeof pushKey>;
export const enteredCode = z.strictObject({ code: z.string().max(40) });
export const reachRules = z.strictObject({ rules: z.array(notificationRule).max(100) });
export const reachOrder = z.strictObject({ methods: z.array(z.uuid()).min(1).max(20) });
export const reachQuietHours = z.strictObject({ quietHours: quietHours.nullable() });

/** Whether each person of the watch can be woken, for managers. Addresses are masked. */
export const reachableView = z.object({
  name: z.string(),
  key: z.string(),
  methods: z.array(
    z.object({
      kind: methodView.shape.kind,
      address: z.string(),
      state: z.enum(['sound', 'unverified', 'bad']),
      code: z.string().nullable(),
    }),
  ),
});
export type ReachableView = z.output<typeof reachableView>;
