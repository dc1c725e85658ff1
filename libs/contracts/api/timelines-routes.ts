import { z } from 'zod';
import type { RouteOf } from './api-route.js';
import * as timelines from './timelines.js';

export const timelinesAnswers = {
  Timelines: timelines.timelines,
} as const satisfies Record<string, z.ZodType>;

const instant = z.iso.datetime({ offset: true });

export const timelinesRoutes: readonly RouteOf<never, keyof typeof timelinesAnswers>[] = [
  {
    operationId: 'readTimelines',
    method: 'get',
    path: '/api/v1/timelines',
    summary: 'The incidents of a time on one axis: phases, polling day, windows, shifts',
    description:
      'Of the incidents that were opened in the time, which has at most 400 days: at most 200, `total` says of how many.',
    group: 'Service',
    parameters: [
      { in: 'query', name: 'from', required: true, description: 'The beginning.', schema: instant },
      { in: 'query', name: 'to', required: true, description: 'The end, which is not in it.', schema: instant },
      {
        in: 'query',
        name: 'severity',
        required: false,
        description: 'These alone, with commas between.',
        schema: z.string(),
      },
      { in: 'query', name: 'party', required: false, description: 'The key of one party.', schema: z.string() },
    ],
    answer: { status: 200, schema: 'Timelines', description: 'As things stand.' },
    refusals: {
      401: '`not-signed-in`: there is no session, or it has ended.',
      403: '`forbidden`: the role does not allow it.',
      422: '`invalid`: `errors` points to what is wrong.',
    },
    needsSession: true,
  },
];
