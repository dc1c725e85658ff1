import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { FirstRun } from '#service';
import { startMailSink } from '../mail-sink.js';
import { freePorts, startRedis, stopEmbedded } from '../own-servers.js';
import { ProductProcess } from '../product-process.js';

/** Where the parts of a measured hotline are. */
export interface Places {
  readonly site: string;
  readonly carrier: string;
  readonly database: string;
  readonly redisUrl: string | null;
  /** Those whom the first start made. */
  readonly people: FirstRun['users'];
}

/**
 * Runs the built hotline in one process with everything on, the sandbox carrier in another, and stops both whatever happens.
 * The data lie in a folder of their own and go with it. `environment`: more of the product's, for both.
 */
export async function withHotline<T>(
  backend: 'postgres' | 'redis',
  work: (places: Places) => Promise<T>,
  environment: Readonly<Record<string, string>> = {},
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'vigil-bench-'));
  const dataDir = join(folder, 'data');
  const [web = 0, smtp = 0, carrierPort = 0, mailPort = 0] = await freePorts(4);
  const redis = backend === 'redis' ? await startRedis() : null;
  const stopMailSink = await startMailSink(mailPort);
  const account = { TWILIO_ACCOUNT_SID: `AC${'3'.repeat(32)}`, TWILIO_AUTH_TOKEN: randomUUID() };
  const site = `http://127.0.0.1:${web}`;
  const carrier = `http://127.0.0.1:${carrierPort}`;
  const common = { PUBLIC_URL: site, SANDBOX_PORT: String(carrierPort), ...account, ...environment };
  const sandbox = ProductProcess.start('sandbox', {
    logs: folder,
    env: { ...common, DATA_DIR: join(folder, 'carrier') },
  });
  const hotline = ProductProcess.start('hotline', {
    logs: folder,
    env: {
      ...common,
      PORT: String(web),
      SMTP_PORT: String(smtp),
      DATA_DIR: dataDir,
      SMTP_URL: `smtp://127.0.0.1:${mailPort}`,
      TWILIO_BASE_URL: carrier,
      QUEUE_BACKEND: backend,
      ...(redis !== null && { REDIS_URL: redis.url }),
    },
  });
  try {
    await Promise.all([sandbox.answers(`${carrier}/api/phones`), hotline.answers(`${site}/health/ready`)]);
    const database = await embeddedUrl(dataDir);
    const { users: people } = JSON.parse(await readFile(join(dataDir, 'first-run.json'), 'utf8')) as FirstRun;
    return await work({ site, carrier, database, redisUrl: redis?.url ?? null, people });
  } finally {
    await hotline.stop().catch(() => undefined);
    await sandbox.stop().catch(() => undefined);
    await stopEmbedded(dataDir);
    await stopMailSink();
    await redis?.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** When the carrier got the text of each page, by the page's id in its link. */
export async function arrivals(carrier: string): Promise<ReadonlyMap<string, number>> {
  const phones = (await (await fetch(`${carrier}/api/phones`)).json()) as readonly { readonly number: string }[];
  const arrived = new Map<string, number>();
  for (const { number } of phones) {
    const response = await fetch(`${carrier}/api/phones/${encodeURIComponent(number)}/messages`);
    for (const { body, at } of (await response.json()) as readonly { readonly body: string; readonly at: string }[]) {
      const id = /\/ack\/([0-9a-f-]{36})\./.exec(body)?.[1];
      if (id !== undefined) arrived.set(id, Math.min(arrived.get(id) ?? Number.POSITIVE_INFINITY, Date.parse(at)));
    }
  }
  return arrived;
}

export interface PagedReport {
  readonly reference: string;
  readonly receivedAt: Date;
  readonly pageIds: readonly string[];
}

export async function pagesOf(database: string, references: readonly string[]): Promise<readonly PagedReport[]> {
  return withClient(database, async (client) => {
    const { rows } = await client.query<PagedReport>(
      `SELECT r.reference, r.received_at AS "receivedAt",
         ARRAY(SELECT p.id::text FROM page p WHERE p.incident_id = t.incident_id) AS "pageIds"
       FROM report r JOIN triage_result t ON t.report_id = r.id WHERE r.reference = ANY($1)`,
      [references],
    );
    return rows;
  });
}

export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Where the hotline's own database is, from what it keeps in its data folder. */
async function embeddedUrl(dataDir: string): Promise<string> {
  const password = (await readFile(join(dataDir, 'postgres.secret'), 'utf8')).trim();
  const port = (await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[3]?.trim();
  return `postgres://vigil:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;
}
