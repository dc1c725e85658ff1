import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { learnTriage, lessonsOf, loadConfig, loadTriageRules, readLessons, writeWeights } from '#config';
import type { LabelledReport } from '#domain';
import { print } from './print.js';

/** Learns config/triage.weights.json anew from the lessons and cases beside it, and from more labelled reports if given. */
export async function learnTriageWeights(options: { readonly file?: string }): Promise<void> {
  const { configDir } = loadConfig().environment;
  const read = (file: string): Promise<string> => readFile(join(configDir, file), 'utf8');
  const rules = loadTriageRules(await read('triage.yaml'));
  const cases = reportsIn(await read('triage.cases.json'));
  const more = options.file === undefined ? [] : reportsIn(await readFile(options.file, 'utf8'));
  const lessons = [...readLessons(await read('triage.lessons.txt')), ...lessonsOf([...cases, ...more], rules)];
  await writeFile(join(configDir, 'triage.weights.json'), writeWeights(learnTriage(lessons, rules), lessons.length));
  print(`Learned from ${lessons.length} reports: ${join(configDir, 'triage.weights.json')}`);
}

function reportsIn(text: string): readonly LabelledReport[] {
  const parsed = JSON.parse(text) as readonly LabelledReport[] | { readonly reports: readonly LabelledReport[] };
  return 'reports' in parsed ? parsed.reports : parsed;
}
