/** What one of the carrier's error codes says about a message or call that did not arrive. */
export interface CarrierVerdict {
  /** Nothing will arrive there until somebody corrects it. `number`: neither a text nor a call. `texts`: a call may. */
  readonly bad?: 'number' | 'texts' | 'browser';
  /** Only somebody at the centre can mend it, so a manager must know. */
  readonly tellManager?: true;
}

/**
 * Twilio's codes (https://www.twilio.com/docs/api/errors) after which something has to be done beyond trying the person's next
 * method, which follows every failure. What passes by itself (30001 queue overflow, 30003 handset off or out of reach, 30008
 * unknown to the carrier itself, 429 and 5xx) is not in the list: it is tried again, and says nothing about the number.
 */
const verdicts: Readonly<Record<string, CarrierVerdict>> = {
  404: { bad: 'browser' }, // push service: no such subscription (RFC 8030, 7.3)
  410: { bad: 'browser' }, // push service: gone, the browser withdrew it
  13224: { bad: 'number' }, // voice: not a valid number
  21211: { bad: 'number' }, // not a valid number
  21217: { bad: 'number' }, // not a valid number
  21214: { bad: 'number' }, // cannot be reached
  21265: { bad: 'number' }, // a short code
  21408: { tellManager: true }, // our account may not send to that region
  21612: { tellManager: true }, // no route from our number to theirs
  21614: { bad: 'texts' }, // not a mobile number
  20003: { tellManager: true }, // our credentials
  20005: { tellManager: true }, // our account is not active
  30002: { tellManager: true }, // our account is suspended
  30004: { bad: 'texts' }, // blocked by the receiver
  30005: { bad: 'number' }, // unknown or no longer in service
  30006: { bad: 'texts' }, // a landline
  30007: { tellManager: true }, // filtered as unwanted
  30034: { tellManager: true }, // our number is not registered with the carriers
};

const nothing: CarrierVerdict = {};

/** `code`: as the carrier writes it; null when it gave none. */
export function carrierVerdict(code: string | null): CarrierVerdict {
  return code !== null && Object.hasOwn(verdicts, code) ? (verdicts[code] ?? nothing) : nothing;
}
