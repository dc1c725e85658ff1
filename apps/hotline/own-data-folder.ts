import { Client } from 'pg';
import { StartError } from '#service';

const lock = 814_202;

/**
 * One hotline to a data folder: a second one would stop the embedded server under the first. The lock lives as long as its
 * connection, so a killed process leaves none behind.
 */
export async function ownDataFolder(url: string, dataDir: string): Promise<() => Promise<void>> {
  const client = new Client({ connectionString: url, application_name: 'vigil-owner', keepAlive: true });
  client.on('error', () => undefined);
  await client.connect();
  for (let tries = 0; tries < 20; tries += 1) {
    const { rows } = await client.query<{ free: boolean }>('SELECT pg_try_advisory_lock($1) AS free', [lock]);
    if (rows[0]?.free === true) return () => client.end().catch(() => undefined);
    // The connection of a process that was just killed takes a moment to be noticed.
    await new Promise((done) => setTimeout(done, 100));
  }
  await client.end();
  throw new StartError(`Another hotline uses the data folder ${dataDir}: stop it, or set DATA_DIR to another folder.`);
}
