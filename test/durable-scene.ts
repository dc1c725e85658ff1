import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedPostgres } from '#store';
import { startMailSink } from './mail-sink.js';
import { freePorts, stopEmbedded } from './own-servers.js';
import { ProductProcess } from './product-process.js';
import { ReportStream } from './report-stream.js';

const account = {
  TWILIO_ACCOUNT_SID: `AC${'7'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: 'the carrier that outlives the hotline',
};
const hotlinePhone = '+16135550100';
const hotlineEmail = 'hotline@vigil.example';

/** A hotline that may be killed, with a carrier and a mail server beside it that go on. */
export class DurableScene {
  private readonly running: ProductProcess[] = [];

  private constructor(
    readonly folder: string,
    readonly web: string,
    readonly carrier: string,
    readonly stream: ReportStream,
    private readonly env: Readonly<Record<string, string>>,
    private readonly stopMailSink: () => Promise<void>,
  ) {}

  static async open(): Promise<DurableScene> {
    const folder = await mkdtemp(join(tmpdir(), 'vigil-kill-'));
    const [webPort = 0, smtpPort = 0, carrierPort = 0, mailPort = 0] = await freePorts(4);
    const stopMailSink = await startMailSink(mailPort);
    const web = `http://127.0.0.1:${webPort}`;
    const carrier = `http://127.0.0.1:${carrierPort}`;
    const env = {
      PORT: String(webPort),
      SMTP_PORT: String(smtpPort),
      SANDBOX_PORT: String(carrierPort),
      DATA_DIR: join(folder, 'data'),
      PUBLIC_URL: web,
      SMTP_URL: `smtp://127.0.0.1:${mailPort}`,
      TWILIO_BASE_URL: carrier,
      LOG_LEVEL: 'error',
      ...account,
    };
    const stream = new ReportStream({ web, smtpPort, carrier, hotlinePhone, hotlineEmail });
    const scene = new DurableScene(folder, web, carrier, stream, env, stopMailSink);
    const sandbox = ProductProcess.start('sandbox', {
      logs: folder,
      env: { ...env, DATA_DIR: join(folder, 'carrier') },
    });
    scene.running.push(sandbox);
    await sandbox.answers(`${carrier}/api/phones`);
    return scene;
  }

  get dataDir(): string {
    return join(this.folder, 'data');
  }

  start(more: Readonly<Record<string, string>> = {}): ProductProcess {
    const started = ProductProcess.start('hotline', { logs: this.folder, env: { ...this.env, ...more } });
    this.running.push(started);
    return started;
  }

  /** Of the embedded PostgreSQL, which must run. */
  async databaseUrl(): Promise<string> {
    const url = await EmbeddedPostgres.findUrl(this.dataDir);
    if (url === null) throw new Error('the embedded PostgreSQL is gone');
    return url;
  }

  async close(): Promise<void> {
    this.stream.stop();
    for (const child of this.running.splice(0)) await child.kill();
    await stopEmbedded(this.dataDir);
    await this.stopMailSink();
    await rm(this.folder, { recursive: true, force: true });
  }
}
