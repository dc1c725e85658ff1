import type { Config } from '#config';
import { type Category, firstSteps, responderTasks } from '#domain';
import type { IncidentRecord } from './incident-row.js';

export interface PlaybookSteps {
  /** What the reporter was told to do. */
  readonly reporter: readonly string[];
  /** What a responder has to do. */
  readonly responder: readonly string[];
}

/** The steps that the playbook for this incident has, in the reader's language. */
export function playbookSteps(
  { playbooks }: Config,
  { category, life_safety: lifeSafety, violence }: IncidentRecord,
  language: 'en' | 'fr',
): PlaybookSteps {
  // A category that the rules no longer know gets the general playbook.
  const what = { category: category as Category, lifeSafety, violence };
  return { reporter: firstSteps(playbooks, what, language), responder: responderTasks(playbooks, what, language) };
}
