import { addressIn } from './read-delivery-report.js';
import type { MailToJudge } from './automatic-mail.js';

export type PassedOn = 'as-it-came' | 'by-a-list';

/** Values of one field that are looked at. */
const mostLookedAt = 20;
const longestValue = 20_000;

/**
 * How a person passed this mail on to us, although it carries the fields of a list, a mailing or a system: these may be
 * what is left of the mail that is reported. `ours` are the addresses that we read. Null where nobody did.
 *
 * `as-it-came`: its words are of whom it reports, for
 *
 * - somebody has resent it (RFC 5322, 3.6.6) who is not the list itself, or
 * - it is a mailing or a notice that is addressed to others: those name who gets them, so somebody else did get it. Posts of a
 *   discussion list name the list instead.
 *
 * `by-a-list`: a person wrote it to us by name, and it comes by a discussion list, without a sign of a mailing.
 */
export function howPassedOn({ headers }: Pick<MailToJudge, 'headers'>, ours: readonly string[]): PassedOn | null {
  const all = (...names: readonly string[]) =>
    names
      .flatMap((name) => headers(name).slice(0, mostLookedAt))
      .join(', ')
      .slice(0, longestValue)
      .toLowerCase();
  const list = all('list-id', 'list-post', 'mailing-list', 'x-mailing-list');
  const resender = addressIn(all('resent-from')) ?? addressIn(all('resent-sender'));
  if (resender !== null && !list.includes(resender.slice(resender.indexOf('@') + 1))) return 'as-it-came';
  if (ours.length === 0) return null;
  const recipients = all('to', 'cc');
  const isToUs = ours.some((address) => names(recipients, address.toLowerCase()));
  const isDiscussion = all('list-post', 'mailing-list', 'x-mailing-list') !== '' || /^list\b/u.test(all('precedence'));
  if (!isToUs) return isDiscussion ? null : 'as-it-came';
  const isMailing =
    all('list-unsubscribe-post', 'feedback-id', 'x-campaign', 'x-campaignid', 'x-mailgun-tag') !== '' ||
    /\b(?:bulk|junk)\b/u.test(all('precedence')) ||
    all('auto-submitted').startsWith('auto');
  return isDiscussion && !isMailing ? 'by-a-list' : null;
}

/** Whether an address stands there, also with a tag: `hotline+tag@centre.example`. Not as the end of a longer one. */
function names(recipients: string, address: string): boolean {
  const at = address.lastIndexOf('@');
  const [name, domain] = [address.slice(0, at), address.slice(at)];
  return recipients
    .split(/[\s,;<>"()]/u)
    .some((one) => one.endsWith(domain) && one.slice(0, -domain.length).split('+')[0] === name);
}
