import { absenceSubject, absenceText, automaticSubject, replyHeaders } from './answer-phrases.js';
import type { AutomaticFinding, AutomaticKind, MailToJudge, RecogniseOptions } from './automatic-mail.js';
import {
  daemon,
  daemonName,
  failureSubject,
  failureText,
  postmaster,
  saysDelayed,
  serverReply,
} from './failure-phrases.js';
import { readCloudNotice } from './read-cloud-notice.js';
import {
  addressIn,
  messageIdsIn,
  originalIdsIn,
  readDeliveryReport,
  readFields,
  type RecipientReport,
  failureStatusIn,
} from './read-delivery-report.js';

/** More hops than any path between two people (RFC 5321, 6.3 speaks of 100). */
const mostHops = 50;
const longestLookedAt = 16_000;

/**
 * Whether a machine wrote this mail or sent it to many (RFC 3834, 3464, 8098, 5965, 2919), or null where a person may have. A person
 * who writes about a bounce, quotes one or attaches one is a person: reports count only as the message itself, or from a mail server.
 * An empty envelope sender alone is no proof (broken gateways send so): it only means that no answer can be delivered.
 */
export function recogniseAutomatic(mail: MailToJudge, options: RecogniseOptions = {}): AutomaticFinding | null {
  const isOurs = options.isOurs ?? (() => false);
  const own = mail.headers('message-id').slice(0, 3).flatMap(messageIdsIn);
  const isCircling = mail.headers('received').length > mostHops || /^(?:yes|true)\b/u.test(first(mail, 'x-loop'));
  if (own.some(isOurs) || isCircling) return about('loop', mail);
  return (
    recogniseReport(mail) ??
    readCloudNotice(mail) ??
    recogniseFailure(mail) ??
    recogniseAnswer(mail) ??
    recogniseBulk(mail)
  );
}

const first = (mail: MailToJudge, name: string): string => (mail.headers(name)[0] ?? '').trim().toLowerCase();

/** Reports in a form of their own: `multipart/report`, and what mail servers send in its place. */
function recogniseReport(mail: MailToJudge): AutomaticFinding | null {
  const contentType = mail.contentType.toLowerCase();
  const isReport = /^\s*multipart\/report\b/u.test(contentType);
  if (!isReport && !isFromServer(mail)) return null;
  const part = (type: string) => mail.parts.find((one) => one.contentType.trim().toLowerCase().startsWith(type));
  const complaint = part('message/feedback-report');
  if (complaint !== undefined || (isReport && contentType.includes('feedback-report'))) {
    const fields = readFields((complaint?.text ?? '').slice(0, longestLookedAt).replaceAll('\r', ''));
    const recipient = addressIn(fields.get('original-rcpt-to') ?? fields.get('removal-recipient') ?? '');
    return about('complaint', mail, { recipient });
  }
  const delivery =
    part('message/delivery-status') ?? part('message/global-delivery-status') ?? part('text/delivery-status');
  if (delivery !== undefined) return ofDelivery(mail, readDeliveryReport(delivery.text ?? ''));
  if (
    part('message/disposition-notification') !== undefined ||
    (isReport && contentType.includes('disposition-notification'))
  )
    return about('auto-reply', mail);
  if (!isReport) return null;
  // Phishing kits label themselves as reports: without the report it takes a server's name or words.
  return isFromServer(mail) || failureSubject.test(mail.subject) || mail.envelopeFrom === '' ? ofWords(mail) : null;
}

function ofDelivery(mail: MailToJudge, reports: readonly RecipientReport[]): AutomaticFinding {
  const failed = reports.find(
    ({ action, status }) =>
      /^(?:failed|undeliverable)$/u.test(action) || (action === '' && status?.startsWith('5') === true),
  );
  const delayed = reports.find(
    ({ action, status }) => action === 'delayed' || (action === '' && status?.startsWith('4') === true),
  );
  const reached = reports.find(
    ({ action, status }) =>
      /^(?:delivered|deliverable|relayed|expanded)$/u.test(action) ||
      (action === '' && status?.startsWith('2') === true),
  );
  const words = ofWords(mail);
  const told = failed ?? delayed ?? reached;
  if (told === undefined) return words;
  const { recipient, status } = told;
  const details = { recipient: recipient ?? words.recipient, status: status ?? words.status };
  if (told === reached) return about('delivered', mail, { ...details, permanent: null });
  return about('bounce', mail, { ...details, permanent: told === failed });
}

/** A bounce that says in words alone what happened. */
function ofWords(mail: MailToJudge): AutomaticFinding {
  const text = mail.text.slice(0, longestLookedAt);
  const status = failureStatusIn(text);
  const recipient = addressIn(mail.headers('x-failed-recipients')[0] ?? '') ?? firstRecipientIn(text, mail);
  const isDelayed = saysDelayed(mail.subject, text);
  return about('bounce', mail, {
    status,
    recipient,
    permanent: !isDelayed,
  });
}

/** The first address that the server speaks of: not its own, nor the one that it writes to. */
function firstRecipientIn(text: string, mail: MailToJudge): string | null {
  const others = new Set(
    [mail.fromAddress, ...mail.headers('to').map((to) => addressIn(to) ?? '')].map((one) => one.toLowerCase()),
  );
  for (const found of text.slice(0, 4_000).matchAll(/[^\s<>()[\]"',;:=]{1,64}@[a-z0-9.-]{1,255}[a-z]/giu))
    if (!others.has(found[0].toLowerCase()) && !/^(?:mailer-daemon|postmaster)@/iu.test(found[0])) return found[0];
  return null;
}

const isDaemonAddress = (mail: MailToJudge): boolean =>
  daemon.test(mail.fromAddress) || /(?:^|<)mailer-daemon>?\s*(?:\(|<>|$)/u.test(first(mail, 'from'));

/** A name may be a person's, too (“Mail Administrator”): the server must show in the subject or the envelope. */
const isFromDaemon = (mail: MailToJudge): boolean =>
  isDaemonAddress(mail) ||
  (daemonName.test(first(mail, 'from')) && (failureSubject.test(mail.subject) || isSenderNobody(mail)));

/** From a server's address, or from nobody with a server's words. */
const isFromServer = (mail: MailToJudge): boolean =>
  isFromDaemon(mail) ||
  postmaster.test(mail.fromAddress) ||
  (isSenderNobody(mail) && failureSubject.test(mail.subject));

const isSenderNobody = (mail: MailToJudge): boolean =>
  mail.envelopeFrom === '' ||
  /^<?(?:>|mailer-daemon\b)/iu.test(mail.envelopeFrom ?? '') ||
  /^<?\s*(?:>|mailer-daemon\b)/u.test(first(mail, 'return-path'));

/** Failures that servers tell in words alone: who writes, what the subject is, what the text says; two of the three. */
function recogniseFailure(mail: MailToJudge): AutomaticFinding | null {
  const text = mail.text.slice(0, longestLookedAt);
  const saysFailed = failureText.test(text);
  const quotesServer = serverReply.test(text) || failureStatusIn(text) !== null;
  const isNamedFailure = failureSubject.test(mail.subject);
  const returnsMessage = mail.parts.some(({ contentType }) =>
    /^\s*(?:message\/rfc822|text\/rfc822)/iu.test(contentType),
  );
  if (isFromDaemon(mail)) {
    const isVacation = automaticSubject.test(mail.subject) && !isNamedFailure;
    return !isVacation && (isNamedFailure || isSenderNobody(mail) || saysFailed || quotesServer) ? ofWords(mail) : null;
  }
  if (mail.headers('x-failed-recipients').length > 0) return ofWords(mail);
  // Addresses of servers that people write from too, or that only send notices.
  const isUnattended =
    postmaster.test(mail.fromAddress) ||
    /^(?:no-?reply|do-?not-?reply|[\w.-]*-(?:admin|bounces?|errors?|owner)|owner-[\w.-]+|system|admin(?:istrator)?|root|mail|interscan[\w.-]*|mailmarshal)@/iu.test(
      mail.fromAddress,
    ) ||
    (mail.fromAddress === '' && isNamedFailure);
  const isAnsweredByMachine = first(mail, 'auto-submitted').startsWith('auto-');
  const evidence = [
    isNamedFailure,
    isSenderNobody(mail) && !isAnsweredByMachine,
    quotesServer,
    saysFailed || returnsMessage,
  ].filter(Boolean).length;
  if (isUnattended && evidence >= 2) return ofWords(mail);
  return isSenderNobody(mail) && isNamedFailure && (saysFailed || quotesServer) ? ofWords(mail) : null;
}

/** Vacation notices, confirmations of receipt and the like. */
function recogniseAnswer(mail: MailToJudge): AutomaticFinding | null {
  const submitted = first(mail, 'auto-submitted');
  const isAnswer =
    /^auto-(?:replied|notified)/u.test(submitted) ||
    /^auto[_-]?reply/u.test(first(mail, 'precedence')) ||
    replyHeaders.some((name) => !/^(?:no|false|)$/u.test(first(mail, name))) ||
    first(mail, 'x-autogenerated').startsWith('reply') ||
    mail.headers('delivered-to').some((to) => /^autoresponder\b/iu.test(to.trim())) ||
    automaticSubject.test(mail.subject) ||
    (absenceSubject.test(mail.subject) && absenceText.test(mail.text.slice(0, 1_500)));
  return isAnswer ? about('auto-reply', mail) : null;
}

/** Lists, bulk mail, and notices of systems (RFC 2369, 2919, 3834): nobody waits for an answer. */
function recogniseBulk(mail: MailToJudge): AutomaticFinding | null {
  const submitted = first(mail, 'auto-submitted');
  const isBulk =
    (submitted !== '' && !/^no\b/u.test(submitted)) ||
    /^(?:bulk|junk|list)\b/u.test(first(mail, 'precedence')) ||
    ['list-id', 'list-post', 'list-unsubscribe', 'mailing-list', 'x-mailing-list'].some(
      (name) => mail.headers(name).length > 0,
    ) ||
    /\b(?:all|autoreply)\b/u.test(first(mail, 'x-auto-response-suppress'));
  return isBulk ? about('list', mail) : null;
}

function about(
  kind: AutomaticKind,
  mail: MailToJudge,
  details: Partial<Pick<AutomaticFinding, 'permanent' | 'status' | 'recipient'>> = {},
): AutomaticFinding {
  const { permanent = null, status = null, recipient = null } = details;
  return {
    kind,
    permanent,
    status,
    recipient,
    originalMessageIds: kind === 'list' || kind === 'loop' ? [] : originalIds(mail),
  };
}

/** The messages it is about: what it returns, what it quotes, what it says it answers. */
function originalIds(mail: MailToJudge): readonly string[] {
  const own = new Set(mail.headers('message-id').flatMap(messageIdsIn));
  const returned = mail.parts
    .filter(({ contentType }) => /^\s*(?:message\/|text\/rfc822)/iu.test(contentType))
    .flatMap(({ text }) => originalIdsIn(text ?? ''));
  const said = [...mail.headers('in-reply-to'), ...mail.headers('references')].flatMap(messageIdsIn);
  return [...new Set([...returned, ...originalIdsIn(mail.text), ...said])].filter((id) => !own.has(id)).slice(0, 20);
}
