import type { Severity } from './severity.js';

/** How soon somebody has an incident and a person has written to its reporter, in seconds from the report. */
export interface ResponseTarget {
  readonly acknowledge: number;
  readonly contact: number;
}

const minute = 60;
const hour = 60 * minute;

/** What the hotline promises, by severity; what is no incident wakes nobody and waits for nobody. */
export const responseTargets: Readonly<Record<Severity, ResponseTarget | null>> = {
  critical: { acknowledge: 5 * minute, contact: 15 * minute },
  high: { acknowledge: 15 * minute, contact: 30 * minute },
  medium: { acknowledge: hour, contact: 2 * hour },
  low: { acknowledge: 4 * hour, contact: 24 * hour },
  'not-an-incident': null,
};
