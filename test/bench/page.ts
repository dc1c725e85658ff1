import { randomUUID } from 'node:crypto';
import { cpus } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { hasRedis } from '../own-servers.js';
import { unfinished } from '../reckoning.js';
import { arrivals, pagesOf, type Places, withHotline } from './measured-hotline.js';
import { openQueueFloor } from './queue-floor.js';
import { sendReport } from './send-report.js';
import { middleOf, round, type Spread, spreadOf } from './statistics.js';

interface Figure {
  readonly backend: 'postgres' | 'redis';
  readonly perSecond: number;
  readonly reports: number;
  readonly runs: number;
  /** From a report's `received_at` to the arrival of the carrier's HTTP request for its first page. */
  readonly page: Spread;
  /** From adding a job to a bare BullMQ queue on the same backend to its processing, between the runs. */
  readonly floor: Spread;
  readonly ratio: { readonly median: number; readonly p99: number };
}

/**
 * Report to carrier call at a steady rate, beside bare BullMQ on the same backend, run about in turn. The hotline is the built
 * product in one process with everything on; the carrier is the sandbox in a process of its own.
 */
export async function benchPage(words: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...words],
    options: {
      runs: { type: 'string', default: '3' },
      reports: { type: 'string', default: '200' },
      rates: { type: 'string', default: '10,50' },
      backends: { type: 'string', default: 'postgres,redis' },
    },
  });
  const [runs, reports] = [Number(values.runs), Number(values.reports)];
  const figures: Figure[] = [];
  for (const backend of ['postgres', 'redis'] as const) {
    if (!values.backends.split(',').includes(backend)) continue;
    if (backend === 'redis' && !hasRedis) {
      process.stdout.write('redis: not measured, there is no redis-server here\n');
      continue;
    }
    figures.push(...(await onBackend(backend, values.rates.split(',').map(Number), reports, runs)));
  }
  for (const figure of figures) process.stdout.write(`${lineOf(figure)}\n`);
  process.stdout.write(`${JSON.stringify({ bench: 'page', cores: cpus().length, figures })}\n`);
}

const lineOf = ({ backend, perSecond, page, floor, ratio }: Figure): string =>
  `report to carrier call, ${backend}, ${perSecond}/s: median ${page.median} ms, 99th ${page.p99} ms; ` +
  `bare BullMQ ${floor.median} ms, ${floor.p99} ms; ratio ${ratio.median}, ${ratio.p99}`;

async function onBackend(
  backend: 'postgres' | 'redis',
  rates: readonly number[],
  reports: number,
  runs: number,
): Promise<readonly Figure[]> {
  return withHotline(backend, async (places) => {
    const { database, redisUrl } = places;
    const floor = await openQueueFloor(
      redisUrl === null ? { kind: 'postgres', url: database } : { kind: 'redis', url: redisUrl },
    );
    const measure = (count: number, rate: number) => runReports(places, count, rate);
    await floor.run(30, 20);
    await measure(30, 10);
    const figures: Figure[] = [];
    for (const perSecond of rates) {
      const seen: { readonly floor: Spread; readonly page: Spread }[] = [];
      for (let run = 0; run < runs; run += 1) {
        const bare = spreadOf(await floor.run(reports, perSecond));
        const page = spreadOf(await measure(reports, perSecond));
        process.stderr.write(`${backend} ${perSecond}/s run ${run + 1}: ${JSON.stringify({ page, bare })}\n`);
        seen.push({ floor: bare, page });
      }
      const [bare, page] = [middleOf(seen.map((one) => one.floor)), middleOf(seen.map((one) => one.page))];
      const ratio = { median: round(page.median / bare.median), p99: round(page.p99 / bare.p99) };
      figures.push({ backend, perSecond, reports, runs, page, floor: bare, ratio });
    }
    await floor.close();
    return figures;
  });
}

/** Sends so many reports at a steady rate and resolves to each one's milliseconds to the carrier. Throws when one is not paged. */
async function runReports(
  { site, carrier, database }: Places,
  count: number,
  perSecond: number,
): Promise<readonly number[]> {
  const run = randomUUID();
  const began = performance.now();
  const sending: Promise<string>[] = [];
  for (let index = 0; index < count; index += 1) {
    await pause(Math.max(0, began + (index * 1_000) / perSecond - performance.now()));
    sending.push(sendReport(site, `${run}-${index}`, index));
  }
  const references = await Promise.all(sending);
  for (const until = performance.now() + 60_000; (await unfinished(database)) > 0;) {
    if (performance.now() > until) throw new Error('reports are still under way after a minute');
    await pause(100);
  }
  const arrived = await arrivals(carrier);
  return (await pagesOf(database, references)).map(({ reference, receivedAt, pageIds }) => {
    const first = Math.min(...pageIds.map((id) => arrived.get(id) ?? Number.POSITIVE_INFINITY));
    if (!Number.isFinite(first)) throw new Error(`${reference} has no page at the carrier`);
    return first - receivedAt.getTime();
  });
}
