/** How far one message to one address has come, in the order in which it can only move on. */
export const deliveryStates = ['pending', 'sending', 'accepted', 'sent', 'failed', 'delivered'] as const;

export type DeliveryState = (typeof deliveryStates)[number];

/** The words of carriers (Twilio's message and call statuses) for our states. */
const carrierWords: Readonly<Record<string, DeliveryState>> = {
  accepted: 'accepted',
  scheduled: 'accepted',
  queued: 'accepted',
  initiated: 'accepted',
  sending: 'accepted',
  ringing: 'sent',
  'in-progress': 'sent',
  sent: 'sent',
  delivered: 'delivered',
  read: 'delivered',
  completed: 'delivered',
  undelivered: 'failed',
  failed: 'failed',
  canceled: 'failed',
  busy: 'failed',
  'no-answer': 'failed',
};

/**
 * Where a delivery stands after a report about it. Reports come late, doubled and out of order, so the result is the
 * furthest state reported so far whatever the order; a delivery that arrived after all outranks a failure. A word that no
 * carrier is known to use changes nothing.
 */
export function nextDeliveryState(current: DeliveryState, reported: string): DeliveryState {
  const state = carrierWords[reported.toLowerCase()];
  if (state === undefined) return current;
  return deliveryStates.indexOf(state) > deliveryStates.indexOf(current) ? state : current;
}

/** Nothing further is sent for a delivery in this state. */
export function isSettled(state: DeliveryState): state is 'delivered' | 'failed' {
  return state === 'delivered' || state === 'failed';
}
