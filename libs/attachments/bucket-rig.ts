import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface StoredObject {
  readonly bytes: Buffer;
  modified: Date;
}

/**
 * For specs: a bucket service that checks each request's signature (AWS Signature Version 4) from the specification's own
 * steps, and that the body is the one that was signed.
 */
export class BucketRig {
  readonly objects = new Map<string, StoredObject>();
  readonly refusals: string[] = [];
  /** Answers everything with this status, when set. */
  failing: number | null = null;
  /** Objects in one page of a listing. */
  pageSize = 2;

  private constructor(
    private readonly server: Server,
    private readonly keys: { readonly accessKey: string; readonly secretKey: string; readonly region: string },
  ) {}

  static async open(keys: {
    readonly accessKey: string;
    readonly secretKey: string;
    readonly region: string;
  }): Promise<BucketRig> {
    const server = createServer();
    const rig = new BucketRig(server, keys);
    server.on('request', (request, response) => void rig.answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return rig;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece);
    const body = Buffer.concat(pieces);
    if (this.failing !== null) return refuse(response, this.failing, 'InternalError');
    const fault = this.faultOf(request, body);
    if (fault !== null) {
      this.refusals.push(fault);
      return refuse(response, 403, fault);
    }
    const url = new URL(request.url ?? '/', this.endpoint);
    if (url.searchParams.get('list-type') === '2') return this.list(url, response);
    this.serve(request.method ?? '', url.pathname.slice(1), body, response);
  }

  private serve(method: string, key: string, body: Buffer, response: ServerResponse): void {
    const found = this.objects.get(key);
    if (method === 'PUT') {
      this.objects.set(key, { bytes: body, modified: new Date() });
      response.writeHead(200).end();
    } else if (method === 'DELETE') {
      this.objects.delete(key);
      response.writeHead(204).end();
    } else if (found === undefined) {
      refuse(response, 404, 'NoSuchKey');
    } else {
      response.writeHead(200, { 'last-modified': found.modified.toUTCString(), 'content-length': found.bytes.length });
      response.end(method === 'HEAD' ? undefined : found.bytes);
    }
  }

  private list(url: URL, response: ServerResponse): void {
    const bucket = `${url.pathname.slice(1)}/`;
    const from = Number(url.searchParams.get('continuation-token') ?? 0);
    const all = [...this.objects].filter(([key]) => key.startsWith(bucket + (url.searchParams.get('prefix') ?? '')));
    const page = all.slice(from, from + this.pageSize);
    const next = from + page.length < all.length ? from + page.length : null;
    const contents = page.map(
      ([key, { modified }]) =>
        `<Contents><Key>${key.slice(bucket.length)}</Key><LastModified>${modified.toISOString()}</LastModified></Contents>`,
    );
    const token = next === null ? '' : `<NextContinuationToken>${next}</NextContinuationToken>`;
    response.writeHead(200).end(`<ListBucketResult>${contents.join('')}${token}</ListBucketResult>`);
  }

  /** Null when the request is signed as it must be. */
  private faultOf(request: IncomingMessage, body: Buffer): string | null {
    const { headers } = request;
    const [, key, day, region, names = '', signature] =
      /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([\w;-]+), Signature=([0-9a-f]{64})$/.exec(
        headers.authorization ?? '',
      ) ?? [];
    if (key !== this.keys.accessKey || region !== this.keys.region || day === undefined) return 'InvalidAccessKeyId';
    const payload = String(headers['x-amz-content-sha256']);
    if (payload !== 'UNSIGNED-PAYLOAD' && payload !== hashOf(body)) return 'XAmzContentSHA256Mismatch';
    if (request.method === 'PUT' && (payload === 'UNSIGNED-PAYLOAD' || !names.includes('x-amz-content-sha256'))) {
      return 'UnsignedPayload';
    }
    const url = new URL(request.url ?? '/', this.endpoint);
    const query = [...url.searchParams]
      .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
      .toSorted()
      .join('&');
    const signed = names.split(';').map((name) => `${name}:${String(headers[name]).trim()}\n`);
    const canonical = [request.method, url.pathname, query, signed.join(''), names, payload].join('\n');
    const scope = `${day}/${region}/s3/aws4_request`;
    const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, hashOf(Buffer.from(canonical))].join('\n');
    const signingKey = [day, region, 's3', 'aws4_request'].reduce<Buffer>(
      (secret, part) => createHmac('sha256', secret).update(part).digest(),
      Buffer.from(`AWS4${this.keys.secretKey}`),
    );
    const right = createHmac('sha256', signingKey).update(toSign).digest('hex');
    return right === signature ? null : 'SignatureDoesNotMatch';
  }
}

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' }).end(`<Error><Code>${code}</Code></Error>`);
}
