import { Courier, type Envelope, type SendOutcome } from '#courier';

/** A courier that keeps what it is given and answers as the test says; without a word, it accepts. */
export class RecordingCourier extends Courier {
  readonly sent: Envelope[] = [];
  /** What the next sends come to, in order; a promise that never settles is an attempt whose process died. */
  readonly outcomes: (SendOutcome | Promise<SendOutcome>)[] = [];

  async send(envelope: Envelope): Promise<SendOutcome> {
    this.sent.push(envelope);
    return (await this.outcomes.shift()) ?? { outcome: 'accepted', providerId: `recorded-${envelope.deliveryId}` };
  }

  async close(): Promise<void> {}

  /** What went to one address, oldest first. */
  to(address: string): readonly Envelope[] {
    return this.sent.filter((envelope) => envelope.address === address);
  }
}
