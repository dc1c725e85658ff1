import { formatReceiptCode } from '#domain';
import { channelCode, fillTakeOverLinks, methodCode, receiptCodeOf, type Secrets, verificationCode } from '#service';
import type { Delivery } from '#store';

/** What stands in a stored body for a secret, which is derived again and filled in only while it is sent. */
export const receiptCodeSlot = '{receiptCode}';
export const pageLinkSlot = '{link}';
export const oneTimeCodeSlot = '{code}';
/** A receipt code that is sent because the one before it was lost. */
export const renewedCodeSlot = (number: number): string => `{receiptCode ${number}}`;

/** The link that acknowledges one page. */
export function pageLink(secrets: Secrets, publicUrl: string, pageId: string): string {
  return `${publicUrl}/ack/${secrets.token('acknowledge-link', pageId)}`;
}

/**
 * The body as it is sent. Only texts that the hotline wrote itself have slots: what a person wrote is never filled, whatever
 * it looks like.
 */
export function fillKeyedValues(
  delivery: Pick<
    Delivery,
    'purpose' | 'body' | 'reportId' | 'pageId' | 'verificationId' | 'methodCodeId' | 'channelCodeId'
  >,
  secrets: Secrets,
  publicUrl: string,
): string {
  const { purpose, body, reportId, pageId, verificationId, methodCodeId, channelCodeId } = delivery;
  if (purpose === 'acknowledgement' && reportId !== null) {
    return body.replaceAll(receiptCodeSlot, formatReceiptCode(secrets.sign('receipt-code', reportId)));
  }
  if (purpose === 'verification' && verificationId !== null) {
    return body.replaceAll(oneTimeCodeSlot, verificationCode(secrets, verificationId));
  }
  if (purpose === 'verification' && verificationId === null && channelCodeId === null && reportId !== null) {
    return body.replaceAll(/\{receiptCode (\d)\}/g, (_, number: string) =>
      receiptCodeOf(secrets, reportId, Number(number)),
    );
  }
  if (purpose === 'verification' && channelCodeId !== null) {
    return body.replaceAll(oneTimeCodeSlot, channelCode(secrets, channelCodeId));
  }
  if (purpose === 'method-code' && methodCodeId !== null) {
    return body.replaceAll(oneTimeCodeSlot, methodCode(secrets, methodCodeId));
  }
  if (purpose === 'watch') return fillTakeOverLinks(body, secrets, publicUrl);
  if (purpose === 'page' && pageId !== null) return body.replaceAll(pageLinkSlot, pageLink(secrets, publicUrl, pageId));
  return body;
}
