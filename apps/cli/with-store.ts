import { loadConfig } from '#config';
import { EmbeddedPostgres, serviceDataSource } from '#store';
import type { DataSource } from 'typeorm';

/**
 * Works on the hotline's database: the one that runs, or the embedded one of `DATA_DIR`, started for as long as this takes.
 */
export async function withStore<T>(work: (source: DataSource) => Promise<T>): Promise<T> {
  const { environment } = loadConfig();
  if (environment.databaseUrl !== null) return using(environment.databaseUrl, work);
  const running = await EmbeddedPostgres.findUrl(environment.dataDir);
  if (running !== null) return using(running, work);
  if (!(await EmbeddedPostgres.exists(environment.dataDir))) {
    throw new Error(
      `There is no hotline data in ${environment.dataDir}: start the hotline once, or set DATA_DIR or DATABASE_URL.`,
    );
  }
  const server = await EmbeddedPostgres.start(environment.dataDir);
  try {
    return await using(server.url, work);
  } finally {
    await server.stop();
  }
}

async function using<T>(url: string, work: (source: DataSource) => Promise<T>): Promise<T> {
  const source = await serviceDataSource(url, 2).initialize();
  try {
    return await work(source);
  } finally {
    await source.destroy();
  }
}
