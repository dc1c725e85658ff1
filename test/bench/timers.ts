import { randomUUID } from 'node:crypto';
import { cpus } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Client } from 'pg';
import { type Places, withClient, withHotline } from './measured-hotline.js';
import { round, spreadOf } from './statistics.js';

/** Nobody's step is due before this many seconds, so that the whole ladder stands before the first rung. */
const headStart = 15;

/**
 * How late a step starts: so many running escalations whose next steps fall due at moments spread evenly over so many seconds.
 * A step starts when the page row of whoever it wakes is written. One process, everything on.
 */
export async function benchTimers(words: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...words],
    options: {
      escalations: { type: 'string', default: '10000' },
      seconds: { type: 'string', default: '60' },
      backend: { type: 'string', default: 'postgres' },
    },
  });
  const [escalations, seconds] = [Number(values.escalations), Number(values.seconds)];
  const backend = values.backend === 'redis' ? 'redis' : 'postgres';
  const late = await withHotline(backend, async (places) => {
    const template = await openOne(places);
    return withClient(places.database, async (client) => {
      await multiply(client, template, escalations, seconds);
      return lateness(client, template, escalations, seconds);
    });
  });
  const spread = spreadOf(late);
  const worst = round(Math.max(...late));
  process.stdout.write(
    `${escalations} steps due within ${seconds} s, ${backend}: started ${spread.median} ms late (median), ` +
      `${spread.p99} ms (99th), ${worst} ms (worst)\n`,
  );
  const figures = { backend, escalations, seconds, ...spread, worst };
  process.stdout.write(`${JSON.stringify({ bench: 'timers', cores: cpus().length, ...figures })}\n`);
}

/** Reports one incident through the door; resolves to its id when its first page has gone. */
async function openOne({ site, database }: Places): Promise<string> {
  const answer = await fetch(`${site}/api/v1/reports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({
      language: 'en',
      description: 'Our campaign email account was hacked, the password was changed and we are locked out of it.',
    }),
  });
  if (answer.status !== 201) throw new Error(`the report was answered ${answer.status}`);
  return withClient(database, async (client) => {
    for (const until = performance.now() + 20_000; performance.now() < until; await pause(100)) {
      const { rows } = await client.query<{ id: string }>(
        `SELECT e.incident_id AS id FROM escalation e WHERE e.status = 'running' AND EXISTS (
           SELECT FROM delivery d WHERE d.incident_id = e.incident_id AND d.purpose = 'page' AND d.state <> 'pending')`,
      );
      if (rows[0] !== undefined) return rows[0].id;
    }
    throw new Error('the report was not paged');
  });
}

/** Makes many like it: each with its own incident and clock. */
async function multiply(client: Client, template: string, count: number, seconds: number): Promise<void> {
  await client.query('BEGIN');
  await client.query('CREATE TEMPORARY TABLE copy ON COMMIT DROP AS SELECT n, gen_random_uuid() AS id FROM generate_series(1, $1::int) n', [count]); // prettier-ignore
  await client.query(
    `INSERT INTO incident SELECT (jsonb_populate_record(NULL::incident,
       to_jsonb(i) || jsonb_build_object('id', c.id, 'reference', 'BENCH-' || c.n))).* FROM incident i, copy c WHERE i.id = $1`,
    [template],
  );
  await client.query(
    `INSERT INTO escalation SELECT (jsonb_populate_record(NULL::escalation, to_jsonb(e) || jsonb_build_object('incident_id', c.id,
       'due_at', clock_timestamp() + make_interval(secs => $2::float8 + $3::float8 * c.n / $4::float8)))).*
     FROM escalation e, copy c WHERE e.incident_id = $1`,
    [template, headStart, seconds, count],
  );
  await client.query(
    `CREATE TABLE bench_due AS SELECT e.incident_id, e.due_at FROM escalation e JOIN copy c ON c.id = e.incident_id`,
  );
  await client.query('GRANT SELECT ON bench_due TO PUBLIC');
  await client.query('COMMIT');
  await client.query('ANALYZE incident, escalation');
}

/** Waits until every step has started; resolves to how late each was, in milliseconds. */
async function lateness(client: Client, template: string, count: number, seconds: number): Promise<readonly number[]> {
  for (const until = performance.now() + (headStart + 3 * seconds + 30) * 1_000; ; await pause(1_000)) {
    const { rows } = await client.query<{ late: number }>(
      `SELECT (extract(epoch FROM min(p.requested_at) - d.due_at) * 1000)::float8 AS late
       FROM page p JOIN bench_due d ON d.incident_id = p.incident_id WHERE p.incident_id <> $1 GROUP BY d.incident_id, d.due_at`,
      [template],
    );
    process.stderr.write(`${rows.length} of ${count} started\n`);
    if (rows.length === count) return rows.map(({ late }) => late);
    if (performance.now() > until) throw new Error(`only ${rows.length} of ${count} steps started`);
  }
}
