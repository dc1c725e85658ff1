import { mkdtemp, rm } from 'node:fs/promises';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import twilio from 'twilio';
import type { SandboxOptions } from './sandbox-options.js';
import { type RunningSandbox, startSandbox } from './start-sandbox.js';

export const ACCOUNT = `AC${'0123456789abcdef'.repeat(2)}`;
export const TOKEN = 'a-token-of-the-sandbox';
export const HOTLINE = '+16135550100';
export const DANA = '+16135550111';
export const CALLER = '+16135550142';

export interface ReceivedWebhook {
  readonly path: string;
  /** Whether the twilio library accepts the signature. */
  readonly signed: boolean;
  readonly params: Readonly<Record<string, string>>;
}

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
}

interface PlannedAnswer {
  readonly status: number;
  readonly twiml?: string;
}

/** A sandbox carrier with a receiver for its webhooks and a listener for its mail, for the specs of this folder. */
export class SandboxRig {
  readonly webhooks: ReceivedWebhook[] = [];
  readonly mails: ReceivedMail[] = [];
  private readonly answers = new Map<string, PlannedAnswer[]>();
  private sandbox: RunningSandbox | null = null;

  private constructor(
    readonly folder: string,
    private readonly receiver: Server,
    private readonly mailServer: SMTPServer,
  ) {}

  static async start(): Promise<SandboxRig> {
    const folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
    const receiver = createServer();
    const mailServer: SMTPServer = new SMTPServer({
      authOptional: true,
      hideSTARTTLS: true,
      logger: false,
      onRcptTo: ({ address }, _session, done) => {
        const known = !address.startsWith('nobody');
        done(known ? null : Object.assign(new Error('No such mailbox'), { responseCode: 550 }));
      },
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const { mailFrom, rcptTo } = session.envelope;
          const from = mailFrom === false ? '' : mailFrom.address;
          const raw = Buffer.concat(chunks).toString('utf8');
          rig.mails.push({ from, to: rcptTo.map(({ address }) => address), raw });
          done();
        });
      },
    });
    const rig = new SandboxRig(folder, receiver, mailServer);
    rig.receive();
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    await new Promise<void>((resolve) => {
      mailServer.listen(0, '127.0.0.1', () => resolve());
    });
    await rig.restart();
    return rig;
  }

  /** Where the carrier listens. */
  get url(): string {
    return this.sandbox?.url ?? '';
  }

  /** Where the webhooks go. */
  get hotlineUrl(): string {
    return `http://127.0.0.1:${(this.receiver.address() as AddressInfo).port}`;
  }

  /** Ends the carrier and starts another on the same folder. */
  async restart(change: Partial<SandboxOptions> = {}): Promise<void> {
    await this.sandbox?.close();
    this.sandbox = await startSandbox({
      port: 0,
      dataDir: this.folder,
      accountSid: ACCOUNT,
      authToken: TOKEN,
      hotlineNumber: HOTLINE,
      hotlineUrl: this.hotlineUrl,
      hotlineEmail: 'hotline@centre.example',
      smtpPort: (this.mailServer.server.address() as AddressInfo).port,
      people: [{ name: 'Dana Roy', phone: DANA, email: 'dana@centre.example' }],
      retryWaitsMs: [5, 10, 20, 40],
      ...change,
    });
  }

  /** What the hotline answers next on a path, in order; 204 when nothing is planned. */
  answer(path: string, ...planned: readonly PlannedAnswer[]): void {
    this.answers.set(path, [...planned]);
  }

  webhooksOn(path: string): readonly ReceivedWebhook[] {
    return this.webhooks.filter((webhook) => webhook.path.startsWith(path));
  }

  /** The library, with every request sent to another base address. */
  client(authToken = TOKEN) {
    const requests = new twilio.RequestClient();
    const send = requests.request.bind(requests);
    requests.request = (request) => send({ ...request, uri: request.uri.replace('https://api.twilio.com', this.url) });
    return twilio(ACCOUNT, authToken, { httpClient: requests });
  }

  async api(path: string, body?: unknown, method = body === undefined ? 'GET' : 'POST') {
    const response = await fetch(`${this.url}${path}`, {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : JSON.parse(text) };
  }

  /** Posts a mail as the hotline's transport does. */
  postMail(raw: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return fetch(`${this.url}/api/mailbox`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${TOKEN}`,
        'content-type': 'message/rfc822',
        'x-envelope-from': 'hotline@centre.example',
        'x-envelope-to': 'someone@party.example',
        ...headers,
      },
      body: raw,
    });
  }

  postForm(path: string, fields: Readonly<Record<string, string>>): Promise<Response> {
    return fetch(`${this.url}${path}`, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
  }

  async close(): Promise<void> {
    await this.sandbox?.close();
    await new Promise((resolve) => this.receiver.close(resolve));
    await new Promise<void>((resolve) => {
      this.mailServer.close(() => resolve());
    });
    await rm(this.folder, { recursive: true, force: true });
  }

  private receive(): void {
    this.receiver.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const params = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString('utf8')));
        const path = request.url ?? '';
        const signature = String(request.headers['x-twilio-signature']);
        const signed = twilio.validateRequest(TOKEN, signature, `${this.hotlineUrl}${path}`, params);
        this.webhooks.push({ path, signed, params });
        const answer = this.answers.get(path.split('?')[0] ?? '')?.shift() ?? { status: 204 };
        response.writeHead(answer.status, { 'content-type': 'text/xml' }).end(answer.twiml ?? '');
      });
    });
  }
}
