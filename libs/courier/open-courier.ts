import { type Channel, Courier, type Envelope, type SendOutcome } from './courier.js';
import { MailCarrier, type MailCarrierOptions } from './mail-carrier.js';
import type { PhoneAccount } from './phone-account.js';
import { PhoneCarrier } from './phone-carrier.js';
import { PushCarrier, type PushOptions } from './push-carrier.js';
import { TextGateway, type TextGatewayOptions } from './text-gateway.js';

export interface CourierOptions {
  readonly phone: PhoneAccount;
  readonly mail: MailCarrierOptions;
  /** Without it nothing goes to browsers. */
  readonly push?: PushOptions;
  /** What takes over for a page that the first carrier did not deliver. */
  readonly second?: {
    readonly phone?: PhoneAccount;
    /** For texts, where there is no second account. */
    readonly texts?: TextGatewayOptions;
    readonly mail?: MailCarrierOptions;
  };
  /** In milliseconds; a carrier that has not answered by then is asked again later. */
  readonly timeoutMs?: number;
}

interface Carrier {
  send(envelope: Envelope): Promise<SendOutcome>;
  close?(): void;
}

type Carriers = Partial<Readonly<Record<Channel, Carrier>>>;

const defaultTimeout = 10_000;

/** The courier that talks to real carriers, or to the sandbox that speaks like them. It connects at the first send. */
export function openCourier({ phone, mail, push, second, timeoutMs = defaultTimeout }: CourierOptions): Courier {
  return new CarrierCourier(
    {
      ...carriers({ phone: new PhoneCarrier(phone, timeoutMs), mail: new MailCarrier(mail, timeoutMs) }),
      ...(push !== undefined && { push: new PushCarrier(push, timeoutMs) }),
    },
    carriers({
      ...(second?.phone !== undefined && { phone: new PhoneCarrier(second.phone, timeoutMs) }),
      ...(second?.texts !== undefined && { texts: new TextGateway(second.texts, timeoutMs) }),
      ...(second?.mail !== undefined && { mail: new MailCarrier(second.mail, timeoutMs) }),
    }),
    timeoutMs,
  );
}

function carriers({ phone, texts, mail }: { phone?: Carrier; texts?: Carrier; mail?: Carrier }): Carriers {
  const sms = phone ?? texts;
  return {
    ...(sms !== undefined && { sms }),
    ...(phone !== undefined && { voice: phone }),
    ...(mail !== undefined && { email: mail }),
  };
}

class CarrierCourier extends Courier {
  readonly secondCarrierFor: ReadonlySet<Channel>;
  private readonly underway = new Set<Promise<unknown>>();

  constructor(
    private readonly first: Carriers,
    private readonly second: Carriers,
    private readonly timeoutMs: number,
  ) {
    super();
    this.secondCarrierFor = new Set(Object.keys(second) as Channel[]);
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
    for (const carrier of new Set([...Object.values(this.first), ...Object.values(this.second)])) carrier.close?.();
  }

  private async carry(envelope: Envelope): Promise<SendOutcome> {
    const carrier = (envelope.carrier === 'second' ? this.second : this.first)[envelope.channel];
    return carrier === undefined ? { outcome: 'failed', reason: 'unsupported' } : carrier.send(envelope);
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
