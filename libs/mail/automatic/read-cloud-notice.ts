import type { AutomaticFinding, MailToJudge } from './automatic-mail.js';

const longestNotice = 64_000;

/** What Amazon's mail service tells by notice (“AWS Notification Message”): bounces, complaints and deliveries as JSON. */
export function readCloudNotice(mail: MailToJudge): AutomaticFinding | null {
  if (!/@(?:[\w-]+\.)*sns\.amazonaws\.com$/iu.test(mail.fromAddress)) return null;
  const text = mail.text.slice(0, longestNotice);
  const said = (name: string) =>
    new RegExp(`\\\\?"${name}\\\\?"\\s{0,5}:\\s{0,5}\\\\?"([^"\\\\]{1,300})`, 'u').exec(text)?.[1] ?? null;
  const notice = said('notificationType') ?? said('eventType');
  const kind =
    notice === 'Bounce' ? 'bounce' : notice === 'Complaint' ? 'complaint' : notice === 'Delivery' ? 'delivered' : null;
  if (kind === null) return null;
  const messageId = said('messageId');
  return {
    kind,
    permanent: kind === 'bounce' ? said('bounceType') !== 'Transient' : null,
    status: said('status'),
    recipient:
      said('emailAddress') ??
      /\\?"(?:recipients|destination)\\?"\s{0,5}:\s{0,5}\[\s{0,5}\\?"([^"\\]{1,300})/u.exec(text)?.[1] ??
      null,
    originalMessageIds: messageId === null ? [] : [messageId],
  };
}
