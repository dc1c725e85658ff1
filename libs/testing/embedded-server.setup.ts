import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { EmbeddedPostgres, migrate } from '#store';
import { withDatabase } from './test-database.js';

declare module 'vitest' {
  interface ProvidedContext {
    serverUrl: string;
  }
}

/** One embedded server for the whole run, with a migrated template that each test file's database is copied from. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'vigil-test-'));
  const server = await EmbeddedPostgres.start(folder);
  await withDatabase(server.url, 'postgres', (client) => client.query('CREATE DATABASE vigil_template'));
  const template = new URL(server.url);
  template.pathname = '/vigil_template';
  await migrate(template.href);
  project.provide('serverUrl', server.url);
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
