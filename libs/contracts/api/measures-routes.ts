import { z } from 'zod';
import type { RouteOf } from './api-route.js';
import * as measures from './measures.js';

export const measuresAnswers = {
  Measures: measures.measures,
  MeasurePeriods: measures.measurePeriods,
} as const satisfies Record<string, z.ZodType>;

const seen = {
  401: '`not-signed-in`: there is no session, or it has ended.',
  403: '`forbidden`: the role does not allow it.',
} as const;

const instant = z.iso.datetime({ offset: true });

export const measuresRoutes: readonly RouteOf<never, keyof typeof measuresAnswers>[] = [
  {
    operationId: 'readMeasures',
    method: 'get',
    path: '/api/v1/measures',
    summary: 'How fast, how much, how even: measures of a period',
    description:
      'Of the incidents that were opened in the period, which has at most 400 days. No party is named; what would tell of one incident or party is left out.',
    group: 'Service',
    parameters: [
      { in: 'query', name: 'from', required: true, description: 'The beginning of the period.', schema: instant },
      { in: 'query', name: 'to', required: true, description: 'Its end, which is not in it.', schema: instant },
    ],
    answer: { status: 200, schema: 'Measures', description: 'As things stand. Durations are in seconds.' },
    refusals: { ...seen, 422: '`invalid`: `errors` points to what is wrong.' },
    needsSession: true,
  },
  {
    operationId: 'listMeasurePeriods',
    method: 'get',
    path: '/api/v1/measures/periods',
    summary: 'Elections and their service windows, as periods to measure',
    group: 'Service',
    answer: { status: 200, schema: 'MeasurePeriods', description: 'The latest first, at most 100.' },
    refusals: seen,
    needsSession: true,
  },
];
