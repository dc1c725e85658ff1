import { z } from 'zod';
import { readPhoneNumber } from './phone-number.js';

const times = z.int().min(1).max(10_000).default(1);
const delayMs = z.int().min(0).max(60_000).default(0);
const fail = z.object({ status: z.int().min(400).max(599), code: z.int().min(1).max(99_999).optional() });
const phone = z
  .string()
  .refine((value) => readPhoneNumber(value) !== null, 'expected a phone number as +15555550123')
  .transform((value) => readPhoneNumber(value) ?? value);

/** One plan: for the next `times` requests of a kind (and to an address), what goes wrong. */
export const faultPlan = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('messages'),
    to: phone.optional(),
    times,
    delayMs,
    fail: fail.optional(),
    /** The request is accepted, the delivery is not. */
    deliver: z.object({ status: z.enum(['undelivered', 'failed']), errorCode: z.int().default(30_003) }).optional(),
  }),
  z.object({
    kind: z.literal('calls'),
    to: phone.optional(),
    times,
    delayMs,
    fail: fail.optional(),
    /** `voicemail`: answered by a machine, which presses no key. */
    deliver: z.object({ status: z.enum(['busy', 'no-answer', 'failed', 'voicemail']) }).optional(),
  }),
  /** A text of this phone reaches the carrier and its webhook is lost. */
  z.object({ kind: z.literal('webhooks'), to: phone.optional(), times, delayMs, lose: z.literal(true) }),
  z.object({ kind: z.literal('mail'), to: z.email().optional(), times, delayMs, fail: fail.optional() }),
]);

export type FaultPlan = z.infer<typeof faultPlan>;
export type FaultOf<K extends FaultPlan['kind']> = Extract<FaultPlan, { readonly kind: K }>;

const MOST_PLANS = 100;

/** The plans still to come. The oldest that fits is used first. */
export class FaultBox {
  private plans: FaultPlan[] = [];

  /** False when there are too many plans already. */
  add(plan: FaultPlan): boolean {
    if (this.plans.length >= MOST_PLANS) return false;
    this.plans.push(plan);
    return true;
  }

  left(): readonly FaultPlan[] {
    return this.plans;
  }

  clear(): void {
    this.plans = [];
  }

  /** Uses up one of a plan's times. */
  take<K extends FaultPlan['kind']>(kind: K, to: readonly string[]): FaultOf<K> | null {
    const fits = (plan: FaultPlan): plan is FaultOf<K> =>
      plan.kind === kind && (plan.to === undefined || to.includes(plan.to));
    const plan = this.plans.find(fits);
    if (plan === undefined) return null;
    this.plans = this.plans.flatMap((other) => {
      if (other !== plan) return [other];
      return plan.times > 1 ? [{ ...plan, times: plan.times - 1 }] : [];
    });
    return plan;
  }
}
