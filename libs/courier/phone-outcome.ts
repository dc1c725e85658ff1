import type { SendOutcome, SendProblem } from './courier.js';

/** Twilio's error codes (https://www.twilio.com/docs/api/errors) after which another try is no use. */
const hopeless: Readonly<Record<number, SendProblem>> = {
  13224: 'address-refused', // not a number that can be called
  21211: 'address-refused', // not a valid number
  21214: 'address-refused', // cannot be reached
  21217: 'address-refused', // not a valid number
  21265: 'address-refused', // a short code
  21408: 'address-refused', // no permission for that region
  21602: 'content-refused', // no body
  21604: 'address-refused', // no number
  21605: 'content-refused', // body too long
  21610: 'opted-out', // answered STOP
  21612: 'address-refused', // no route from our number to theirs
  21614: 'address-refused', // not a mobile number
  21617: 'content-refused', // body too long
  30004: 'refused', // blocked
  30005: 'address-refused', // unknown or no longer in service
  30006: 'address-refused', // landline or unreachable carrier
  30007: 'content-refused', // filtered
};

/** Codes that say "later", whatever the HTTP status beside them. */
const passing: Readonly<Record<number, SendProblem>> = {
  20429: 'busy',
  21611: 'busy', // queue full
  30001: 'busy', // queue overflow
  30003: 'unreachable', // handset off or out of reach
  30008: 'refused', // unknown to the carrier itself
  20003: 'not-authorized', // somebody has to mend our credentials, and then it works
  20005: 'not-authorized', // account not active
};

const timeouts = new Set(['ECONNABORTED', 'ETIMEDOUT']);

/** What an error of Twilio's client means for a text or a call. What nobody knows is tried again: two texts are better than none. */
export function phoneOutcome(error: unknown): SendOutcome {
  const { status, code } = (error ?? {}) as { readonly status?: unknown; readonly code?: unknown };
  if (typeof code === 'number') {
    const known = hopeless[code];
    if (known !== undefined) return { outcome: 'failed', reason: known, code: String(code) };
    const later = passing[code];
    if (later !== undefined) return { outcome: 'retry', reason: later, code: String(code) };
  }
  if (typeof status === 'number') return byStatus(status, typeof code === 'number' ? code : status);
  if (typeof code === 'string') {
    return { outcome: 'retry', reason: timeouts.has(code) ? 'timeout' : 'unreachable', code };
  }
  return { outcome: 'retry', reason: 'refused' };
}

function byStatus(status: number, code: number): SendOutcome {
  if (status === 401 || status === 403) return { outcome: 'retry', reason: 'not-authorized', code: String(code) };
  if (status === 408 || status === 429) return { outcome: 'retry', reason: 'busy', code: String(code) };
  if (status >= 400 && status < 500) return { outcome: 'failed', reason: 'refused', code: String(code) };
  return { outcome: 'retry', reason: status >= 500 ? 'busy' : 'refused', code: String(code) };
}
