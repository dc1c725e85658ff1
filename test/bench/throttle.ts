import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { parse, stringify } from 'yaml';
import { arrivals, type Places, withClient, withHotline } from './measured-hotline.js';
import { round } from './statistics.js';

/**
 * So many people paged at once for one incident, through a carrier that takes so many texts a second and refuses the rest (the
 * sandbox, told the same cap). The floor is the cap itself: the time that the carrier needs for as many texts at its full rate.
 */
export async function benchThrottle(words: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...words],
    options: {
      recipients: { type: 'string', default: '1300' },
      cap: { type: 'string', default: '50' },
      backend: { type: 'string', default: 'postgres' },
    },
  });
  const [recipients, cap] = [Number(values.recipients), Number(values.cap)];
  const backend = values.backend === 'redis' ? 'redis' : 'postgres';
  const configDir = await wakingEverybody();
  try {
    const environment = { CONFIG_DIR: configDir, TEXTS_PER_SECOND: String(cap) };
    const figure = await withHotline(backend, (places) => pageEverybody(places, recipients), environment);
    const floorSeconds = recipients / cap;
    const ratio = round(figure.lastSeconds / floorSeconds);
    process.stdout.write(
      `${recipients} recipients at ${cap}/s, ${backend}: the last text after ${figure.lastSeconds} s (at the cap itself ${floorSeconds} s, ` +
        `ratio ${ratio}), at most ${figure.mostInASecond} in any second, ${figure.refused} refused\n`,
    );
    const all = { bench: 'throttle', cores: cpus().length, backend, recipients, cap, ...figure, floorSeconds, ratio };
    process.stdout.write(`${JSON.stringify(all)}\n`);
  } finally {
    await rm(configDir, { recursive: true, force: true });
  }
}

/** The configuration as it is, with a first step for what is critical that wakes every responder. */
async function wakingEverybody(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'vigil-bench-config-'));
  await cp('config', folder, { recursive: true });
  const file = join(folder, 'roster.yaml');
  const roster = parse(await readFile(file, 'utf8')) as { policies: Record<string, { steps: unknown[] }> };
  roster.policies['critical']?.steps.unshift({ notify: { kind: 'role', role: 'responder' }, waitMinutes: 30 });
  await writeFile(file, stringify(roster));
  return folder;
}

/** So many responders in all, each with a phone that takes texts. Written as rows: a start makes everybody a password, one by one. */
async function hire(database: string, recipients: number): Promise<void> {
  await withClient(database, async (client) => {
    await client.query('BEGIN');
    await client.query(
      `CREATE TEMPORARY TABLE hired ON COMMIT DROP AS SELECT n, gen_random_uuid() AS id, '+1613' || (2000000 + n) AS phone
       FROM generate_series(1, $1 - (SELECT count(*)::int FROM user_account WHERE role = 'responder')) AS n`,
      [recipients],
    );
    await client.query(
      `INSERT INTO user_account SELECT (jsonb_populate_record(NULL::user_account, to_jsonb(u) || jsonb_build_object('id', h.id,
         'key', 'hired-' || h.n, 'name', 'Responder ' || h.n, 'phone', h.phone, 'email', 'hired-' || h.n || '@vigil.example'))).*
       FROM user_account u, hired h WHERE u.key = 'daniel'`,
    );
    await client.query(
      `INSERT INTO contact_method SELECT (jsonb_populate_record(NULL::contact_method, to_jsonb(m) || jsonb_build_object(
         'id', gen_random_uuid(), 'user_id', h.id, 'address', h.phone))).*
       FROM contact_method m JOIN user_account u ON u.id = m.user_id, hired h WHERE u.key = 'daniel' AND m.kind = 'sms'`,
    );
    await client.query('UPDATE watch_version SET version = version + 1');
    await client.query('COMMIT');
  });
}

interface Figure {
  /** From the report's receipt to the arrival of the last text. */
  readonly lastSeconds: number;
  readonly firstSeconds: number;
  readonly mostInASecond: number;
  /** Attempts that the carrier refused. */
  readonly refused: number;
}

async function pageEverybody({ site, carrier, database }: Places, recipients: number): Promise<Figure> {
  await hire(database, recipients);
  const began = Date.now();
  const answer = await fetch(`${site}/api/v1/reports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({
      language: 'en',
      description:
        'Our campaign email account was hacked, the password was changed, and it is sending false voting dates to voters right now.',
    }),
  });
  if (answer.status !== 201) throw new Error(`the report was answered ${answer.status}`);
  await settled(database, recipients);
  const at = [...(await arrivals(carrier)).values()].toSorted((one, other) => one - other);
  if (at.length !== recipients) throw new Error(`${at.length} of ${recipients} texts arrived`);
  return {
    lastSeconds: round(((at.at(-1) ?? Infinity) - began) / 1_000),
    firstSeconds: round(((at[0] ?? Infinity) - began) / 1_000),
    mostInASecond: Math.max(...at.map((from, place) => at.slice(place).filter((other) => other < from + 1_000).length)),
    refused: await refusals(database),
  };
}

async function settled(database: string, recipients: number): Promise<void> {
  await withClient(database, async (client) => {
    for (const until = performance.now() + 120_000; ; await pause(500)) {
      const { rows } = await client.query<{ sent: number }>(
        `SELECT count(*)::int AS sent FROM delivery WHERE purpose = 'page' AND channel = 'sms' AND provider_id IS NOT NULL`,
      );
      const sent = rows[0]?.sent ?? 0;
      process.stderr.write(`${sent} of ${recipients} sent\n`);
      if (sent >= recipients) return;
      if (performance.now() > until) throw new Error(`only ${sent} of ${recipients} texts were sent in two minutes`);
    }
  });
}

async function refusals(database: string): Promise<number> {
  return withClient(database, async (client) => {
    const { rows } = await client.query<{ refused: number }>(
      `SELECT count(*)::int AS refused FROM attempt WHERE outcome <> 'accepted'`,
    );
    return rows[0]?.refused ?? Number.NaN;
  });
}
