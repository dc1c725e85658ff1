import twilio from 'twilio';
import { withFewestSegments } from '#domain';
import { CarrierClient } from './carrier-client.js';
import type { Envelope, SendOutcome } from './courier.js';
import { smsOutcome } from './sms-outcome.js';

export interface SmsCarrierOptions {
  readonly accountSid: string;
  readonly authToken: string;
  /** null: Twilio itself. No slash at its end. */
  readonly baseUrl: string | null;
  /** The number that texts come from, E.164. */
  readonly from: string;
  /** Where the carrier reports what became of a text; the delivery's id is added as `delivery`. */
  readonly statusCallback: string;
}

/** Texts, by Twilio's library. */
export class SmsCarrier {
  private readonly requests: CarrierClient;
  private readonly client: twilio.Twilio;

  constructor(
    private readonly options: SmsCarrierOptions,
    timeoutMs: number,
  ) {
    this.requests = new CarrierClient(options.baseUrl, timeoutMs);
    this.client = twilio(options.accountSid, options.authToken, { httpClient: this.requests });
  }

  async send({ address, body, deliveryId }: Envelope): Promise<SendOutcome> {
    if (!/^\+[1-9]\d{6,14}$/.test(address)) return { outcome: 'failed', reason: 'address-refused' };
    if (body.trim() === '') return { outcome: 'failed', reason: 'content-refused' };
    // A report on a text may overtake the answer that names its SID, so it carries the delivery's own id.
    const statusCallback = `${this.options.statusCallback}?delivery=${encodeURIComponent(deliveryId)}`;
    try {
      const { sid } = await this.client.messages.create({
        to: address,
        from: this.options.from,
        body: withFewestSegments(body),
        statusCallback,
      });
      return { outcome: 'accepted', providerId: sid ?? null };
    } catch (error) {
      return smsOutcome(error);
    }
  }

  close(): void {
    this.requests.close();
  }
}
