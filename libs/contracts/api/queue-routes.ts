import { z } from 'zod';
import type { ApiParameter, RouteOf } from './api-route.js';
import * as queue from './queue.js';

export const queueRequests = {
  SaveView: queue.saveView,
  FileJunk: queue.fileJunk,
  UndoJunk: queue.undoJunk,
} as const satisfies Record<string, z.ZodType>;

export const queueAnswers = {
  QueueCounts: queue.queueCounts,
  SavedViews: queue.savedViews,
  JunkOutcome: queue.junkOutcome,
} as const satisfies Record<string, z.ZodType>;

type QueueRoute = RouteOf<keyof typeof queueRequests, keyof typeof queueAnswers>;

const filterWords: Readonly<Record<keyof queue.QueueFilter, string>> = {
  state: 'States, `open` (also when it is left out) or `all`.',
  severity: 'Severities.',
  category: 'Categories, as the rules name them.',
  account: 'Kinds of account, as the rules name them.',
  party: 'Keys of parties; `none` where no party is known.',
  holder: '`me`, `nobody`, or the id of a person.',
  unacknowledged: '`1`: those that nobody has acknowledged.',
  flag: '`life-safety`, `violence`, `foreign-interference`.',
  since: 'Opened within so many hours or days: `6h`, `7d`.',
  q: 'Words, or their beginnings, of the reference, the summary or the party; the first 1,000 that match.',
};

const inQuery = (name: string, description: string, schema: z.ZodType = z.string()): ApiParameter => ({
  in: 'query',
  name,
  required: false,
  description,
  schema,
});

/** What narrows the queue, for every route that takes it. Several values stand with commas between them. */
export const filterParameters: readonly ApiParameter[] = Object.entries(filterWords).map(([name, description]) =>
  inQuery(name, description),
);

export const pageParameters: readonly ApiParameter[] = [
  inQuery('cursor', '`nextCursor` of the list before.'),
  inQuery('limit', 'How many at most.', z.int().min(1).max(200)),
  inQuery('ids', 'Of these only: at most 200 ids.'),
];

const seen = {
  401: '`not-signed-in`: there is no session, or it has ended.',
  403: '`forbidden`: the role does not allow it.',
} as const;
const invalid = { 422: '`invalid`: `errors` points to what is wrong.' } as const;
const none = { 404: '`not-found`: there is no such view of one’s own.' } as const;

const ofIncidents = { group: 'Incidents', needsSession: true } as const;
const views = { status: 200, schema: 'SavedViews', description: 'One’s own views, by name.' } as const;
const outcome = {
  status: 200,
  schema: 'JunkOutcome',
  description: 'What was done, and what was not and why.',
} as const;

export const queueRoutes: readonly QueueRoute[] = [
  {
    ...ofIncidents,
    operationId: 'countQueue',
    method: 'get',
    path: '/api/v1/queue/counts',
    summary: 'How many incidents a filter finds, up to 10,000',
    parameters: filterParameters,
    answer: { status: 200, schema: 'QueueCounts', description: 'Of those that you may see.' },
    refusals: { ...seen, ...invalid },
  },
  {
    ...ofIncidents,
    operationId: 'listViews',
    method: 'get',
    path: '/api/v1/queue/views',
    summary: 'The filters that one keeps under a name',
    answer: views,
    refusals: seen,
  },
  {
    ...ofIncidents,
    operationId: 'addView',
    method: 'post',
    path: '/api/v1/queue/views',
    summary: 'Keep a filter under a name',
    request: 'SaveView',
    answer: views,
    refusals: { ...seen, ...invalid, 409: '`name-taken` or `too-many-views`' },
  },
  {
    ...ofIncidents,
    operationId: 'editView',
    method: 'post',
    path: '/api/v1/queue/views/{id}',
    summary: 'Change a view’s name or filter, or have it shown first',
    request: 'SaveView',
    answer: views,
    refusals: { ...seen, ...none, ...invalid, 409: '`name-taken`' },
  },
  {
    ...ofIncidents,
    operationId: 'removeView',
    method: 'delete',
    path: '/api/v1/queue/views/{id}',
    summary: 'Keep a view no longer',
    answer: views,
    refusals: { ...seen, ...none },
  },
  {
    ...ofIncidents,
    operationId: 'fileJunk',
    method: 'post',
    path: '/api/v1/queue/junk',
    summary: 'Close several incidents that are none, with one reason',
    description:
      'Each by itself: what is critical or high, what somebody else has and what was begun is refused, and the others are closed.',
    request: 'FileJunk',
    answer: outcome,
    refusals: { ...seen, ...invalid },
  },
  {
    ...ofIncidents,
    operationId: 'undoJunk',
    method: 'post',
    path: '/api/v1/queue/junk/undo',
    summary: 'Reopen what one has closed so within the last ten minutes',
    request: 'UndoJunk',
    answer: outcome,
    refusals: { ...seen, ...invalid },
  },
];
