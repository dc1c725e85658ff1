import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';
import { type Clock, Database, serviceDataSource } from '#store';

export async function withDatabase<T>(
  serverUrl: string,
  name: string,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const client = new Client({ connectionString: url.href });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** A migrated database of its own for one test file. */
export async function freshDatabase(): Promise<TestDatabase> {
  const serverUrl = inject('serverUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  // Two files may copy the template at the same instant, which PostgreSQL refuses: wait for one's turn.
  await withDatabase(serverUrl, 'postgres', async (client) => {
    await client.query('SELECT pg_advisory_lock(814203)');
    await client.query(`CREATE DATABASE ${name} TEMPLATE vigil_template`);
  });
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () =>
      withDatabase(serverUrl, 'postgres', async (client) => {
        await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      }),
  };
}

/** A service's view of a fresh database. */
export async function openDatabase(url: string, clock: Clock): Promise<Database> {
  return new Database(await serviceDataSource(url, 8).initialize(), clock);
}
