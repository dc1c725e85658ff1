import { z } from 'zod';
import type { RouteOf } from './api-route.js';
import * as monitors from './monitors.js';
import * as watch from './watch.js';

export const watchRequests = {
  NewSchedule: watch.newSchedule,
  EditSchedule: watch.editSchedule,
  PreviewSchedule: watch.previewSchedule,
  NewOverride: watch.newOverride,
  NewTemporary: watch.newTemporary,
  NewAbsence: watch.newAbsence,
  SettleAbsence: watch.settleAbsence,
  NewSwap: watch.newSwap,
  ConfirmShift: watch.confirmShift,
  NewHandoffNote: watch.newHandoffNote,
  NewFeed: watch.newFeed,
  NewMonitor: monitors.newMonitor,
} as const satisfies Record<string, z.ZodType>;

export const watchAnswers = {
  WatchView: watch.watchView,
  ScheduleView: watch.scheduleView,
  SwapView: watch.swapView,
  SwapList: watch.swapList,
  AbsenceView: watch.absenceView,
  AbsenceList: watch.absenceList,
  HandoffView: watch.handoffView,
  HandoffList: watch.handoffList,
  HandoffNote: watch.handoffNote,
  WatchChanges: watch.watchChanges,
  MadeFeed: watch.madeFeed,
  FeedList: watch.feedList,
  MonitorList: monitors.monitorList,
  MadeMonitor: monitors.madeMonitor,
  CalendarReport: watch.calendarReport,
} as const satisfies Record<string, z.ZodType>;

type WatchRoute = RouteOf<keyof typeof watchRequests, keyof typeof watchAnswers>;
type Answer = keyof typeof watchAnswers;

const seen = {
  401: '`not-signed-in`: there is no session, or it has ended.',
  403: '`forbidden`: the role does not allow it.',
} as const;
const found = { ...seen, 404: '`not-found`: there is none.' } as const;
const invalid = '`invalid`: `errors` points to what is wrong.';
const range = (['from', 'to'] as const).map((name) => ({
  in: 'query' as const,
  name,
  required: false,
  description: 'Without it from now and for 28 days; at most 100 days.',
  schema: z.iso.datetime({ offset: true }),
}));
const without = {
  in: 'query' as const,
  name: 'without',
  required: false,
  description: 'An override to leave out of who is on duty, as if it had been taken off.',
  schema: z.uuid(),
};

type Draft = Pick<WatchRoute, 'operationId' | 'method' | 'path' | 'summary'> &
  Partial<Pick<WatchRoute, 'request' | 'refusals' | 'description' | 'parameters'>>;

const route = (
  { refusals, path, ...draft }: Draft,
  schema: Answer | null,
  status: 200 | 201 | 204 = 200,
): WatchRoute => ({
  ...draft,
  path: `/api/v1/watch${path}`,
  group: 'Watch',
  answer: { status, schema, description: schema === null ? 'Done.' : 'As it then stands.' },
  refusals: { ...found, ...(draft.request !== undefined && { 422: invalid }), ...refusals },
  needsSession: true,
});

const schedule = '/schedules/{id}';

export const watchRoutes: readonly WatchRoute[] = [
  route(
    { operationId: 'readWatch', method: 'get', path: '', summary: 'Who is on duty, who is next, and what is amiss' },
    'WatchView',
  ),
  route(
    {
      operationId: 'listWatchChanges',
      method: 'get',
      path: '/changes',
      summary: 'Who changed what about the watch, the latest first',
      parameters: [
        {
          in: 'query',
          name: 'cursor',
          required: false,
          description: '`nextCursor` of the list before.',
          schema: z.string(),
        },
      ],
    },
    'WatchChanges',
  ),
  route(
    {
      operationId: 'addSchedule',
      method: 'post',
      path: '/schedules',
      summary: 'Make a schedule',
      request: 'NewSchedule',
      refusals: { 409: '`key-taken`: another schedule has this key.' },
    },
    'ScheduleView',
    201,
  ),
  route(
    {
      operationId: 'readSchedule',
      method: 'get',
      path: schedule,
      summary: 'A schedule between two instants',
      parameters: [...range, without],
    },
    'ScheduleView',
  ),
  route(
    {
      operationId: 'editSchedule',
      method: 'post',
      path: schedule,
      summary: 'Change the layers of a schedule',
      request: 'EditSchedule',
      refusals: { 409: '`changed-meanwhile`: `version` is no longer the schedule’s.' },
    },
    'ScheduleView',
  ),
  route(
    {
      operationId: 'previewSchedule',
      method: 'post',
      path: `${schedule}/preview`,
      summary: 'The schedule as it would be; nothing is kept',
      request: 'PreviewSchedule',
      parameters: range,
    },
    'ScheduleView',
  ),
  route(
    {
      operationId: 'addOverride',
      method: 'post',
      path: `${schedule}/overrides`,
      summary: 'Replace, add or remove somebody for a time',
      request: 'NewOverride',
    },
    'ScheduleView',
  ),
  route(
    { operationId: 'removeOverride', method: 'delete', path: '/overrides/{id}', summary: 'Take an override back' },
    'ScheduleView',
  ),
  route(
    {
      operationId: 'addTemporary',
      method: 'post',
      path: `${schedule}/temporary`,
      summary: 'Shifts that stand in for the layers during a time',
      request: 'NewTemporary',
    },
    'ScheduleView',
  ),
  route(
    { operationId: 'removeTemporary', method: 'delete', path: '/temporary/{id}', summary: 'Take stand-ins back' },
    'ScheduleView',
  ),
  {
    ...route(
      {
        operationId: 'importOverrides',
        method: 'post',
        path: `${schedule}/import`,
        summary: 'Import overrides from an iCalendar file, or see what an import would change',
        description: 'The file itself as `text/calendar`, up to 1 MiB and 2,000 events.',
        parameters: [
          {
            in: 'query',
            name: 'apply',
            required: false,
            description: 'Write it. Without this nothing is changed.',
            schema: z.enum(['true', 'false']),
          },
        ],
        refusals: { 422: '`unreadable-file`: `detail` says why the file cannot be read.' },
      },
      'CalendarReport',
    ),
  },
  route(
    { operationId: 'listAbsences', method: 'get', path: '/absences', summary: 'Leave that is asked for or granted' },
    'AbsenceList',
  ),
  route(
    {
      operationId: 'askAbsence',
      method: 'post',
      path: '/absences',
      summary: 'Ask for leave; a manager’s is granted at once',
      request: 'NewAbsence',
      refusals: { 403: '`not-yours`: it is somebody else’s time.' },
    },
    'AbsenceView',
  ),
  route(
    {
      operationId: 'settleAbsence',
      method: 'post',
      path: '/absences/{id}',
      summary: 'Grant or refuse leave',
      request: 'SettleAbsence',
      refusals: { 409: '`settled-already`' },
    },
    'AbsenceView',
  ),
  route(
    { operationId: 'removeAbsence', method: 'delete', path: '/absences/{id}', summary: 'Take leave back' },
    'AbsenceView',
  ),
  route(
    {
      operationId: 'listSwaps',
      method: 'get',
      path: '/swaps',
      summary: 'Time that is offered, and what became of it in the last week',
    },
    'SwapList',
  ),
  route(
    {
      operationId: 'offerSwap',
      method: 'post',
      path: '/swaps',
      summary: 'Offer time on duty to one person or to anyone',
      request: 'NewSwap',
      refusals: { 409: 'Refused as things stand; `detail` gives the reason.' },
    },
    'SwapView',
  ),
  route(
    {
      operationId: 'takeSwap',
      method: 'post',
      path: '/swaps/{id}/take',
      summary: 'Take offered time; the first wins',
      refusals: { 409: 'Refused as things stand; `taken` names who was quicker.' },
    },
    'SwapView',
  ),
  route(
    {
      operationId: 'withdrawSwap',
      method: 'post',
      path: '/swaps/{id}/withdraw',
      summary: 'Take an offer back',
      refusals: { 409: '`taken` or `not-yours`.' },
    },
    'SwapView',
  ),
  route(
    {
      operationId: 'confirmShift',
      method: 'post',
      path: '/confirmations',
      summary: 'Say that you will be there for a shift of yours',
      request: 'ConfirmShift',
      refusals: { 409: '`not-your-shift`' },
    },
    null,
    204,
  ),
  route(
    {
      operationId: 'writeHandoffNote',
      method: 'post',
      path: '/notes',
      summary: 'Write to whoever comes next on a schedule',
      request: 'NewHandoffNote',
    },
    'HandoffNote',
  ),
  route(
    { operationId: 'listHandoffs', method: 'get', path: '/handoffs', summary: 'Hand-offs of the last week' },
    'HandoffList',
  ),
  route(
    {
      operationId: 'takeHandoff',
      method: 'post',
      path: '/handoffs/{id}/take',
      summary: 'Take over what the outgoing person had in hand',
      refusals: { 409: '`lapsed`: it pages anew.' },
    },
    'HandoffView',
  ),
  route({ operationId: 'listFeeds', method: 'get', path: '/feeds', summary: 'Your calendar addresses' }, 'FeedList'),
  route(
    {
      operationId: 'makeFeed',
      method: 'post',
      path: '/feeds',
      summary: 'Make a secret address at which a calendar program reads shifts',
      request: 'NewFeed',
      refusals: { 409: '`too-many-feeds`' },
    },
    'MadeFeed',
    201,
  ),
  route(
    { operationId: 'revokeFeed', method: 'delete', path: '/feeds/{id}', summary: 'Make an address stop working' },
    null,
    204,
  ),
  route(
    {
      operationId: 'listMonitors',
      method: 'get',
      path: '/monitors',
      summary: 'Watchers outside the hotline that must be heard from, and which of them are silent',
    },
    'MonitorList',
  ),
  route(
    {
      operationId: 'makeMonitor',
      method: 'post',
      path: '/monitors',
      summary: 'Make a secret address that an outside watcher calls while it is well',
      request: 'NewMonitor',
      refusals: { 409: '`too-many-monitors`' },
    },
    'MadeMonitor',
    201,
  ),
  route(
    {
      operationId: 'revokeMonitor',
      method: 'delete',
      path: '/monitors/{id}',
      summary: 'Stop missing a watcher; its address stops working',
    },
    null,
    204,
  ),
];
