/** An account at Twilio, or at whoever speaks its API. */
export interface PhoneAccount {
  readonly accountSid: string;
  readonly authToken: string;
  /** null: Twilio itself. No slash at its end. */
  readonly baseUrl: string | null;
  /** The number that texts and calls come from, E.164. */
  readonly from: string;
  /** Where the carrier reports what became of a text or call; the delivery's id is added as `delivery`. */
  readonly statusCallback: string;
  /** Where the carrier asks what to say to whoever picks up; the delivery's id is added as `delivery`. */
  readonly speechCallback: string;
}

/** In international form (E.164). Anything else is not even tried. */
export function isPhoneNumber(address: string): boolean {
  return /^\+[1-9]\d{6,14}$/.test(address);
}

/** An address of ours that the carrier calls, with the delivery that it is about: its word may overtake the answer that names its SID. */
export function aboutDelivery(callback: string, deliveryId: string): string {
  return `${callback}${callback.includes('?') ? '&' : '?'}delivery=${encodeURIComponent(deliveryId)}`;
}
