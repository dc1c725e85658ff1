import type { Transport } from 'nodemailer';

type Mail = Parameters<Transport['send']>[0];

export interface SandboxMailbox {
  /** No slash at its end. */
  readonly url: string;
  readonly token: string;
}

export interface MailboxInfo {
  readonly messageId: string;
}

/** Hands each built mail to the sandbox mailbox over HTTP, where a deployment has named no SMTP server. */
export class SandboxMailboxTransport implements Transport<MailboxInfo> {
  readonly name = 'sandbox-mailbox';
  readonly version = '1';

  constructor(
    private readonly mailbox: SandboxMailbox,
    private readonly timeoutMs: number,
  ) {}

  send(mail: Mail, callback: (error: Error | null, info: MailboxInfo) => void): void {
    const messageId = mail.message.messageId();
    this.post(mail).then(
      () => callback(null, { messageId }),
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), { messageId }),
    );
  }

  private async post({ message }: Mail): Promise<void> {
    const envelope = message.getEnvelope();
    const raw = await message.build();
    const response = await fetch(`${this.mailbox.url}/api/mailbox`, {
      method: 'POST',
      headers: {
        'content-type': 'message/rfc822',
        authorization: `Bearer ${this.mailbox.token}`,
        'x-envelope-from': envelope.from === false ? '' : envelope.from,
        'x-envelope-to': envelope.to.join(','),
      },
      body: new Uint8Array(raw),
      signal: AbortSignal.timeout(this.timeoutMs),
    });
    await response.arrayBuffer();
    if (!response.ok) throw new MailboxRefusal(response.status);
  }
}

/** An answer of the mailbox in the terms of SMTP, which is what the rest understands. */
class MailboxRefusal extends Error {
  readonly responseCode: number;
  readonly code: string | undefined;

  constructor(status: number) {
    super(`the mailbox answered ${status}`);
    const later = status >= 500 || status === 408 || status === 429;
    this.responseCode = later ? 451 : 550;
    this.code = status === 401 || status === 403 ? 'EAUTH' : undefined;
  }
}
