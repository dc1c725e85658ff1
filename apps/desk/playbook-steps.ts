import type { Config } from '#config';
import { type Category, firstSteps } from '#domain';
import type { IncidentRecord } from './incident-row.js';

/** What the playbook told the reporter to do, in the reader's language. */
export function playbookSteps(
  { playbooks }: Config,
  { category, life_safety: lifeSafety, violence }: IncidentRecord,
  language: 'en' | 'fr',
): readonly string[] {
  // A category that the rules no longer know gets the general playbook.
  return firstSteps(playbooks, { category: category as Category, lifeSafety, violence }, language);
}
