import { setTimeout as pause } from 'node:timers/promises';
import type { Carrier } from './carrier.js';
import type { FaultOf, FaultPlan } from './plan-fault.js';

/** Takes the next planned fault for a request, if any, and keeps the caller waiting as long as it says. */
export async function meetFault<K extends FaultPlan['kind']>(
  carrier: Carrier,
  kind: K,
  to: readonly string[],
): Promise<FaultOf<K> | null> {
  const fault = carrier.faults.take(kind, to);
  if (fault !== null && fault.delayMs > 0) {
    await pause(fault.delayMs, undefined, { signal: carrier.closing, ref: false }).catch(() => undefined);
  }
  return fault;
}
