import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { loadConfig } from '#config';
import { createHttpApplication, openRuntime, type Runtime } from '#service';
import type { Clock } from '#store';
import { errorPages } from './error-pages.js';
import { WebDoorModule } from './web-door.module.js';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>;
  readonly text: string;
}

/** For specs: the web door on a database of its own, spoken to as a browser or a program would. */
export class WebDoorRig {
  private constructor(
    readonly application: NestFastifyApplication,
    readonly runtime: Runtime,
    readonly folder: string,
  ) {}

  static async open(
    databaseUrl: string,
    clock: Clock,
    environment: Readonly<Record<string, string>> = {},
  ): Promise<WebDoorRig> {
    const folder = await mkdtemp(join(tmpdir(), 'vigil-web-'));
    const config = loadConfig({
      DATA_DIR: folder,
      LOG_LEVEL: 'fatal',
      PUBLIC_URL: 'https://hotline.example',
      ...environment,
    });
    const runtime = await openRuntime('test', config, { databaseUrl, clock });
    const application = await createHttpApplication(runtime, { modules: [WebDoorModule], errorPage: errorPages });
    await application.init();
    await application.getHttpAdapter().getInstance().ready();
    return new WebDoorRig(application, runtime, folder);
  }

  async close(): Promise<void> {
    await this.application.close();
    await this.runtime.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  async rows<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.runtime.database.source.query<Row[]>(sql, [...parameters]);
  }

  async get(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return answered(await this.application.inject({ method: 'GET', url, headers }));
  }

  /** Sends a form as a browser does. */
  async submit(
    url: string,
    fields: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    return answered(
      await this.application.inject({
        method: 'POST',
        url,
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html', ...headers },
        payload: new URLSearchParams(fields).toString(),
      }),
    );
  }

  /** Sends a form with files as a browser does, without the script. */
  async sendForm(
    url: string,
    fields: Readonly<Record<string, string>>,
    files: readonly SentFile[],
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    for (const { name, type = '', content } of files) {
      form.append('files', new Blob([new Uint8Array(Buffer.from(content))], { type }), name);
    }
    const encoded = new Response(form);
    return answered(
      await this.application.inject({
        method: 'POST',
        url,
        headers: {
          accept: 'text/html',
          ...headers,
          'content-type': encoded.headers.get('content-type') ?? '',
        },
        payload: Buffer.from(await encoded.arrayBuffer()),
      }),
    );
  }

  /** Sends a body to the API as it is; what is no text becomes JSON. */
  async call(
    url: string,
    body: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer & { readonly json: Json }> {
    const payload = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
    const response = await this.application.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/json', ...headers },
      payload,
    });
    const answer = answered(response);
    return { ...answer, json: JSON.parse(answer.text) as Json };
  }
}

export interface SentFile {
  readonly name: string;
  readonly type?: string;
  readonly content: string | Uint8Array;
}

interface Json {
  readonly code?: string;
  readonly reference?: string;
  readonly receiptCode?: string;
  readonly [name: string]: unknown;
}

function answered(response: {
  readonly statusCode: number;
  readonly headers: Answer['headers'];
  readonly body: string;
}): Answer {
  return { status: response.statusCode, headers: response.headers, text: response.body };
}
