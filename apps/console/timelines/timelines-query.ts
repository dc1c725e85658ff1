import { queryOptions } from '@tanstack/react-query';
import type { MeasurePeriods, Timelines } from '#contracts';
import { call } from '../api/call.js';
import { serverNow } from '../api/server-clock.js';
import { resolvePeriod } from '../measures/period.js';
import type { TimelinesSearch } from './timelines-search.js';

/** Null for a time that there is not. What happens now is asked for again every half minute. */
export const timelinesQuery = (search: TimelinesSearch, known: MeasurePeriods | undefined) =>
  queryOptions({
    queryKey: ['timelines', search],
    enabled: known !== undefined,
    queryFn: ({ signal }): Promise<Timelines> | null => {
      const period = resolvePeriod(search, known ?? [], serverNow());
      if (period === null) return null;
      const { severity, party } = search;
      return call('GET /timelines', { query: { ...period, severity, party }, signal });
    },
    refetchInterval: 30_000,
  });
