import { z } from 'zod';
import type { RouteOf } from './api-route.js';
import * as methods from './methods.js';

export const reachRequests = {
  NewMethod: methods.newMethod,
  EnteredCode: methods.enteredCode,
  PushSubscription: methods.pushSubscription,
  ReachRules: methods.reachRules,
  ReachOrder: methods.reachOrder,
  ReachQuietHours: methods.reachQuietHours,
} as const satisfies Record<string, z.ZodType>;

export const reachAnswers = {
  ReachView: methods.reachView,
  ReachableList: z.array(methods.reachableView),
  PushKey: methods.pushKey,
} as const satisfies Record<string, z.ZodType>;

type ReachRoute = RouteOf<keyof typeof reachRequests, keyof typeof reachAnswers>;

const seen = {
  401: '`not-signed-in`: there is no session, or it has ended.',
  403: '`forbidden`: the role does not allow it.',
} as const;
const invalid = { 422: '`invalid`: `errors` points to what is wrong.' } as const;
const none = { 404: '`not-found`: it is none of one’s own ways.' } as const;
const view = { status: 200, schema: 'ReachView', description: 'How one is paged from now on.' } as const;

/** All but two are one's own affair and answer with how one is paged. */
const own = { group: 'Watch', method: 'post', answer: view, needsSession: true } as const;

export const reachRoutes: readonly ReachRoute[] = [
  {
    ...own,
    operationId: 'readReach',
    method: 'get',
    path: '/api/v1/reach',
    summary: 'How one is paged: ways, order, rules, quiet hours',
    refusals: seen,
  },
  {
    ...own,
    operationId: 'listReachable',
    method: 'get',
    path: '/api/v1/reach/watch',
    summary: 'Whether each person of the watch can be woken; addresses are masked',
    answer: { status: 200, schema: 'ReachableList', description: 'Everybody who can be paged.' },
    refusals: seen,
  },
  {
    ...own,
    operationId: 'addMethod',
    path: '/api/v1/reach/methods',
    summary: 'Add a way; a code goes there at once',
    request: 'NewMethod',
    refusals: { ...seen, ...invalid, 409: '`too-many-methods`', 429: '`too-many-codes`' },
  },
  {
    ...own,
    operationId: 'sendMethodCode',
    path: '/api/v1/reach/methods/{id}/code',
    summary: 'Send another code',
    refusals: { ...seen, ...none, 429: '`too-many-codes`' },
  },
  {
    ...own,
    operationId: 'verifyMethod',
    path: '/api/v1/reach/methods/{id}/verify',
    summary: 'Enter the code that was sent: from then on pages go there',
    request: 'EnteredCode',
    refusals: {
      ...seen,
      ...none,
      ...invalid,
      409: '`code-wrong`, `code-expired`, `code-too-many` or `code-settled`: `detail` says what to do.',
    },
  },
  {
    ...own,
    operationId: 'removeMethod',
    method: 'delete',
    path: '/api/v1/reach/methods/{id}',
    summary: 'Take a way away; the last one that works stays',
    refusals: { ...seen, ...none, 409: '`last-method`' },
  },
  {
    ...own,
    operationId: 'readPushKey',
    method: 'get',
    path: '/api/v1/reach/push',
    summary: 'What a browser subscribes to its push service with (VAPID)',
    answer: { status: 200, schema: 'PushKey', description: 'The public key.' },
    refusals: seen,
  },
  {
    ...own,
    operationId: 'subscribeBrowser',
    path: '/api/v1/reach/push',
    summary: 'Let a browser be woken',
    request: 'PushSubscription',
    refusals: { ...seen, ...invalid, 409: '`too-many-methods`' },
  },
  {
    ...own,
    operationId: 'setReachRules',
    path: '/api/v1/reach/rules',
    summary: 'When each way is tried, by severity; none: the usual rules',
    request: 'ReachRules',
    refusals: { ...seen, ...none, ...invalid },
  },
  {
    ...own,
    operationId: 'setReachOrder',
    path: '/api/v1/reach/order',
    summary: 'In which order the ways are tried',
    request: 'ReachOrder',
    refusals: { ...seen, ...none, ...invalid },
  },
  {
    ...own,
    operationId: 'setQuietHours',
    path: '/api/v1/reach/quiet-hours',
    summary: 'When only what is silent goes out, unless it is critical; null: never',
    request: 'ReachQuietHours',
    refusals: { ...seen, ...invalid },
  },
];
