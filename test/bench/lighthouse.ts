import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findChromium } from '../chromium.js';
import { withHotline } from './measured-hotline.js';

/** Not among our packages: it is fetched for the measurement, in this major version. */
const lighthouse = ['--yes', 'lighthouse@12'];

interface Line {
  readonly name: string;
  /** Modelled from one fast visit (Lighthouse’s own way), or really slowed down in the browser. */
  readonly method: 'simulate' | 'devtools';
  /** In milliseconds. */
  readonly roundTrip: number;
  /** In thousands of bits in a second. */
  readonly rate: number;
}

const lines: readonly Line[] = [
  { name: 'Lighthouse’s slow 4G, modelled', method: 'simulate', roundTrip: 150, rate: 1_638 },
  { name: 'slow 3G (400 ms, 400 kb/s), slowed down', method: 'devtools', roundTrip: 400, rate: 400 },
];

interface Report {
  readonly categories: Readonly<Record<'performance' | 'accessibility' | 'best-practices', { readonly score: number }>>;
  readonly audits: Readonly<
    Record<string, { readonly numericValue?: number; readonly score: number | null; readonly title: string }>
  >;
}

const run = promisify(execFile);

/** Prints what Lighthouse says of `/en` and `/fr` of a started hotline, and which audits fell short. */
async function measure(site: string, folder: string): Promise<void> {
  for (const page of ['/en', '/fr']) {
    for (const line of lines) {
      const { categories, audits } = await audit(`${site}${page}`, line, join(folder, 'report.json'));
      const points = (name: keyof Report['categories']) => Math.round(categories[name].score * 100);
      const of = (name: string) => Math.round(audits[name]?.numericValue ?? Number.NaN);
      process.stdout.write(
        `${page} on ${line.name}: accessibility ${points('accessibility')}, best practices ${points('best-practices')}, ` +
          `performance ${points('performance')}; first contentful paint ${of('first-contentful-paint')} ms, ` +
          `largest ${of('largest-contentful-paint')} ms, blocked ${of('total-blocking-time')} ms, ` +
          `layout shift ${(audits['cumulative-layout-shift']?.numericValue ?? Number.NaN).toFixed(3)}, ` +
          `${of('total-byte-weight')} bytes\n`,
      );
      const short = Object.values(audits).filter(({ score }) => score !== null && score < 0.9);
      for (const { title } of short) process.stderr.write(`  short of it: ${title}\n`);
    }
  }
}

async function audit(url: string, { method, roundTrip, rate }: Line, to: string): Promise<Report> {
  const flags = [
    '--quiet',
    '--output=json',
    `--output-path=${to}`,
    '--only-categories=performance,accessibility,best-practices',
    `--throttling-method=${method}`,
    `--throttling.rttMs=${roundTrip}`,
    `--throttling.throughputKbps=${rate}`,
    `--throttling.requestLatencyMs=${roundTrip}`,
    `--throttling.downloadThroughputKbps=${rate}`,
    `--throttling.uploadThroughputKbps=${rate}`,
    // A phone, a quarter as fast as this machine.
    '--throttling.cpuSlowdownMultiplier=4',
    '--chrome-flags=--headless=new --no-sandbox --disable-gpu',
  ];
  await run('npx', [...lighthouse, url, ...flags], { env: { ...process.env, CHROME_PATH: findChromium() ?? '' } });
  return JSON.parse(await readFile(to, 'utf8')) as Report;
}

const folder = await mkdtemp(join(tmpdir(), 'vigil-lighthouse-'));
try {
  await withHotline('postgres', ({ site }) => measure(site, folder));
} finally {
  await rm(folder, { recursive: true, force: true });
}
