import { createTransport } from 'nodemailer';
import { z } from 'zod';
import type { Carrier } from './carrier.js';
import { keepMail } from './deliver-mail.js';
import { RequestError } from './request-error.js';

export const mailToHotline = z.object({
  from: z.email().max(254),
  to: z.email().max(254),
  subject: z.string().max(500).default(''),
  text: z.string().min(1, 'the mail is empty').max(200_000),
  /** The Message-ID that this answers. */
  inReplyTo: z.string().max(1_000).optional(),
});

export type MailToHotline = z.infer<typeof mailToHotline>;

const TIMEOUT_MS = 15_000;

/**
 * Writes a real mail to the hotline's SMTP port. Resolves with the server's own answer; a refusal is a
 * {@link RequestError} with the server's words.
 */
export async function mailTheHotline(
  carrier: Carrier,
  mail: MailToHotline,
): Promise<{ readonly messageId: string; readonly response: string }> {
  const { smtpHost = '127.0.0.1', smtpPort } = carrier.options;
  const transport = createTransport({
    host: smtpHost,
    port: smtpPort,
    // The hop stays on one machine; a listener there may offer a certificate nobody signed.
    tls: { rejectUnauthorized: false },
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const composed = await composer.sendMail({
    from: mail.from,
    to: mail.to,
    subject: mail.subject,
    text: mail.text,
    date: carrier.now(),
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(mail.inReplyTo === undefined ? {} : { inReplyTo: mail.inReplyTo, references: mail.inReplyTo }),
  });
  const raw = Buffer.isBuffer(composed.message) ? composed.message : Buffer.alloc(0);
  const envelope = { from: mail.from, to: [mail.to] };
  try {
    const sent = await transport.sendMail({ envelope, raw });
    await keepMail(carrier, 'sent', envelope, raw);
    return { messageId: composed.messageId, response: sent.response };
  } catch (error) {
    throw new RequestError(502, 'mail-refused', `The hotline did not take the mail: ${explain(error)}`);
  } finally {
    transport.close();
  }
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return 'no reason given';
  const response = 'response' in error && typeof error.response === 'string' ? error.response : error.message;
  return response.slice(0, 500);
}
