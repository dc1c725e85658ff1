import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { type Config, resolvePollingDay } from '#config';
import { serviceWindow } from '#domain';
import { type Clock, Database, migrate, serviceDataSource, type Tx } from '#store';
import { loadSecrets, type Secrets } from './secrets.js';
import { seedContactMethods } from './seed-contact-methods.js';
import { seedDirectory } from './seed-directory.js';
import { seedPeople } from './seed-people.js';
import { seedPolicies } from './seed-policies.js';
import { seedWatch } from './seed-watch.js';

/** What the first start prints and leaves in `DATA_DIR/first-run.json`. */
export interface FirstRun {
  readonly users: readonly {
    readonly name: string;
    readonly role: string;
    readonly signIn: string;
    readonly password: string;
    readonly phone: string;
    readonly email: string;
  }[];
  readonly hotline: { readonly phone: string; readonly email: string; readonly emails: readonly string[] };
  readonly sandbox: { readonly url: string; readonly accountSid: string; readonly authToken: string };
  readonly addresses: Readonly<Record<string, string>>;
}

export interface PreparedStore {
  readonly source: DataSource;
  readonly secrets: Secrets;
  /** Set on the start that made accounts: the only time their passwords are known. */
  readonly firstRun: FirstRun | null;
}

/**
 * Migrates, and brings elections, parties and accounts in the database to what the configuration says anew. Several processes may
 * do so at once: each row is settled once. A relative polling day is resolved at the first start and stays.
 */
export async function prepareStore(url: string, config: Config, clock: Clock): Promise<PreparedStore> {
  await migrate(url);
  const source = await serviceDataSource(url).initialize();
  const secrets = await loadSecrets(source, config.environment.twilio);
  const now = clock.now();
  const firstRun = await new Database(source, clock).transaction(async (tx) => {
    // One process makes every account, so that one file has every password; the others then find them made.
    await tx.query('SELECT pg_advisory_xact_lock(814204)');
    await loadElections(tx, config, now);
    await loadParties(tx, config);
    await seedDirectory(tx, config);
    const passwords = await seedPeople(tx, config);
    await seedContactMethods(tx);
    await seedWatch(tx, config);
    await seedPolicies(tx, config);
    if (passwords.size === 0) return null;
    const described = describe(config, secrets, passwords);
    // Before the commit: a process killed in between leaves passwords of no account, never an account without its password.
    await leaveFirstRun(config.environment.dataDir, described);
    return described;
  });
  return { source, secrets, firstRun };
}

async function loadElections(tx: Tx, config: Config, now: Date): Promise<void> {
  for (const { key, name, pollingDay, zone, anchorMonths } of config.elections) {
    const [known] = await tx.query<{ polling_day: string }>('SELECT polling_day::text FROM election WHERE key = $1', [
      key,
    ]);
    const keeps = typeof pollingDay !== 'string' && known !== undefined;
    const day = keeps ? known.polling_day : resolvePollingDay(pollingDay, now, zone);
    const { closesAt } = serviceWindow({ pollingDay: day, zone, anchorMonths });
    await tx.query(
      `INSERT INTO election (id, key, name_en, name_fr, polling_day, zone, closes_at, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (key) DO UPDATE SET name_en = excluded.name_en, name_fr = excluded.name_fr, polling_day = excluded.polling_day,
         zone = excluded.zone, closes_at = excluded.closes_at,
         closed_at = CASE WHEN excluded.closes_at > $8 THEN NULL ELSE election.closed_at END`,
      [randomUUID(), key, name.en, name.fr, day, zone, closesAt, now],
    );
  }
}

async function loadParties(tx: Tx, config: Config): Promise<void> {
  for (const { key, name, domains } of config.parties) {
    await tx.query(
      `INSERT INTO party (id, key, name_en, name_fr, domains) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (key) DO UPDATE SET name_en = excluded.name_en, name_fr = excluded.name_fr, domains = excluded.domains`,
      [randomUUID(), key, name.en, name.fr, domains],
    );
  }
}

function describe(config: Config, secrets: Secrets, passwords: ReadonlyMap<string, string>): FirstRun {
  const { environment, hotline, roster } = config;
  const sandbox = `http://localhost:${environment.sandboxPort}`;
  return {
    users: roster.people
      .filter(({ key }) => passwords.has(key))
      .map(({ name, role, key, phone, email }) => ({
        name,
        role,
        signIn: key,
        password: passwords.get(key) ?? '',
        phone: phone ?? '',
        email: email ?? '',
      })),
    hotline: { phone: hotline.phone, email: hotline.email, emails: hotline.emails },
    sandbox: { url: sandbox, accountSid: secrets.carrierAccount, authToken: secrets.carrierToken },
    addresses: {
      report: `${environment.publicUrl}/`,
      console: `${environment.publicUrl}/console/`,
      api: `${environment.publicUrl}/api/openapi.json`,
      smtp: `smtp://localhost:${environment.smtpPort}`,
      sandbox,
    },
  };
}

async function leaveFirstRun(dataDir: string, firstRun: FirstRun): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  await writeFile(join(dataDir, 'first-run.json'), `${JSON.stringify(firstRun, null, 2)}\n`, { mode: 0o600 });
}
