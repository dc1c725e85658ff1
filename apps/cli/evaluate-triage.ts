import { readFile } from 'node:fs/promises';
import { loadConfig } from '#config';
import {
  type AgreementByLabel,
  asResult,
  evaluateTriage,
  type LabelledReport,
  labelledReportToInput,
  partyDomainsIn,
  triage,
} from '#domain';
import { print, printJson, table } from './print.js';

/** Labelled reports in, agreement out. Reports without labels are judged too; they count in no rate. */
export async function evaluateTriageFile(options: { readonly file: string; readonly json?: boolean }): Promise<void> {
  const reports = await readReports(options.file);
  const { triage: rules } = loadConfig();
  const domains = partyDomainsIn(reports);
  const verdicts = reports.map((report) => triage(labelledReportToInput(report, domains), rules));
  const { summary } = evaluateTriage(
    reports.filter(isLabelled),
    verdicts.filter((_, index) => isLabelled(reports[index] ?? {})),
  );
  const results = reports.flatMap((report, index) => {
    const verdict = verdicts[index];
    return verdict === undefined ? [] : [asResult(report.id, verdict)];
  });
  if (options.json === true) return printJson({ results, summary });
  print(`${reports.length} reports, ${summary.reports} labelled. Rules ${rules.version}.\n`);
  const labels = Object.keys(summary.all).filter((label) => label !== 'benignExtracted') as (keyof Omit<
    AgreementByLabel,
    'benignExtracted'
  >)[];
  const rows = labels.map((label) => [label, ...[summary.all, summary.en, summary.fr].map((of) => share(of[label]))]);
  print(table([['LABEL', 'ALL', 'ENGLISH', 'FRENCH'], ...rows]));
  print(`\nBenign observables extracted: ${summary.all.benignExtracted}`);
  print(`Critical, not seen as such: ${summary.criticalMissed.join(', ') || 'none'}`);
  print(`Need a person, called no incident: ${summary.calledNoIncident.join(', ') || 'none'}`);
}

const isLabelled = (report: Partial<LabelledReport>): boolean => report.expected !== undefined;

async function readReports(file: string): Promise<readonly LabelledReport[]> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Error(`${file} cannot be read`);
  });
  const parsed = parseJson(text, file) as { reports?: unknown } | null;
  const reports = Array.isArray(parsed) ? parsed : parsed?.reports;
  if (!Array.isArray(reports)) throw new Error(`${file} holds no reports: expected {"reports": [...]}`);
  return reports as readonly LabelledReport[];
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${file} is not JSON`);
  }
}

function share({ right, total, rate }: { right: number; total: number; rate: number }): string {
  return `${right}/${total} ${(rate * 100).toFixed(1)} %`;
}
