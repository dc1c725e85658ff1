import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { loadConfig } from '#config';
import { createHttpApplication, openRuntime, type Runtime } from '#service';
import type { Clock } from '#store';
import { errorPage } from './pages/error-page.js';
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
    private readonly folder: string,
  ) {}

  static async open(databaseUrl: string, clock: Clock): Promise<WebDoorRig> {
    const folder = await mkdtemp(join(tmpdir(), 'vigil-web-'));
    const config = loadConfig({ DATA_DIR: folder, LOG_LEVEL: 'fatal', PUBLIC_URL: 'https://hotline.example' });
    const runtime = await openRuntime('test', config, { databaseUrl, clock });
    const application = await createHttpApplication(runtime, { modules: [WebDoorModule], errorPage });
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
