import { queryOptions } from '@tanstack/react-query';
import type { MeasurePeriods, Measures } from '#contracts';
import { call } from '../api/call.js';
import { serverNow } from '../api/server-clock.js';
import { type PeriodSearch, resolvePeriod } from './period.js';

export const periodsQuery = queryOptions({
  queryKey: ['measures', 'periods'],
  queryFn: ({ signal }) => call('GET /measures/periods', { signal }),
  staleTime: 10 * 60_000,
});

/** Null for a period that there is not. Measures move slowly: they are asked for again every minute. */
export const measuresQuery = (search: PeriodSearch, known: MeasurePeriods | undefined) =>
  queryOptions({
    queryKey: ['measures', search],
    enabled: known !== undefined,
    queryFn: ({ signal }): Promise<Measures> | null => {
      const period = resolvePeriod(search, known ?? [], serverNow());
      return period === null ? null : call('GET /measures', { query: period, signal });
    },
    refetchInterval: 60_000,
  });
