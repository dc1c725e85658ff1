import type { Severity } from '../incident/index.js';
import { type ContactMethod, isSound, type MethodKind, wakes } from './contact-method.js';

/** One delivery of a page, as far as it has come. */
export interface TriedMethod {
  readonly deliveryId: string;
  readonly methodId: string | null;
  readonly kind: MethodKind;
  readonly carrier: 'first' | 'second';
  /**
   * `planned`: its time has not come. `under-way`: nothing speaks against it yet. `failing`: it is tried again, after a failure
   * that may pass. `failed`: it will not arrive. `unknown`: its carrier took it and has not said in time that it arrived.
   */
  readonly state: 'planned' | 'under-way' | 'failing' | 'arrived' | 'failed' | 'unknown';
  /** The address itself is at fault, so another carrier would not help. */
  readonly isAddressAtFault: boolean;
}

export type FailOver =
  /** A method that was planned for later is tried now. */
  | { readonly next: 'bring-forward'; readonly deliveryId: string }
  /** A method that nothing was planned for. */
  | { readonly next: 'method'; readonly methodId: string }
  /** The same method through the other carrier. */
  | { readonly next: 'second-carrier'; readonly deliveryId: string }
  /** Something else is on its way to the person. */
  | { readonly next: 'wait' }
  /** Nothing is left that could wake them: the step goes on without waiting. */
  | { readonly next: 'unreachable' };

/**
 * What follows when one delivery of a page did not arrive, or when nobody knows whether it did: the person's next method at
 * once, in the order in which the person prefers them, then the same ones through the second carrier, then the step climbs. A mail that a server took wakes nobody, so it only
 * counts for somebody who has nothing louder.
 *
 * A browser is no loss by itself: nobody gets a call for a laptop that sleeps while their phone has the page, and what was to
 * stay silent does. A critical page still goes on when nothing but a mail has arrived.
 */
export function failOver(
  methods: readonly ContactMethod[],
  deliveries: readonly TriedMethod[],
  severity: Severity,
  hasSecondCarrier: (kind: MethodKind) => boolean,
): FailOver {
  const isOnItsWay = ({ kind, state }: TriedMethod) =>
    (state === 'arrived' || state === 'under-way') && (wakes(kind) || severity !== 'critical');
  const isLoss = deliveries.some((one) => one.kind !== 'push' && isInDoubt(one));
  if (!isLoss && deliveries.some(isOnItsWay)) return { next: 'wait' };

  const place = ({ methodId }: TriedMethod) => methods.findIndex(({ id }) => id === methodId);
  const tried = deliveries.toSorted((one, other) => place(one) - place(other));
  const planned = tried.find(({ state }) => state === 'planned');
  if (planned !== undefined) return { next: 'bring-forward', deliveryId: planned.deliveryId };

  const known = new Set(tried.map(({ methodId }) => methodId));
  const sound = methods.filter(isSound);
  const fresh = (sound.length > 0 ? sound : methods).find(({ id }) => !known.has(id));
  if (fresh !== undefined) return { next: 'method', methodId: fresh.id };

  const again = tried.find(
    (one) =>
      one.carrier === 'first' &&
      isInDoubt(one) &&
      !one.isAddressAtFault &&
      hasSecondCarrier(one.kind) &&
      !tried.some((other) => other.carrier === 'second' && other.methodId === one.methodId && other.kind === one.kind),
  );
  if (again !== undefined) return { next: 'second-carrier', deliveryId: again.deliveryId };

  const isLoud = tried.some(({ kind }) => wakes(kind));
  const counts = tried.some(({ kind, state }) => state !== 'failed' && state !== 'unknown' && (wakes(kind) || !isLoud));
  return counts ? { next: 'wait' } : { next: 'unreachable' };
}

function isInDoubt({ state }: TriedMethod): boolean {
  return state === 'failed' || state === 'failing' || state === 'unknown';
}

/** For how long a carrier may leave open whether what it took has arrived, in milliseconds; null: it never says. */
export const truthAfterMs: Readonly<Record<MethodKind, number | null>> = {
  sms: 60_000,
  // It rings for half a minute, and a page is read out three times.
  voice: 150_000,
  // A mail server's word is all there ever is.
  email: null,
  // The browser tells of it as soon as it shows.
  push: 60_000,
};
