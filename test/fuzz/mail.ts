import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ReaderPool, readMailHere } from '#mail';
import { Dice, mutate } from './mutate-mail.js';

/** A message whose reading takes longer counts as a hang, in milliseconds. */
export const longestReading = 1_000;
/** Largest sample that is mutated, in bytes. */
const largestSample = 400_000;

export interface FuzzOptions {
  readonly data: string;
  readonly count: number;
  readonly seed: number;
  readonly seconds: number;
  /** In this thread, for short runs; in a reader's thread otherwise, so that a hang or a crash is survived and counted. */
  readonly here: boolean;
}

export interface FuzzReport {
  readonly count: number;
  readonly crashes: readonly string[];
  readonly hangs: readonly string[];
  /** Results that no store takes: NUL, half of a surrogate pair. */
  readonly unfit: readonly string[];
  readonly slowest: { readonly name: string; readonly milliseconds: number };
  readonly peakMegabytes: number;
}

/** Reads mutated real messages and tells what went wrong, each by the seed that makes it again. */
export async function fuzzMail(
  options: FuzzOptions,
  progress: (report: FuzzReport) => void = () => undefined,
): Promise<FuzzReport> {
  const samples = samplesBelow(options.data);
  const pool = options.here ? null : new ReaderPool({ size: 1, timeLimit: 5_000 });
  const crashes: string[] = [];
  const hangs: string[] = [];
  const unfit: string[] = [];
  let slowest = { name: '', milliseconds: 0 };
  let peak = 0;
  let done = 0;
  const report = (): FuzzReport => ({
    count: done,
    crashes,
    hangs,
    unfit,
    slowest,
    peakMegabytes: Math.round(peak / 1_048_576),
  });
  const end = performance.now() + options.seconds * 1_000;
  for (; done < options.count && performance.now() < end; done += 1) {
    const seed = options.seed + done;
    const { raw, how } = mutate(samples, new Dice(seed));
    const name = `${seed} (${how.join(', ')}, ${raw.length} bytes)`;
    const read = async () => {
      const started = performance.now();
      const mail = pool === null ? await readMailHere(raw) : await pool.read(raw);
      return { mail, milliseconds: performance.now() - started };
    };
    let best = await read();
    // The best of three: other work on the machine is not what is measured.
    for (let again = 0; again < 2 && (best.milliseconds > longestReading || !best.mail.readable); again += 1) {
      const other = await read();
      if (other.mail.readable && other.milliseconds < best.milliseconds) best = other;
    }
    const { mail, milliseconds } = best;
    if (!mail.readable) crashes.push(`${name}: ${mail.problem}`);
    if (milliseconds > longestReading) hangs.push(`${name}: ${Math.round(milliseconds)} ms`);
    if (milliseconds > slowest.milliseconds) slowest = { name, milliseconds: Math.round(milliseconds) };
    if (
      /[\0\p{Cs}]/u.test(
        JSON.stringify([
          mail.text,
          mail.ownText,
          mail.subject,
          mail.from,
          mail.to,
          mail.forwarded,
          mail.attachments.map(({ filename }) => filename),
        ]).replace(/\\u(0000|d[89a-f][0-9a-f]{2})/gi, '\0'),
      )
    )
      unfit.push(name);
    if (done % 50 === 0) peak = Math.max(peak, process.memoryUsage.rss());
    if (done % 10_000 === 9_999 || !mail.readable || milliseconds > longestReading) progress(report());
  }
  await pool?.close();
  return report();
}

function samplesBelow(folder: string): readonly Buffer[] {
  const samples = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/(LICENSE|\.json|\.gitattributes)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
    .map((path) => readFileSync(path))
    .filter(({ length }) => length <= largestSample);
  if (samples.length === 0) throw new Error(`no messages in ${folder}`);
  return samples;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string', default: '../shared/data/mail' },
      count: { type: 'string', default: '100000' },
      seed: { type: 'string', default: '1' },
      seconds: { type: 'string', default: '600' },
      here: { type: 'boolean', default: false },
      /** Writes the message that this seed makes to a file, to look into it. */
      keep: { type: 'string' },
    },
  });
  if (!existsSync(values.data))
    throw new Error(`the collections of real mail are not in ${values.data}: give their folder by --data`);
  const seed = Number(values.seed);
  if (values.keep !== undefined) {
    writeFileSync(values.keep, mutate(samplesBelow(values.data), new Dice(seed)).raw);
    return;
  }
  const report = await fuzzMail(
    { data: values.data, count: Number(values.count), seed, seconds: Number(values.seconds), here: values.here },
    (so) =>
      process.stderr.write(
        `${so.count} read, ${so.crashes.length} crashes, ${so.hangs.length} hangs, slowest ${so.slowest.milliseconds} ms, ${so.peakMegabytes} MB ${so.hangs.at(-1) ?? ''} ${so.crashes.at(-1) ?? ''}\n`,
      ),
  );
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  process.exitCode = report.crashes.length + report.hangs.length + report.unfit.length === 0 ? 0 : 1;
}

if (process.argv[1]?.endsWith('fuzz/mail.js') === true) await main();
