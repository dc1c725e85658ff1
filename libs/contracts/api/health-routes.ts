import type { z } from 'zod';
import type { RouteOf } from './api-route.js';
import * as health from './health.js';

export const healthRequests = {
  AcceptedFinding: health.acceptedFinding,
  RetriedEvents: health.retriedEvents,
} as const satisfies Record<string, z.ZodType>;

export const healthAnswers = {
  HealthView: health.healthView,
  UrgentNotices: health.urgentNotices,
} as const satisfies Record<string, z.ZodType>;

type HealthRoute = RouteOf<keyof typeof healthRequests, keyof typeof healthAnswers>;

const seen = {
  401: '`not-signed-in`: there is no session, or it has ended.',
  403: '`forbidden`: the role does not allow it.',
} as const;
const common = {
  group: 'Service',
  answer: { status: 200, schema: 'HealthView', description: 'As it then stands.' },
  needsSession: true,
} as const;

const urgent = { status: 200, schema: 'UrgentNotices', description: 'At most 50, the latest first.' } as const;

export const healthRoutes: readonly HealthRoute[] = [
  {
    ...common,
    operationId: 'readHealth',
    method: 'get',
    path: '/api/v1/health',
    summary: 'What the hotline finds wrong with itself, and when it last looked',
    description: 'At most 200 findings, 50 notices of the last seven days and 100 events that were given up on.',
    refusals: seen,
  },
  {
    ...common,
    operationId: 'acceptFinding',
    method: 'post',
    path: '/api/v1/health/findings/{id}/accept',
    summary: 'Say that a finding cannot be mended, and why',
    request: 'AcceptedFinding',
    refusals: {
      ...seen,
      404: '`not-found`: there is none, or it holds again.',
      422: '`invalid`: `errors` points to what is wrong.',
    },
  },
  {
    ...common,
    operationId: 'retryEvents',
    method: 'post',
    path: '/api/v1/health/parked/retry',
    summary: 'Give events that were given up on another try; one that was handled meanwhile stays as it is',
    request: 'RetriedEvents',
    refusals: { ...seen, 422: '`invalid`: `errors` points to what is wrong.' },
  },
  {
    ...common,
    operationId: 'listUrgentNotices',
    method: 'get',
    path: '/api/v1/watch/notices',
    summary: 'What goes on waking those on duty, and who sees to it',
    answer: urgent,
    refusals: seen,
  },
  {
    ...common,
    operationId: 'acknowledgeNotice',
    method: 'post',
    path: '/api/v1/watch/notices/{id}/acknowledge',
    summary: 'See to it: nobody is woken for it any more; the first who does has it',
    answer: urgent,
    refusals: { ...seen, 404: '`not-found`: there is none.' },
  },
];
