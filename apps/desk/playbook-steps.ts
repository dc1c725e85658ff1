import type { Config } from '#config';
import type { IncidentRecord } from './incident-row.js';

export interface PlaybookSteps {
  /** What the reporter was told to do. */
  readonly reporter: readonly string[];
  /** What a responder has to do. */
  readonly responder: readonly string[];
}

/** The steps that the playbook for this incident has, in the reader's language. */
export function playbookSteps(_config: Config, _incident: IncidentRecord, _language: 'en' | 'fr'): PlaybookSteps {
  return { reporter: [], responder: [] };
}
