import type { Carrier } from './carrier.js';
import { callHasEnded } from './carrier-records.js';
import { deliverText } from './send-text.js';
import type { Switchboard } from './switchboard.js';
import { bringToHotline } from './text-the-hotline.js';

/** Takes up what an earlier run left half done: texts on their way in either direction, and calls cut off. */
export function resumeDeliveries(carrier: Carrier, switchboard: Switchboard): void {
  for (const record of carrier.log.all()) {
    if (record.kind === 'sms' && record.webhook?.state === 'sending') {
      carrier.inBackground(() => bringToHotline(carrier, record));
    }
    if (record.kind === 'sms' && (record.status === 'queued' || record.status === 'sent')) {
      carrier.inBackground(() => deliverText(carrier, record));
    }
    if (record.kind === 'call' && !callHasEnded(record)) carrier.inBackground(() => switchboard.giveUp(record));
  }
}
