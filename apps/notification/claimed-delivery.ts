import type { Delivery } from '#store';

/** An attempt that has not come to an end after so many milliseconds counts as lost; longer than a courier's timeout. */
export const leaseMs = 12_000;

/** A delivery whose next attempt belongs to this process until its lease is over. */
export type ClaimedDelivery = Pick<
  Delivery,
  | 'id'
  | 'incidentId'
  | 'reportId'
  | 'pageId'
  | 'messageId'
  | 'verificationId'
  | 'methodCodeId'
  | 'channelCodeId'
  | 'purpose'
  | 'channel'
  | 'content'
  | 'address'
  | 'subject'
  | 'body'
  | 'inReplyTo'
  | 'attempts'
  | 'carrier'
> & {
  /** Of a browser's push service; null for every other way. */
  readonly pushKeys?: { readonly p256dh: string; readonly auth: string } | null;
};
