import type { Delivery } from '#store';

export type Channel = Delivery['channel'];

/** One message to one address, ready to go. */
export interface Envelope {
  readonly deliveryId: string;
  readonly channel: Channel;
  /** An email address, a phone number in E.164, or the address of a browser's push service. */
  readonly address: string;
  /** What a browser gave with its push service's address: nobody else can read what is sent there. */
  readonly pushKeys?: { readonly p256dh: string; readonly auth: string };
  /** Push only: the browser posts there once it has shown the message. */
  readonly shownUrl?: string;
  /** Mail and push only. */
  readonly subject: string | null;
  /** Plain text, as long as it is: a text message is split before it is written down (`splitForSms`). */
  readonly body: string;
  /** Message-ID of the mail that this one answers, in angle brackets. */
  readonly inReplyTo: string | null;
  /** Message-ID of this mail, in angle brackets; the same at every attempt, so that a repeated mail is seen as one. */
  readonly messageId?: string;
  /** Where an answer to this mail goes, if not to the hotline's own address. */
  readonly replyTo?: string;
  /** Which of the configured carriers is to take it; the first unless said otherwise. */
  readonly carrier?: Delivery['carrier'];
  /** False when a person wrote it; everything else says in its headers that a machine sent it (RFC 3834). */
  readonly automatic?: boolean;
}

/** Why something was not accepted. No addresses and no text: it is logged and shown. */
export type SendProblem =
  | 'address-refused'
  | 'content-refused'
  | 'opted-out'
  | 'not-authorized'
  | 'busy'
  | 'unreachable'
  | 'timeout'
  | 'unsupported'
  | 'refused';

export type SendOutcome =
  | { readonly outcome: 'accepted'; readonly providerId: string | null }
  /** It may work later. */
  | { readonly outcome: 'retry'; readonly reason: SendProblem; readonly code?: string }
  /** It will never work. */
  | { readonly outcome: 'failed'; readonly reason: SendProblem; readonly code?: string };

/** Everything that goes out goes through here. Abstract, so that it is also the token it is injected by. */
export abstract class Courier {
  /** What a second carrier can take when the first one fails. */
  abstract readonly secondCarrierFor: ReadonlySet<Channel>;

  /** Never throws, and answers within the timeout. `accepted` means that a carrier has taken it on, not that it arrived. */
  abstract send(envelope: Envelope): Promise<SendOutcome>;

  /** Closes idle connections; sends under way come to their end first. */
  abstract close(): Promise<void>;
}
