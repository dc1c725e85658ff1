import { benchConsole } from './console.js';
import { benchFlood } from './flood.js';
import { benchOncall } from './oncall.js';
import { benchPage } from './page.js';
import { benchThrottle } from './throttle.js';
import { benchTimers } from './timers.js';
import { benchTriage } from './triage.js';

/** `npm run bench -- NAME`: one benchmark for each bar, each with its floor in the same run. */
const benchmarks: Readonly<Record<string, (words: readonly string[]) => Promise<void>>> = {
  page: benchPage,
  flood: benchFlood,
  timers: benchTimers,
  throttle: benchThrottle,
  oncall: benchOncall,
  triage: benchTriage,
  console: benchConsole,
};

const [name = '', ...words] = process.argv.slice(2);
const bench = benchmarks[name];
if (bench === undefined) {
  process.stderr.write(`Say which: npm run bench -- ${Object.keys(benchmarks).join(' | ')}\n`);
  process.exitCode = 1;
} else {
  await bench(words);
}
