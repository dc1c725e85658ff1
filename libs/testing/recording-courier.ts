import { type Channel, Courier, type Envelope, type SendOutcome } from '#courier';

/** A courier that keeps what it is given and answers as the test says; without a word, it accepts. */
export class RecordingCourier extends Courier {
  readonly sent: Envelope[] = [];
  readonly secondCarrierFor = new Set<Channel>();
  /** What the next sends come to, in order. */
  readonly outcomes: (SendOutcome | Promise<SendOutcome>)[] = [];

  async send(envelope: Envelope): Promise<SendOutcome> {
    this.sent.push(envelope);
    return (await this.outcomes.shift()) ?? { outcome: 'accepted', providerId: `recorded-${envelope.deliveryId}` };
  }

  /** Leaves the next send without an answer, as when its process dies, until the function that this returns gives one. */
  hold(): (outcome: SendOutcome) => void {
    const { promise, resolve } = deferred<SendOutcome>();
    this.outcomes.push(promise);
    return resolve;
  }

  async close(): Promise<void> {}

  /** What went to one address, oldest first. */
  to(address: string): readonly Envelope[] {
    return this.sent.filter((envelope) => envelope.address === address);
  }
}

function deferred<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  const settle: ((value: T) => void)[] = [];
  const promise = new Promise<T>((resolve) => settle.push(resolve));
  return { promise, resolve: (value) => settle.forEach((resolve) => resolve(value)) };
}
