import { mkdir, readFile, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { AwsClient } from 'aws4fetch';
import { AttachmentStore, type Content, isHash, placeOf, type PutOutcome } from './attachment-store.js';
import { spoolContent } from './spool-content.js';
import { Turns } from './turns.js';

export interface BucketSettings {
  /** `https://host[/base]` of the S3-compatible service, the bucket named in the path. */
  readonly endpoint: string;
  readonly bucket: string;
  /** Before every key, without slashes at its ends; may be empty. */
  readonly prefix: string;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

/** How long one request may take, in milliseconds: 25 MB over a slow line. */
const longestRequest = 60_000;
/** Each holds one file's bytes in memory. */
const uploadsAtOnce = 4;

/**
 * Keeps bytes in a bucket that speaks the S3 protocol (AWS Signature Version 4). The hash that names an object goes along
 * signed with each upload, so the service itself refuses bytes that changed on the way.
 */
export class BucketStore extends AttachmentStore {
  private readonly client: AwsClient;
  private readonly uploads = new Turns(uploadsAtOnce);

  constructor(
    private readonly settings: BucketSettings,
    /** Local folder where a file waits while it comes in. */
    private readonly waiting: string,
  ) {
    super();
    this.client = new AwsClient({
      accessKeyId: settings.accessKey,
      secretAccessKey: settings.secretKey,
      region: settings.region,
      service: 's3',
      retries: 2,
      initRetryMs: 100,
    });
  }

  async put(content: Content, most: number): Promise<PutOutcome> {
    await mkdir(this.waiting, { recursive: true, mode: 0o700 });
    const spooled = await spoolContent(content, this.waiting, most);
    if (spooled.outcome === 'too-large') return spooled;
    const { sha256, size, path } = spooled;
    try {
      await this.uploads.take(async () => this.upload(sha256, await readFile(path)));
      return { outcome: 'kept', sha256, size };
    } catch (error) {
      return { outcome: 'not-stored', sha256, size, error };
    } finally {
      await rm(path, { force: true });
    }
  }

  async get(sha256: string): Promise<Readable | null> {
    const answer = await this.request('GET', this.urlOf(sha256));
    if (answer.status === 404) return discarded(answer, null);
    if (answer.status !== 200 || answer.body === null) throw await refusal(answer, 'GET');
    return Readable.fromWeb(answer.body as ReadableStream<Uint8Array>);
  }

  async has(sha256: string): Promise<boolean> {
    const answer = await this.request('HEAD', this.urlOf(sha256));
    if (answer.status === 404) return false;
    if (answer.status !== 200) throw await refusal(answer, 'HEAD');
    return true;
  }

  async *listOlder(than: Date): AsyncIterable<string> {
    let token: string | null = null;
    do {
      const url = new URL(this.bucketUrl());
      url.searchParams.set('list-type', '2');
      if (this.settings.prefix !== '') url.searchParams.set('prefix', `${this.settings.prefix}/`);
      if (token !== null) url.searchParams.set('continuation-token', token);
      const answer = await this.request('GET', url.href);
      if (answer.status !== 200) throw await refusal(answer, 'LIST');
      const page = readListing(await answer.text());
      for (const { key, modified } of page.objects) {
        const name = key.split('/').at(-1) ?? '';
        if (isHash(name) && key === this.keyOf(name) && modified < than.getTime()) yield name;
      }
      token = page.next;
    } while (token !== null);
  }

  /** Between the look and the removal lies one request: a bucket has no way to do both at once. */
  async removeOrphan(sha256: string, than: Date): Promise<boolean> {
    const found = await this.request('HEAD', this.urlOf(sha256));
    const modified = Date.parse(found.headers.get('last-modified') ?? '');
    if (found.status !== 200 || !(modified < than.getTime())) return false;
    const answer = await this.request('DELETE', this.urlOf(sha256));
    if (answer.status !== 204 && answer.status !== 200) throw await refusal(answer, 'DELETE');
    return true;
  }

  /** Uploaded again even when it is there: that makes it young, so that no sweep takes it for an orphan meanwhile. */
  private async upload(sha256: string, bytes: Buffer): Promise<void> {
    const answer = await this.request('PUT', this.urlOf(sha256), bytes, {
      'content-type': 'application/octet-stream',
      'x-amz-content-sha256': sha256,
      'x-amz-checksum-sha256': Buffer.from(sha256, 'hex').toString('base64'),
    });
    if (answer.status !== 200) throw await refusal(answer, 'PUT');
    await answer.body?.cancel();
  }

  private async request(
    method: string,
    url: string,
    body?: Buffer,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    return this.client.fetch(url, {
      method,
      headers: { ...headers },
      ...(body !== undefined && { body: new Uint8Array(body) }),
      redirect: 'error',
      signal: AbortSignal.timeout(longestRequest),
    });
  }

  private bucketUrl(): string {
    return `${this.settings.endpoint}/${this.settings.bucket}`;
  }

  private keyOf(sha256: string): string {
    const { folders, file } = placeOf(sha256);
    return [this.settings.prefix, ...folders, file].filter((part) => part !== '').join('/');
  }

  private urlOf(sha256: string): string {
    return `${this.bucketUrl()}/${this.keyOf(sha256)}`;
  }
}

async function discarded<T>(answer: Response, value: T): Promise<T> {
  await answer.body?.cancel();
  return value;
}

/** The service's own words may hold keys and names: only its code is kept. */
async function refusal(answer: Response, action: string): Promise<Error> {
  const text = (await answer.text().catch(() => '')).slice(0, 2_000);
  const code = /<Code>(\w{1,60})<\/Code>/.exec(text)?.[1] ?? 'no code';
  return new Error(`the bucket answered ${action} with ${answer.status} (${code})`);
}

interface Listing {
  readonly objects: readonly { readonly key: string; readonly modified: number }[];
  readonly next: string | null;
}

/** ListObjectsV2 answers in XML; our keys hold nothing that it would escape. */
function readListing(xml: string): Listing {
  const objects = xml
    .split('<Contents>')
    .slice(1)
    .map((part) => ({
      key: /<Key>([^<]*)<\/Key>/.exec(part)?.[1] ?? '',
      modified: Date.parse(/<LastModified>([^<]*)<\/LastModified>/.exec(part)?.[1] ?? ''),
    }));
  return { objects, next: /<NextContinuationToken>([^<]*)<\/NextContinuationToken>/.exec(xml)?.[1] ?? null };
}
