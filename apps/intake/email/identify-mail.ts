import { reportIdFromThread, type Secrets } from '#service';
import { sha256 } from '#store';
import { readHeaderFields } from './read-header-block.js';

/** Longest Message-ID that is taken as one; the store indexes it. */
const longestMessageId = 250;
const mostThreadIds = 50;

/**
 * What makes a second arrival the same mail: its Message-ID and the hash of its bytes. Senders repeat a mail whose answer
 * they missed; a Message-ID alone proves nothing, for anybody can use one again.
 */
export function identifyMail(raw: Buffer): string {
  const messageId = readHeaderFields(raw, 'Message-ID')[0]?.replace(/[^\x21-\x7E]/g, '') ?? '';
  const known = messageId !== '' && messageId.length <= longestMessageId;
  return `${known ? messageId : 'none'}:${sha256(raw)}`;
}

/** The report that this mail proves to continue, by an address of ours with a keyed tag or a Message-ID of ours. */
export function findFollowedReport(secrets: Secrets, recipients: readonly string[], raw: Buffer): string | null {
  const ids = ['In-Reply-To', 'References']
    .flatMap((name) => readHeaderFields(raw, name))
    .flatMap((value) => value.split(/[\s<>,]+/))
    .filter((id) => id.startsWith('report.'));
  return reportIdFromThread(secrets, [...recipients, ...ids.slice(-mostThreadIds)]);
}
