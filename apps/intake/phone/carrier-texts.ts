import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import twilio from 'twilio';
import { CarrierClient } from '#courier';
import { Secrets, Settings } from '#service';

/** A text as the carrier's list has it. */
export interface ListedText {
  readonly sid: string;
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly files: number;
  readonly sentAt: Date | null;
}

export interface ListedTexts {
  /** Oldest first. */
  readonly texts: readonly ListedText[];
  /** False when there were more than are read at once. */
  readonly isComplete: boolean;
}

export type FetchedFile =
  | { readonly outcome: 'fetched'; readonly contentType: string; readonly content: Buffer }
  | { readonly outcome: 'gone' | 'too-large' | 'led-astray' };

const timeoutMs = 20_000;
const pageSize = 200;
const mostListed = 2_000;
const mostRedirects = 3;

/**
 * What the carrier remembers of texts, by Twilio's own library. Files are fetched from addresses made here out of ids; where
 * the carrier leads on, only hosts of the configured list are followed, without our credentials.
 */
@Injectable()
export class CarrierTexts implements OnApplicationShutdown {
  private readonly client: twilio.Twilio;
  private readonly requests: CarrierClient;
  private readonly baseUrl: string;

  constructor(
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Secrets) private readonly secrets: Secrets,
  ) {
    const { environment } = settings.config;
    const ownServer = environment.twilio.baseUrl ?? `http://127.0.0.1:${environment.sandboxPort}`;
    this.baseUrl = ownServer;
    this.requests = new CarrierClient(ownServer === 'https://api.twilio.com' ? null : ownServer, timeoutMs);
    this.client = twilio(secrets.carrierAccount, secrets.carrierToken, { httpClient: this.requests });
  }

  onApplicationShutdown(): void {
    this.requests.close();
  }

  /** Texts to the hotline that the carrier dates between two instants, both counted. Throws when it does not answer. */
  async inbound(from: Date, until: Date): Promise<ListedTexts> {
    const listed = await this.client.messages.list({
      to: this.settings.config.hotline.phone,
      dateSentAfter: from,
      dateSentBefore: until,
      pageSize,
      limit: mostListed,
    });
    const texts = listed
      .filter(({ direction, sid }) => direction === 'inbound' && /^(?:SM|MM)\w{4,62}$/.test(sid))
      .map(({ sid, from: sender, to, body, numMedia, dateSent }) => ({
        sid,
        from: sender ?? '',
        to: to ?? '',
        body: body ?? '',
        files: Number(numMedia) || 0,
        sentAt: dateSent ?? null,
      }));
    return { texts: texts.toReversed(), isComplete: listed.length < mostListed };
  }

  /** What became of a text of ours; null when the carrier does not know it. */
  async fate(sid: string): Promise<{ readonly status: string; readonly errorCode: string } | null> {
    try {
      const { status, errorCode } = await this.client.messages(sid).fetch();
      return { status, errorCode: errorCode === null || errorCode === undefined ? '' : String(errorCode) };
    } catch (error) {
      if ((error as { readonly status?: unknown }).status === 404) return null;
      throw error;
    }
  }

  /** The ids of the files that came with a text. */
  async files(sid: string, most: number): Promise<readonly string[]> {
    const listed = await this.client.messages(sid).media.list({ limit: most });
    return listed.map((media) => media.sid).filter((media) => /^ME\w{4,62}$/.test(media));
  }

  /** One file. Throws when it cannot be had now: to be tried again. */
  async file(sid: string, media: string, most: number): Promise<FetchedFile> {
    const { carrierAccount, carrierToken } = this.secrets;
    const authorization = `Basic ${Buffer.from(`${carrierAccount}:${carrierToken}`).toString('base64')}`;
    const signal = AbortSignal.timeout(this.settings.config.phone.media.timeoutSeconds * 1_000);
    let url = new URL(`${this.baseUrl}/2010-04-01/Accounts/${carrierAccount}/Messages/${sid}/Media/${media}`);
    let headers: Record<string, string> = { authorization };
    for (let hop = 0; hop <= mostRedirects; hop += 1) {
      const response = await fetch(url.href, { headers, redirect: 'manual', signal });
      const next = response.headers.get('location');
      if (response.status >= 300 && response.status < 400 && next !== null) {
        await response.body?.cancel();
        if (!URL.canParse(next, url.href) || !this.mayFollow(new URL(next, url.href))) return { outcome: 'led-astray' };
        url = new URL(next, url.href);
        headers = {};
        continue;
      }
      if (response.status === 404 || response.status === 410) return { outcome: 'gone' };
      if (response.status !== 200) throw new Error(`the carrier answered ${response.status}`);
      const content = await readBounded(response, most);
      const contentType = response.headers.get('content-type') ?? 'application/octet-stream';
      return content === null ? { outcome: 'too-large' } : { outcome: 'fetched', contentType, content };
    }
    return { outcome: 'led-astray' };
  }

  /** The carrier's own server, or a host of the list over HTTPS at its usual port: never an address within our network. */
  private mayFollow(url: URL): boolean {
    if (url.origin === new URL(this.baseUrl).origin) return true;
    if (url.protocol !== 'https:' || url.port !== '' || url.username !== '') return false;
    const host = url.hostname.toLowerCase();
    return this.settings.config.phone.media.hosts.some((known) =>
      known.startsWith('.') ? host.endsWith(known) : host === known,
    );
  }
}

async function readBounded(response: Response, most: number): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > most) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** An error of the carrier's in a few words for the log; the library's own have no message where the answer had none. */
export function reasonOf(error: unknown): string {
  const { message, status, code } = (error ?? {}) as Readonly<Record<string, unknown>>;
  const [known = 'unknown'] = [message, status, code].filter((each) => each !== undefined && each !== '');
  return String(known).slice(0, 100);
}
