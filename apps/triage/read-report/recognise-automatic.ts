import type { AutomaticKind } from './report-reading.js';

/** The headers of a mail by name in lower case, each with its values in order; and what the envelope and the parts say. */
export interface MailFacts {
  readonly header: (name: string) => readonly string[];
  readonly subject: string;
  readonly fromAddress: string | null;
  /** The envelope's sender was empty (RFC 5321, 4.5.5): nobody expects an answer. */
  readonly isSenderEmpty: boolean;
}

/** More hops than any path between two people (RFC 5321, 6.3 speaks of 100). */
const mostHops = 50;

const daemon = /^(mailer-daemon|postmaster|mail-daemon|mdaemon|double-bounce)@/i;
const awayInSubject =
  /^\s*(re\s*:\s*)?(automatic reply|auto(matic)?[- ]?reply|auto ?response|autoreply|out of (the )?office|absent|absence|r[ée]ponse automatique|message automatique|abwesenheit)\b/iu;
const failedInSubject =
  /^\s*(undeliver(able|ed)|mail delivery (failed|failure|system)|delivery (status notification|failure|has failed)|failure notice|returned mail|non remis|[ée]chec de (la )?remise)/iu;

/** Whether a machine wrote this mail, by its headers (RFC 3834, 3464 and 2919) and a few well-known subjects. */
export function recogniseAutomatic(facts: MailFacts): AutomaticKind | null {
  const { header, subject, fromAddress, isSenderEmpty } = facts;
  const first = (name: string) => header(name)[0]?.trim().toLowerCase() ?? '';
  const contentType = first('content-type');
  const isFromDaemon = daemon.test(fromAddress ?? '');
  if (/^multipart\/report\b/.test(contentType) && !contentType.includes('disposition-notification')) return 'bounce';
  if (header('x-failed-recipients').length > 0 || (isFromDaemon && (isSenderEmpty || failedInSubject.test(subject))))
    return 'bounce';
  if (
    header('received').length > mostHops ||
    header('x-loop').length > 0 ||
    /^<report\.[0-9a-f-]{36}\./.test(first('message-id'))
  ) {
    return 'loop';
  }
  const submitted = first('auto-submitted');
  const precedence = first('precedence');
  const saysAway =
    (submitted !== '' && !/^no\b/.test(submitted)) ||
    precedence === 'auto_reply' ||
    header('x-autoreply').length > 0 ||
    header('x-autorespond').length > 0 ||
    /\b(all|autoreply)\b/.test(first('x-auto-response-suppress')) ||
    awayInSubject.test(subject) ||
    contentType.includes('disposition-notification');
  if (saysAway) return 'auto-reply';
  if (header('list-id').length > 0 || /^(bulk|junk|list)$/.test(precedence)) return 'list';
  if (isFromDaemon || failedInSubject.test(subject)) return 'bounce';
  return isSenderEmpty ? 'auto-reply' : null;
}
