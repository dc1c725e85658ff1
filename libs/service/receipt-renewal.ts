import { formatReceiptCode } from '#domain';
import type { Secrets } from './secrets.js';

/** A receipt code by its number: 0 as on the receipt, from 1 on those that were sent because it was lost. None stands in a table. */
export function receiptCodeOf(secrets: Secrets, reportId: string, number: number): string {
  return formatReceiptCode(secrets.sign('receipt-code', number === 0 ? reportId : `${reportId} renewal ${number}`));
}
