import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Secrets, Settings } from '#service';

const listedCall = z.object({
  sid: z.string().regex(/^CA\w{4,62}$/),
  from: z.string().max(100),
  to: z.string().max(100),
  direction: z.string().max(40),
  status: z.string().max(40),
  start_time: z.string().max(60).nullable(),
  duration: z.string().max(12).nullable(),
});
const listedRecording = z.object({
  sid: z.string().regex(/^RE\w{4,62}$/),
  call_sid: z.string().max(64),
  status: z.string().max(40),
  duration: z.string().max(12).nullable(),
});
const listedTranscription = z.object({
  sid: z.string().regex(/^TR\w{4,62}$/),
  status: z.string().max(40),
  transcription_text: z.string().max(100_000).nullable(),
});
const page = z.looseObject({ next_page_uri: z.string().max(4_000).nullish() });

export type ListedCall = z.output<typeof listedCall>;
export type ListedRecording = z.output<typeof listedRecording>;
export type ListedTranscription = z.output<typeof listedTranscription>;

export type Fetched =
  | { readonly outcome: 'fetched'; readonly audio: Buffer }
  /** It is not there (any more). */
  | { readonly outcome: 'gone' }
  | { readonly outcome: 'too-large' };

const timeoutMs = 20_000;
const largestList = 4 * 1024 * 1024;
const pageSize = 200;
const mostPages = 20;

/**
 * What the carrier remembers of calls. Every address is made here from the carrier's own host and an id: nothing that a webhook
 * says is ever fetched, redirects are not followed, and size and time are bounded.
 */
@Injectable()
export class CarrierArchive {
  constructor(
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Secrets) private readonly secrets: Secrets,
  ) {}

  /** Calls to the hotline that started at an instant or later, newest first. */
  async calls(startedAfter: Date): Promise<readonly ListedCall[]> {
    const { hotline } = this.settings.config;
    const query = new URLSearchParams({
      To: hotline.phone,
      'StartTime>': startedAfter.toISOString(),
      PageSize: String(pageSize),
    });
    return this.list(`Calls.json?${query.toString()}`, 'calls', listedCall);
  }

  async recordings(createdAfter: Date): Promise<readonly ListedRecording[]> {
    const query = new URLSearchParams({ 'DateCreated>': createdAfter.toISOString(), PageSize: String(pageSize) });
    return this.list(`Recordings.json?${query.toString()}`, 'recordings', listedRecording);
  }

  async transcriptions(recordingSid: string): Promise<readonly ListedTranscription[]> {
    return this.list(`Recordings/${recordingSid}/Transcriptions.json`, 'transcriptions', listedTranscription);
  }

  /** The audio of a message, as WAV. Throws when the carrier does not answer: to be tried again. */
  async audio(recordingSid: string, most: number): Promise<Fetched> {
    const response = await this.ask('GET', `Recordings/${recordingSid}.wav`);
    if (response.status === 404 || response.status === 410) return { outcome: 'gone' };
    if (response.status !== 200) throw new Error(`the carrier answered ${response.status}`);
    const audio = await readBounded(response, most);
    return audio === null ? { outcome: 'too-large' } : { outcome: 'fetched', audio };
  }

  /** Tells the carrier to forget a message. True once it has. */
  async forget(recordingSid: string): Promise<boolean> {
    const { status } = await this.ask('DELETE', `Recordings/${recordingSid}.json`);
    return status === 204 || status === 404;
  }

  private async list<T extends z.ZodType>(path: string, field: string, item: T): Promise<z.output<T>[]> {
    const found: z.output<T>[] = [];
    let next: string | null = path;
    for (let count = 0; next !== null && count < mostPages; count += 1) {
      const response = await this.ask('GET', next);
      // What was written down goes with the message that it was written down of.
      if (response.status === 404 && field === 'transcriptions') return found;
      if (response.status !== 200) throw new Error(`the carrier answered ${response.status}`);
      const bytes = await readBounded(response, largestList);
      if (bytes === null) throw new Error('the carrier’s list is too long');
      const body = page.parse(JSON.parse(bytes.toString('utf8')));
      // One entry that is odd must not hide the others.
      const entries = z.array(z.unknown()).parse(body[field]);
      found.push(...entries.flatMap((entry) => item.safeParse(entry).data ?? []));
      next = this.below(body.next_page_uri ?? null);
    }
    return found;
  }

  /** A next page is believed only as a path of our own account. */
  private below(uri: string | null): string | null {
    return uri !== null && uri.startsWith(this.root) ? uri.slice(this.root.length) : null;
  }

  private get root(): string {
    return `/2010-04-01/Accounts/${this.secrets.carrierAccount}/`;
  }

  private async ask(method: 'GET' | 'DELETE', path: string): Promise<Response> {
    const { twilio, sandboxPort } = this.settings.config.environment;
    const { carrierAccount, carrierToken } = this.secrets;
    return fetch(`${twilio.baseUrl ?? `http://127.0.0.1:${sandboxPort}`}${this.root}${path}`, {
      method,
      headers: { authorization: `Basic ${Buffer.from(`${carrierAccount}:${carrierToken}`).toString('base64')}` },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
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
