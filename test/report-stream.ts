import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { createTransport } from 'nodemailer';

export interface Doors {
  readonly web: string;
  readonly smtpPort: number;
  /** The sandbox carrier, whose phones text the hotline; null: nobody texts. */
  readonly carrier: string | null;
  readonly hotlinePhone: string;
  readonly hotlineEmail: string;
}

export type Kind = 'api' | 'email' | 'sms';

export interface SentReport {
  /** Stands in the text, so that the stored report can be told from every other. */
  readonly token: string;
  readonly kind: Kind;
}

/** Between two tries of a client that got no answer, in milliseconds; real ones wait longer. */
const retryEvery = 250;
/** How long a client waits for an answer before it counts as lost, in milliseconds. */
const patience = 4_000;

/** Critical, since what is less is told together with others to somebody who is paged a lot. */
const story = (token: string) =>
  `Our campaign's email account was hacked, the password was changed, and it is sending false voting dates to voters right now. Ticket ${token}.`;

/** Texts per phone: the second continues the first, so that some reports join an incident. */
const textsPerPhone = 2;

/**
 * People who send reports by web API, mail and text at a steady rate, whether or not anybody answers. Each goes on until it has a
 * receipt, the way its kind of client does: the API with the same idempotency key, the mail server with the same bytes, the
 * carrier with the same webhook.
 */
export class ReportStream {
  /** What got a receipt (201, 250, webhook 200). */
  readonly accepted: SentReport[] = [];
  readonly unanswered: SentReport[] = [];
  private readonly underWay = new Set<Promise<void>>();
  private texts = 0;
  private stopped = false;
  private gaveUp = false;

  constructor(
    private readonly doors: Doors,
    private readonly run = randomUUID().slice(0, 8),
  ) {}

  /** Sends so many a second, every fifth by mail and every fifth by text, until `stop` or `most`. */
  async flow(perSecond: number, most: number): Promise<void> {
    for (let sent = 0; sent < most && !this.stopped; sent += 1) {
      this.send(this.kindOf(sent), `t${this.run}n${String(sent).padStart(4, '0')}`);
      await pause(1_000 / perSecond);
    }
  }

  stop(): void {
    this.stopped = true;
  }

  /** Resolves when every report sent has its receipt, or its client has given up after so long. */
  async settled(withinMs: number): Promise<void> {
    const late = setTimeout(() => {
      this.gaveUp = true;
    }, withinMs);
    await Promise.all(this.underWay);
    clearTimeout(late);
  }

  private kindOf(index: number): Kind {
    if (index % 5 === 1) return 'email';
    return index % 5 === 3 && this.doors.carrier !== null ? 'sms' : 'api';
  }

  private send(kind: Kind, token: string): void {
    const sending = this.untilReceipt(kind, token).then((accepted) => {
      (accepted ? this.accepted : this.unanswered).push({ token, kind });
      this.underWay.delete(sending);
    });
    this.underWay.add(sending);
  }

  private untilReceipt(kind: Kind, token: string): Promise<boolean> {
    switch (kind) {
      case 'api':
        return this.retry(() => this.postReport(token));
      case 'email': {
        const mail = this.mail(token);
        return this.retry(() => this.sendMail(token, mail));
      }
      case 'sms':
        break;
    }
    return this.text(token);
  }

  private async retry(attempt: () => Promise<boolean>): Promise<boolean> {
    while (!this.gaveUp) {
      if (await attempt().catch(() => false)) return true;
      await pause(retryEvery);
    }
    return false;
  }

  private async postReport(token: string): Promise<boolean> {
    const response = await fetch(`${this.doors.web}/api/v1/reports`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': token },
      body: JSON.stringify({
        language: 'en',
        description: story(token),
        contact: { email: `${token}@red-oak.example` },
      }),
      signal: AbortSignal.timeout(patience),
    });
    await response.arrayBuffer();
    return response.status === 201;
  }

  /** The bytes that every try sends, as a mail server's queue keeps them. */
  private mail(token: string): string {
    return [
      `From: <${token}@blue-heron.example>`,
      `To: <${this.doors.hotlineEmail}>`,
      'Subject: Hacked account',
      `Message-ID: <${token}@blue-heron.example>`,
      `Date: ${new Date().toUTCString()}`,
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      '',
      story(token),
      '',
    ].join('\r\n');
  }

  private async sendMail(token: string, raw: string): Promise<boolean> {
    const transport = createTransport({
      host: '127.0.0.1',
      port: this.doors.smtpPort,
      ignoreTLS: true,
      connectionTimeout: patience,
      greetingTimeout: patience,
      socketTimeout: patience,
    });
    try {
      const envelope = { from: `${token}@blue-heron.example`, to: [this.doors.hotlineEmail] };
      const { response } = await transport.sendMail({ envelope, raw });
      return response.startsWith('250');
    } finally {
      transport.close();
    }
  }

  /** The carrier tries its webhook by itself; a person whose text it gave up on has had no receipt. */
  private async text(token: string): Promise<boolean> {
    const phone = `+1613556${String(Math.floor(this.texts / textsPerPhone)).padStart(4, '0')}`;
    this.texts += 1;
    const url = `${this.doors.carrier}/api/phones/${encodeURIComponent(phone)}/messages`;
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ to: this.doors.hotlinePhone, body: story(token) }),
      signal: AbortSignal.timeout(10_000),
    });
    if (answer.status !== 202) return false;
    const { sid } = (await answer.json()) as { readonly sid: string };
    while (!this.gaveUp) {
      const listed = await fetch(url).then(
        async (response) => (await response.json()) as readonly PhoneText[],
        () => [],
      );
      const { state } = listed.find((entry) => entry.sid === sid)?.webhook ?? { state: 'sending' };
      if (state !== 'sending') return state === 'answered';
      await pause(retryEvery);
    }
    return false;
  }
}

interface PhoneText {
  readonly sid: string;
  readonly webhook: { readonly state: string } | null;
}
