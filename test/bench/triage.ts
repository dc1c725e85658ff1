import { readFile } from 'node:fs/promises';
import { loadConfig } from '#config';
import { labelledReportToInput, triage, type LabelledReport, type TriageInput, type TriageRules } from '#domain';
import { quantile, round } from './statistics.js';

/** Reports are put together until one is this long. */
const usualLength = 500;
const seconds = 5;
/** As much as is read of any report. */
const large = 100_000;

/** Verdicts a second on one core, for reports of usual length; then the slowest of texts of 100 KB that are hard to read. */
export async function benchTriage(): Promise<void> {
  const { environment, triage: rules } = loadConfig();
  const file = JSON.parse(await readFile(`${environment.configDir}/triage.cases.json`, 'utf8')) as {
    readonly reports: readonly LabelledReport[];
  };
  const inputs = file.reports.map((report) => labelledReportToInput(report));
  const typical = ofUsualLength(inputs);
  rate(typical, rules, 1);
  const perSecond = rate(typical, rules, seconds);
  const characters = typical.reduce((total, { text }) => total + text.length, 0) / typical.length;
  process.stdout.write(
    `${Math.round(perSecond)} triages a second of one core (${typical.length} reports, ${Math.round(characters)} characters on average)\n`,
  );
  const pieces: Readonly<Record<string, string>> = {
    reports: inputs.map(({ text }) => text).join(' '),
    'one sentence': 'our account was hacked and not by us ',
    links: 'hxxp://a[.]example/ ',
    addresses: 'a@b.example ',
    dots: 'a.',
    'quotation marks': '"« ',
  };
  for (const [name, piece] of Object.entries(pieces)) {
    const text = piece.repeat(Math.ceil(large / piece.length)).slice(0, large);
    const times = Array.from({ length: 11 }, () => processorTime(() => triage({ ...blank, text }, rules)));
    process.stdout.write(
      `100 KB of ${name}: ${round(quantile(times, 0.5))} ms, at most ${round(quantile(times, 1))} ms\n`,
    );
  }
}

const blank: TriageInput = labelledReportToInput({ channel: 'email', from: null, subject: null, body: '' });

function ofUsualLength(inputs: readonly TriageInput[]): readonly TriageInput[] {
  const joined: TriageInput[] = [];
  let text = '';
  for (const input of inputs) {
    text = `${text} ${input.text}`.trim();
    if (text.length < usualLength) continue;
    joined.push({ ...input, text: text.slice(0, usualLength) });
    text = '';
  }
  return joined;
}

/** Per second of processor time: other work on the machine does not count. */
function rate(inputs: readonly TriageInput[], rules: TriageRules, forSeconds: number): number {
  let judged = 0;
  let spent = 0;
  while (spent < forSeconds * 1_000) {
    spent += processorTime(() => inputs.forEach((input) => triage(input, rules)));
    judged += inputs.length;
  }
  return (judged / spent) * 1_000;
}

/** In milliseconds. */
function processorTime(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
