import { createTransport, type SendMailOptions } from 'nodemailer';
import type { Envelope, SendOutcome } from './courier.js';
import { mailOutcome } from './mail-outcome.js';
import { type SandboxMailbox, SandboxMailboxTransport } from './sandbox-mailbox-transport.js';

export interface MailCarrierOptions {
  /** Who the hotline's mails come from. */
  readonly from: { readonly name: string; readonly address: string };
  /** An SMTP server as `smtp://` or `smtps://` URL, or the sandbox mailbox. */
  readonly through: { readonly smtpUrl: string } | { readonly sandbox: SandboxMailbox };
}

interface MailTransport {
  sendMail(mail: SendMailOptions): Promise<{ readonly messageId: string }>;
  close(): void;
}

/** Mail, by nodemailer: plain text, never HTML, so that nothing in it can be clicked that cannot be read. */
export class MailCarrier {
  private readonly transport: MailTransport;

  constructor(
    private readonly options: MailCarrierOptions,
    timeoutMs: number,
  ) {
    const { through } = options;
    this.transport =
      'smtpUrl' in through
        ? createTransport({
            url: through.smtpUrl,
            pool: true,
            maxConnections: 5,
            connectionTimeout: timeoutMs / 2,
            greetingTimeout: timeoutMs / 2,
            socketTimeout: timeoutMs,
            disableFileAccess: true,
            disableUrlAccess: true,
          })
        : createTransport(new SandboxMailboxTransport(through.sandbox, timeoutMs));
  }

  async send(envelope: Envelope): Promise<SendOutcome> {
    const { address } = envelope;
    if (!/^[^\s@<>,;"\\]{1,64}@[^\s@<>,;"\\]{1,254}$/.test(address))
      return { outcome: 'failed', reason: 'address-refused' };
    try {
      const { messageId } = await this.transport.sendMail(this.compose(envelope));
      return { outcome: 'accepted', providerId: messageId };
    } catch (error) {
      return mailOutcome(error);
    }
  }

  close(): void {
    this.transport.close();
  }

  private compose({ address, subject, body, inReplyTo, messageId, replyTo, automatic }: Envelope): SendMailOptions {
    const { from } = this.options;
    return {
      from,
      to: { name: '', address },
      envelope: { from: from.address, to: [address] },
      subject: subject ?? '',
      text: body,
      headers: automatic === false ? {} : automaticHeaders(inReplyTo !== null),
      ...(messageId !== undefined && { messageId }),
      ...(replyTo !== undefined && { replyTo }),
      ...(inReplyTo !== null && { inReplyTo, references: [inReplyTo] }),
    };
  }
}

/** Keeps other machines from answering (RFC 3834, section 5; the second is what Exchange heeds). */
function automaticHeaders(answers: boolean): Record<string, string> {
  return { 'Auto-Submitted': answers ? 'auto-replied' : 'auto-generated', 'X-Auto-Response-Suppress': 'All' };
}
