import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Config, loadConfig, type PersonSettings } from '#config';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { openRuntime, type Runtime } from './runtime.js';

interface Row {
  readonly name: string;
  readonly role: string;
  readonly phone: string | null;
  readonly active: boolean;
}

const sql = (text: string) => (runtime: Runtime) => runtime.database.source.query(text) as Promise<unknown>;

describe('the people of the roster file', () => {
  let scratch: TestDatabase;
  let folder: string;
  let config: Config;

  beforeAll(async () => {
    scratch = await freshDatabase();
    folder = await mkdtemp(join(tmpdir(), 'vigil-people-'));
    config = loadConfig({ DATA_DIR: folder, LOG_LEVEL: 'fatal' });
  });
  afterAll(async () => {
    await scratch.drop();
    await rm(folder, { recursive: true, force: true });
  });

  /** A start with these people in the file, and what is done before the process stops again. */
  async function start(
    people: readonly PersonSettings[],
    work: (runtime: Runtime) => Promise<unknown> = async () => {},
  ) {
    const runtime = await openRuntime(
      'test',
      { ...config, roster: { ...config.roster, people } },
      {
        databaseUrl: scratch.url,
        clock: new FakeClock(),
      },
    );
    await work(runtime);
    const rows: (Row & { key: string })[] = await runtime.database.source.query(
      'SELECT key, name, role, phone, active FROM user_account',
    );
    const made = runtime.firstRun?.users.map(({ signIn }) => signIn) ?? [];
    await runtime.close();
    return { of: (key: string) => rows.find((row) => row.key === key), made };
  }
  const everybody = () => config.roster.people;
  const changed = (key: string, change: Partial<PersonSettings>) =>
    everybody().map((person) => (person.key === key ? { ...person, ...change } : person));
  const without = (key: string) => everybody().filter((person) => person.key !== key);

  it('get accounts at the first start, and keep what the console changed as long as the file says nothing new', async () => {
    const first = await start(
      everybody(),
      sql(`UPDATE user_account SET name = 'Priya N.', phone = '+16135550198', role = 'manager' WHERE key = 'priya'`),
    );
    expect(first.made).toHaveLength(everybody().length);
    const second = await start(everybody());
    expect(second.made).toEqual([]);
    expect(second.of('priya')).toMatchObject({ name: 'Priya N.', phone: '+16135550198', role: 'manager' });
    // Somebody else's line of the file has changed: Priya is left alone.
    expect((await start(changed('daniel', { name: 'Dan' }))).of('priya')).toMatchObject({ name: 'Priya N.' });
    const third = await start(changed('priya', { name: 'Priya Nair-Roy' }));
    expect(third.of('priya')).toMatchObject({ name: 'Priya Nair-Roy', phone: '+16135550103', role: 'responder' });
  });

  it('stay out when the console ended their account, whatever else the file then says of them', async () => {
    await start(everybody(), sql(`UPDATE user_account SET active = false WHERE key = 'daniel'`));
    expect((await start(everybody())).of('daniel')?.active).toBe(false);
    expect((await start(changed('daniel', { name: 'D.' }))).of('daniel')).toMatchObject({ name: 'D.', active: false });
  });

  it('have no account any more once the file drops them, and one again when it names them anew', async () => {
    expect((await start(without('amelie'))).of('amelie')?.active).toBe(false);
    const back = sql(`UPDATE user_account SET active = true WHERE key = 'amelie'`);
    await start(without('amelie'), back);
    // Let back in by the console: the file, which does not know them, is not asked.
    expect((await start(without('amelie'))).of('amelie')?.active).toBe(true);
    await start(without('amelie'), sql(`UPDATE user_account SET active = false WHERE key = 'amelie'`));
    expect((await start(everybody())).of('amelie')?.active).toBe(true);
  });

  it('leave accounts alone that the console made, and take a telephone from one that the file gives to another', async () => {
    await start(
      everybody(),
      sql(`INSERT INTO user_account (id, key, name, role, language, phone, created_at)
           VALUES (gen_random_uuid(), 'zoe', 'Zoé', 'responder', 'fr', '+16135550177', now())`),
    );
    const kept = await start(everybody());
    expect(kept.of('zoe')).toMatchObject({ active: true, phone: '+16135550177' });
    const given = await start(changed('marc', { phone: '+16135550177' }));
    expect([given.of('zoe')?.phone, given.of('marc')?.phone]).toEqual([null, '+16135550177']);
  });
});
