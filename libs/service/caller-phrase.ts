import { type CallerPhrase, makeCallerPhrase } from '#domain';
import type { Secrets } from './secrets.js';

/**
 * By which the reporter knows that a caller is from the hotline. It stands in no table: it is derived from the id of the report
 * that the receipt is for, and shown on the receipt, on the follow-up page, and to whoever calls.
 */
export function callerPhrase(secrets: Secrets, reportId: string): CallerPhrase {
  return makeCallerPhrase(secrets.sign('caller-phrase', reportId));
}

/**
 * The report whose phrase holds for a report ($1): the first of those that it continues through the doors that ask for a receipt.
 * A reply over another channel proves less, so its receipt has a phrase of its own.
 */
export const firstOfThread = `
  WITH RECURSIVE earlier AS (
    SELECT id, follows_report_id, channel, 0 AS back FROM report WHERE id = $1
    UNION SELECT r.id, r.follows_report_id, r.channel, e.back + 1 FROM report r JOIN earlier e ON r.id = e.follows_report_id
      AND e.channel IN ('web', 'api') AND e.back < 100
  ) SELECT id FROM earlier ORDER BY back DESC LIMIT 1`;
