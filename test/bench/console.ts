import { randomUUID } from 'node:crypto';
import { cpus } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Client } from 'pg';
import { findChromium, openChromium } from '../chromium.js';
import { openConsole } from '../console-pages.js';
import { DeskClient } from '../desk-client.js';
import { until } from '../until.js';
import { bareNews } from './bare-news.js';
import { hearIncidents, type Heard } from './heard-incidents.js';
import { type Places, withClient, withHotline } from './measured-hotline.js';
import { sendReport } from './send-report.js';
import { middleOf, round, type Spread, spreadOf } from './statistics.js';

interface Run {
  /** From sending a report to its row in the page of an open console. */
  readonly row: Spread;
  /** From sending the same report to the message that a bare client of the live feed gets. */
  readonly message: Spread;
  /** From sending the same report to the end of the console's first request for that row. */
  readonly fetched: Spread;
  /** From sending the same report to the answer that it is stored. */
  readonly answer: Spread;
  /** From beginning a bare durable insert with NOTIFY to the notification, between the runs. */
  readonly floor: Spread;
}

type Figure = Run & {
  readonly open: number;
  readonly runs: number;
  /** Of the row to the bare insert, and to the message. */
  readonly ratio: Readonly<Record<'floor' | 'message', { readonly median: number; readonly p99: number }>>;
};

/**
 * Report to row: from sending a report to its row on a console that is open in Chromium. The hotline is the built product in one
 * process with everything on. Whoever looks acknowledges each row once it is there, as the watch would.
 */
export async function benchConsole(words: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...words],
    options: {
      runs: { type: 'string', default: '3' },
      reports: { type: 'string', default: '60' },
      rate: { type: 'string', default: '2' },
      open: { type: 'string', default: '5,10000' },
    },
  });
  const figures: Figure[] = [];
  for (const open of values.open.split(',').map(Number)) {
    figures.push(await withOpen(open, Number(values.runs), Number(values.reports), Number(values.rate)));
  }
  for (const figure of figures) process.stdout.write(`${lineOf(figure)}\n`);
  process.stdout.write(`${JSON.stringify({ bench: 'console', cores: cpus().length, figures })}\n`);
}

const lineOf = ({ open, row, message, floor, ratio }: Figure): string =>
  `report to row on an open console, ${open} incidents open: median ${row.median} ms, 99th ${row.p99} ms; ` +
  `message of the live feed ${message.median} ms, ${message.p99} ms; bare insert and NOTIFY ${floor.median} ms, ${floor.p99} ms; ` +
  `ratio to the message ${ratio.message.median}, ${ratio.message.p99}, to the bare insert ${ratio.floor.median}, ${ratio.floor.p99}`;

async function withOpen(open: number, runs: number, reports: number, perSecond: number): Promise<Figure> {
  return withHotline('postgres', (places) =>
    withClient(places.database, async (store) => {
      await seedOpen(store, open);
      const [person] = places.people.filter(({ role }) => role === 'responder' || role === 'manager');
      if (person === undefined) throw new Error('nobody may look at the queue');
      const desk = await DeskClient.signIn(places.site, person.signIn, person.password);
      const heard = await hearIncidents(desk);
      const browser = await openChromium(findChromium() ?? '');
      try {
        const context = await browser.newContext({ locale: 'en-CA', viewport: { width: 1280, height: 900 } });
        const page = await openConsole(context, `${places.site}/console/`, person);
        const rows = new Map<string, number>();
        const fetched = new Map<string, number>();
        await page.exposeFunction('rowsFetched', (ids: readonly string[], at: number) => {
          for (const id of ids) if (!fetched.has(id)) fetched.set(id, at);
        });
        await page.exposeFunction('rowSeen', (id: string, at: number) => void rows.set(id, at));
        await page.evaluate(watchRows);
        const measure = (count: number) =>
          runReports({ places, desk, store, messages: heard.at, fetched, rows }, count, perSecond);
        await measure(5);
        const seen: Run[] = [];
        for (let run = 0; run < runs; run += 1) {
          const floor = spreadOf(await bareNews(places.database, reports, perSecond * 5));
          const one = { ...(await measure(reports)), floor };
          process.stderr.write(`${open} open, run ${run + 1}: ${JSON.stringify(one)}\n`);
          seen.push(one);
        }
        const middle = (name: keyof Run) => middleOf(seen.map((one) => one[name]));
        const [row, message, floor] = [middle('row'), middle('message'), middle('floor')];
        const to = (least: Spread) => ({ median: round(row.median / least.median), p99: round(row.p99 / least.p99) });
        const stages = { row, fetched: middle('fetched'), message, answer: middle('answer'), floor };
        return { open, runs, ...stages, ratio: { floor: to(floor), message: to(message) } };
      } finally {
        await heard.close();
        await browser.close();
      }
    }),
  );
}

/** In the page: when each row first stood in it, by the clock that this process has too. */
const watchRows = `
  const seen = new Set();
  const look = () => {
    const now = performance.timeOrigin + performance.now();
    for (const { dataset: { incident } } of document.querySelectorAll('[data-testid=queue-row]')) {
      if (!seen.has(incident)) rowSeen(incident, now);
      seen.add(incident);
    }
  };
  look();
  new PerformanceObserver((list) => {
    for (const { name, responseEnd } of list.getEntries()) {
      const ids = new URL(name).searchParams.get('ids');
      if (ids !== null) rowsFetched(ids.split(','), performance.timeOrigin + responseEnd);
    }
  }).observe({ type: 'resource' });
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  undefined`;

const now = (): number => performance.timeOrigin + performance.now();

/** After this a row is looked for: looking for it all the time would take from what is measured. */
const usualMs = 250;

interface Watched {
  readonly places: Places;
  readonly desk: DeskClient;
  readonly store: Client;
  /** When each incident was first told of, when the console had asked about it, and when its row was first there. */
  readonly messages: Heard;
  readonly fetched: Heard;
  readonly rows: Heard;
}

/** Sends so many reports at a steady rate. Throws when one is not shown. */
async function runReports(watched: Watched, count: number, perSecond: number): Promise<Omit<Run, 'floor'>> {
  const run = randomUUID();
  const began = performance.now();
  const sending: Promise<Seen>[] = [];
  for (let index = 0; index < count; index += 1) {
    await pause(Math.max(0, began + (index * 1_000) / perSecond - performance.now()));
    sending.push(followOne(watched, `${run}-${index}`, index));
  }
  const seen = await Promise.all(sending);
  const spread = (name: keyof Seen) => spreadOf(seen.map((one) => one[name]));
  return { row: spread('row'), message: spread('message'), fetched: spread('fetched'), answer: spread('answer') };
}

type Seen = Readonly<Record<'row' | 'fetched' | 'message' | 'answer', number>>;

async function followOne(
  { places, desk, store, messages, fetched, rows }: Watched,
  key: string,
  index: number,
): Promise<Seen> {
  const sentAt = now();
  const reference = await sendReport(places.site, key, index);
  const answeredAt = now();
  await pause(usualMs);
  const id = await until('the report has an incident', () => incidentOf(store, reference));
  const row = await until('its row is there', () => rows.get(id));
  const message = await until('it was told of', () => messages.get(id));
  const asked = await until('it was asked about', () => fetched.get(id));
  await desk.act(id, 'acknowledge');
  return { row: row - sentAt, fetched: asked - sentAt, message: message - sentAt, answer: answeredAt - sentAt };
}

async function incidentOf(store: Client, reference: string): Promise<string | undefined> {
  const { rows } = await store.query<{ id: string }>(
    `SELECT t.incident_id::text AS id FROM report r JOIN triage_result t ON t.report_id = r.id WHERE r.reference = $1`,
    [reference],
  );
  return rows[0]?.id;
}

/** Less severe than what is reported, so that what is reported comes above them, and nobody is woken for them. */
async function seedOpen(store: Client, count: number): Promise<void> {
  await store.query(
    `INSERT INTO incident (id, reference, party_id, state, severity, severity_rank, severity_rule, category, rsit, account_kind,
       language, summary, life_safety, violence, foreign_interference, compromised_addresses, opened_at, updated_at, score, score_lacks)
     SELECT gen_random_uuid(), 'VG-' || lpad(n::text, 6, '0'), NULL, 'triaged', s.name, s.rank, 'M1', 'phishing', 'fraud', 'email',
       'en', 'False link number ' || n, false, false, false, '{}', now() - n * interval '1 minute', now(), n % 100, 100 - n % 100
     FROM generate_series(1, $1::int) n
       JOIN LATERAL (SELECT (ARRAY['high','medium','low'])[1 + n % 3] AS name, 1 + n % 3 AS rank) s ON true`,
    [count],
  );
  await store.query('ANALYZE incident');
}
