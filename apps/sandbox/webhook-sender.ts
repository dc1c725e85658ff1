import { setTimeout as pause } from 'node:timers/promises';
import twilio from 'twilio';
import { LONGEST_TWIML } from './read-twiml.js';

export interface Webhook {
  /** Exactly as configured: it is part of what is signed. */
  readonly url: string;
  readonly method?: 'POST' | 'GET';
  readonly params: Readonly<Record<string, string>>;
}

export interface WebhookAnswer {
  /** 0 when no answer came. */
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  readonly attempt: number;
}

/** Twilio waits fifteen seconds for a webhook's answer. */
const TIMEOUT_MS = 15_000;
const MOST_AT_ONCE = 32;

/**
 * Sends webhooks signed as Twilio signs them: form fields by POST, or in the query by GET. Tries again, after growing
 * pauses, when no answer comes, the hotline answers 5xx or asks for patience (429). At most 32 are under way at once.
 */
export class WebhookSender {
  private underWay = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly authToken: string,
    private readonly waitsMs: readonly number[],
    private readonly closing: AbortSignal,
  ) {}

  /**
   * Resolves with the last answer: the first final one, or what the last try got. Never rejects. When the carrier
   * closes in between, what the last try before got.
   */
  async send(webhook: Webhook, onAttempt: (answer: WebhookAnswer) => void = () => undefined): Promise<WebhookAnswer> {
    let answer: WebhookAnswer = { status: 0, contentType: '', body: '', attempt: 0 };
    for (const waitMs of [0, ...this.waitsMs]) {
      if (waitMs > 0) await pause(waitMs, undefined, { signal: this.closing, ref: false }).catch(() => undefined);
      if (this.closing.aborted) return answer;
      answer = { ...(await this.withinLimit(() => this.attempt(webhook))), attempt: answer.attempt + 1 };
      onAttempt(answer);
      if (answer.status !== 0 && answer.status !== 429 && answer.status < 500) return answer;
    }
    return answer;
  }

  private async attempt(webhook: Webhook): Promise<Omit<WebhookAnswer, 'attempt'>> {
    const inQuery = webhook.method === 'GET';
    try {
      const url = inQuery ? withQuery(webhook.url, webhook.params) : webhook.url;
      const response = await fetch(url, {
        method: webhook.method ?? 'POST',
        headers: {
          accept: '*/*',
          'user-agent': 'TwilioProxy/1.1',
          'x-twilio-signature': twilio.getExpectedTwilioSignature(this.authToken, url, inQuery ? {} : webhook.params),
          ...(inQuery ? {} : { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }),
        },
        ...(inQuery ? {} : { body: new URLSearchParams(webhook.params).toString() }),
        redirect: 'manual',
        signal: AbortSignal.any([this.closing, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      const contentType = response.headers.get('content-type') ?? '';
      return { status: response.status, contentType, body: await readBounded(response) };
    } catch {
      return { status: 0, contentType: '', body: '' };
    }
  }

  private async withinLimit<T>(work: () => Promise<T>): Promise<T> {
    if (this.underWay >= MOST_AT_ONCE) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.underWay += 1;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.underWay -= 1;
      else next();
    }
  }
}

function withQuery(address: string, params: Readonly<Record<string, string>>): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(params)) url.searchParams.append(name, value);
  return url.href;
}

/** A little more than the longest TwiML, so that what is too long is seen to be. */
async function readBounded(response: Response): Promise<string> {
  if (response.body === null) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size > LONGEST_TWIML * 2) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}
