import type { Severity } from '#domain';
import { type PeriodSearch, readPeriodSearch } from '../measures/period.js';

/** What stands after the question mark of the page's address. */
export interface TimelinesSearch extends PeriodSearch {
  readonly severity?: Severity;
  readonly party?: string;
}

const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low'];

export function readTimelinesSearch(search: Readonly<Record<string, unknown>>): TimelinesSearch {
  const severity = severities.find((one) => one === search['severity']);
  const { party } = search;
  return {
    ...readPeriodSearch(search),
    ...(severity !== undefined && { severity }),
    ...(typeof party === 'string' && /^[a-z0-9-]{1,60}$/u.test(party) && { party }),
  };
}
