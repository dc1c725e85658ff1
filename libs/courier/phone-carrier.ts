import twilio from 'twilio';
import { withFewestSegments } from '#domain';
import { CarrierClient } from './carrier-client.js';
import type { Envelope, SendOutcome } from './courier.js';
import { aboutDelivery, isPhoneNumber, type PhoneAccount } from './phone-account.js';
import { phoneOutcome } from './phone-outcome.js';

/** For how long a phone rings, in seconds: less than it takes most voicemails to pick up. */
const ringSeconds = 25;

/** Texts and calls, by Twilio's library. */
export class PhoneCarrier {
  private readonly requests: CarrierClient;
  private readonly client: twilio.Twilio;

  constructor(
    private readonly account: PhoneAccount,
    timeoutMs: number,
  ) {
    this.requests = new CarrierClient(account.baseUrl, timeoutMs);
    this.client = twilio(account.accountSid, account.authToken, { httpClient: this.requests });
  }

  async send(envelope: Envelope): Promise<SendOutcome> {
    const { channel, address, body } = envelope;
    if (!isPhoneNumber(address)) return { outcome: 'failed', reason: 'address-refused' };
    if (body.trim() === '') return { outcome: 'failed', reason: 'content-refused' };
    try {
      const { sid } = await (channel === 'voice' ? this.call(envelope) : this.text(envelope));
      return { outcome: 'accepted', providerId: sid ?? null };
    } catch (error) {
      return phoneOutcome(error);
    }
  }

  close(): void {
    this.requests.close();
  }

  private text({ address, body, deliveryId }: Envelope): Promise<{ readonly sid?: string }> {
    const { from, statusCallback } = this.account;
    return this.client.messages.create({
      to: address,
      from,
      body: withFewestSegments(body),
      statusCallback: aboutDelivery(statusCallback, deliveryId),
    });
  }

  /** What is said is asked for when somebody picks up: the page may have been answered by then. */
  private call({ address, deliveryId }: Envelope): Promise<{ readonly sid?: string }> {
    const { from, statusCallback, speechCallback } = this.account;
    return this.client.calls.create({
      to: address,
      from,
      url: aboutDelivery(speechCallback, deliveryId),
      timeout: ringSeconds,
      statusCallback: aboutDelivery(statusCallback, deliveryId),
      statusCallbackEvent: ['ringing', 'answered', 'completed'],
    });
  }
}
