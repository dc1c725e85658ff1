import { Courier, type Envelope, type SendOutcome } from './courier.js';
import { MailCarrier, type MailCarrierOptions } from './mail-carrier.js';
import { SmsCarrier, type SmsCarrierOptions } from './sms-carrier.js';

export interface CourierOptions {
  readonly sms: SmsCarrierOptions;
  readonly mail: MailCarrierOptions;
  /** In milliseconds; a carrier that has not answered by then is asked again later. */
  readonly timeoutMs?: number;
}

const defaultTimeout = 10_000;

/** The courier that talks to real carriers, or to the sandbox that speaks like them. It connects at the first send. */
export function openCourier(options: CourierOptions): Courier {
  return new CarrierCourier(options, options.timeoutMs ?? defaultTimeout);
}

class CarrierCourier extends Courier {
  private readonly sms: SmsCarrier;
  private readonly mail: MailCarrier;
  private readonly underway = new Set<Promise<unknown>>();

  constructor(
    options: CourierOptions,
    private readonly timeoutMs: number,
  ) {
    super();
    this.sms = new SmsCarrier(options.sms, timeoutMs);
    this.mail = new MailCarrier(options.mail, timeoutMs);
  }

  async send(envelope: Envelope): Promise<SendOutcome> {
    const sending = this.withinTimeout(this.carry(envelope));
    this.underway.add(sending);
    try {
      return await sending;
    } finally {
      this.underway.delete(sending);
    }
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.underway);
    this.sms.close();
    this.mail.close();
  }

  private async carry(envelope: Envelope): Promise<SendOutcome> {
    if (envelope.channel === 'sms') return this.sms.send(envelope);
    if (envelope.channel === 'email') return this.mail.send(envelope);
    return { outcome: 'failed', reason: 'unsupported' };
  }

  /** The last bound: whatever a library waits for, the caller does not. */
  private async withinTimeout(sending: Promise<SendOutcome>): Promise<SendOutcome> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<SendOutcome>((resolve) => {
      timer = setTimeout(resolve, this.timeoutMs, { outcome: 'retry', reason: 'timeout' });
    });
    try {
      return await Promise.race([sending, late]);
    } catch {
      return { outcome: 'retry', reason: 'refused' };
    } finally {
      clearTimeout(timer);
    }
  }
}
