import { randomUUID } from 'node:crypto';
import { cpus } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { unfinished } from '../reckoning.js';
import { arrivals, pagesOf, type Places, withHotline } from './measured-hotline.js';
import { round, spreadOf } from './statistics.js';

const junkWords =
  'window garden pencil bridge kettle ladder marble ticket basket engine harbour lantern meadow needle orchard pepper quarry ribbon saddle thimble'.split(
    ' ',
  );

/**
 * The real one in a flood, beside its time on a quiet night: reports that are worth nothing come in over many connections as
 * fast as the door takes them, and every so often one that must wake somebody, from the same network and in other words.
 */
export async function benchFlood(words: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...words],
    options: {
      junk: { type: 'string', default: '50000' },
      real: { type: 'string', default: '30' },
      connections: { type: 'string', default: '16' },
      backend: { type: 'string', default: 'postgres' },
    },
  });
  const [junk, real, connections] = [Number(values.junk), Number(values.real), Number(values.connections)];
  const backend = values.backend === 'redis' ? 'redis' : 'postgres';
  const figure = await withHotline(backend, async (places) => {
    await timesToPage(places, await sendReal(places, 10, 200));
    const quiet = spreadOf(await timesToPage(places, await sendReal(places, real, 400)));
    const began = performance.now();
    const flood = sendJunk(places, junk, connections);
    await pause(1_000);
    const references: string[] = [];
    const isOver = flood.then(() => 'over' as const);
    const one = async () => references.push(...(await sendReal(places, 1, 500)));
    while ((await Promise.race([isOver, one()])) !== 'over');
    const receivedIn = (performance.now() - began) / 1_000;
    references.push(...(await sendReal(places, real, 500)));
    const inFlood = spreadOf(await timesToPage(places, references));
    for (const until = performance.now() + 900_000; (await unfinished(places.database)) > 0;) {
      if (performance.now() > until) throw new Error('reports are still under way after a quarter of an hour');
      await pause(500);
    }
    const sortedIn = (performance.now() - began) / 1_000;
    return { backend, junk, accepted: await flood, receivedIn, sortedIn, quiet, inFlood, ...(await counts(places)) };
  });
  const ratio = {
    median: round(figure.inFlood.median / figure.quiet.median),
    p99: round(figure.inFlood.p99 / figure.quiet.p99),
  };
  process.stdout.write(
    `the real one in a flood of ${junk}, ${backend}: median ${figure.inFlood.median} ms, 99th ${figure.inFlood.p99} ms ` +
      `(${figure.inFlood.count} of them); quiet ${figure.quiet.median} ms, ${figure.quiet.p99} ms; ratio ${ratio.median}, ${ratio.p99}; ` +
      `flood received in ${Math.round(figure.receivedIn)} s, sorted after ${Math.round(figure.sortedIn)} s into ${figure.incidents} incidents\n`,
  );
  process.stdout.write(`${JSON.stringify({ bench: 'flood', cores: cpus().length, ...figure, ratio })}\n`);
}

/** Sends junk over so many connections at once; resolves to how many were accepted. Throws when one was refused. */
async function sendJunk({ site }: Places, count: number, connections: number): Promise<number> {
  let sent = 0;
  const connection = async (): Promise<void> => {
    while (sent < count) {
      sent += 1;
      await post(site, junkText(sent));
    }
  };
  await Promise.all(Array.from({ length: connections }, connection));
  return sent;
}

function junkText(index: number): string {
  const word = (place: number) => junkWords[Math.floor(index / 20 ** place) % 20] ?? '';
  return `${word(0)} ${word(1)} ${word(2)} ${word(3)} hello what is this ${word(1)} ${word(0)}`;
}

const happenings = [
  'is posting false voting dates to the public right now',
  'sends our donors to a false payment page as we speak',
  'publishes private pictures under our name since an hour',
  'is writing to journalists in our name at this moment',
] as const;

/** Sends reports that must wake somebody, so many milliseconds apart; resolves to their references. */
async function sendReal({ site }: Places, count: number, apartMs: number): Promise<readonly string[]> {
  const references: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const mark = randomUUID().slice(0, 8);
    const what = happenings[index % happenings.length];
    references.push(
      await post(
        site,
        `Somebody has taken over the candidate’s Facebook page number ${mark} and ${what}, we are locked out of ${mark}`,
      ),
    );
    await pause(apartMs);
  }
  return references;
}

async function post(site: string, description: string): Promise<string> {
  const response = await fetch(`${site}/api/v1/reports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ language: 'en', description }),
  });
  if (response.status !== 201) throw new Error(`a report was answered ${response.status}`);
  return ((await response.json()) as { readonly reference: string }).reference;
}

/** Milliseconds from each report's receipt to its first page at the carrier. Throws when one is not paged within a minute. */
async function timesToPage({ carrier, database }: Places, references: readonly string[]): Promise<readonly number[]> {
  for (const until = performance.now() + 60_000; ;) {
    const arrived = await arrivals(carrier);
    const found = await pagesOf(database, references);
    const times = found.map(
      ({ receivedAt, pageIds }) =>
        Math.min(...pageIds.map((id) => arrived.get(id) ?? Number.POSITIVE_INFINITY)) - receivedAt.getTime(),
    );
    if (times.length === references.length && times.every(Number.isFinite)) return times;
    if (performance.now() > until) {
      throw new Error(`real reports are not paged after a minute: ${await stateOf(database, references)}`);
    }
    await pause(300);
  }
}

/** Where reports stand that nobody was woken for. */
async function stateOf(database: string, references: readonly string[]): Promise<string> {
  const client = new Client({ connectionString: database });
  await client.connect();
  const { rows } = await client.query<{ state: string }>(
    `SELECT concat_ws(' ', r.reference, r.lane, t.disposition, t.joined_by, i.severity, i.category) AS state
     FROM report r LEFT JOIN triage_result t ON t.report_id = r.id LEFT JOIN incident i ON i.id = t.incident_id
     WHERE r.reference = ANY($1) AND NOT EXISTS (SELECT FROM page p WHERE p.incident_id = t.incident_id) LIMIT 10`,
    [references],
  );
  await client.end();
  return rows.map(({ state }) => state).join('; ');
}

async function counts({ database }: Places): Promise<{ readonly incidents: number; readonly triaged: number }> {
  const client = new Client({ connectionString: database });
  await client.connect();
  const { rows } = await client.query<{ incidents: number; triaged: number }>(
    'SELECT (SELECT count(*)::int FROM incident) AS incidents, (SELECT count(*)::int FROM triage_result) AS triaged',
  );
  await client.end();
  return rows[0] ?? { incidents: 0, triaged: 0 };
}
