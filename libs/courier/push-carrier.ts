import webPush from 'web-push';
import type { Envelope, SendOutcome } from './courier.js';
import { postPublicly, publicUrl } from './post-publicly.js';

/** Who we are to the push services of browsers (VAPID, RFC 8292). */
export interface PushOptions {
  /** `mailto:` or `https:`, where a push service can complain. */
  readonly subject: string;
  /** P-256, uncompressed point and scalar, in base64url. */
  readonly publicKey: string;
  readonly privateKey: string;
  /** For a sandbox alone: a push service on this machine, without TLS. */
  readonly allowsLoopback: boolean;
}

/** A push service keeps a page for so long where it does not reach the browser; then others are awake for it. Seconds. */
const keptForSeconds = 600;
/** RFC 8030, 5.4: at most 32 characters of base64url; a repeated attempt takes the earlier one's place. */
const longestTopic = 32;

/** Pages to browsers (RFC 8030), encrypted to the browser alone (RFC 8291), so that the push service reads nothing. */
export class PushCarrier {
  constructor(
    private readonly options: PushOptions,
    private readonly timeoutMs: number,
  ) {}

  async send({ address, subject, body, deliveryId, pushKeys, shownUrl }: Envelope): Promise<SendOutcome> {
    const { allowsLoopback, ...vapidDetails } = this.options;
    const url = publicUrl(address, { allowsLoopback });
    if (url === null || pushKeys === undefined) return { outcome: 'failed', reason: 'address-refused' };
    try {
      const subscription = { endpoint: url.href, keys: pushKeys };
      const { headers, body: sealed } = webPush.generateRequestDetails(
        subscription,
        contentOf(subject, body, shownUrl),
        {
          vapidDetails,
          TTL: keptForSeconds,
          urgency: 'high',
          topic: deliveryId.replaceAll('-', '').slice(0, longestTopic),
          contentEncoding: 'aes128gcm',
        },
      );
      return outcomeOf(await postPublicly({ url, headers, body: sealed, timeoutMs: this.timeoutMs, allowsLoopback }));
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : null;
      if (code === 'not-public') return { outcome: 'failed', reason: 'address-refused' };
      return { outcome: 'retry', reason: code === 'timeout' ? 'timeout' : 'unreachable' };
    }
  }
}

/** What the browser's worker reads. The last line is where a tap leads. */
function contentOf(title: string | null, body: string, shownUrl: string | undefined): string {
  const lines = body.trimEnd().split('\n');
  return JSON.stringify({ title: title ?? '', text: lines.slice(0, -1).join('\n'), url: lines.at(-1) ?? '', shownUrl });
}

/** RFC 8030, 7.3: a subscription that is gone is answered with 404 or 410. */
function outcomeOf(status: number): SendOutcome {
  const code = String(status);
  if (status >= 200 && status < 300) return { outcome: 'accepted', providerId: null };
  if (status === 404 || status === 410) return { outcome: 'failed', reason: 'address-refused', code };
  if (status === 429 || status >= 500) return { outcome: 'retry', reason: 'busy', code };
  if (status === 401 || status === 403) return { outcome: 'failed', reason: 'not-authorized', code };
  return { outcome: 'failed', reason: status === 413 ? 'content-refused' : 'refused', code };
}
