import { z } from 'zod';
import { deliveryHistory } from './deliveries.js';
import * as desk from './desk.js';
import { administrationAnswers, administrationRequests, administrationRoutes } from './administration-routes.js';
import type { ApiParameter, RouteOf } from './api-route.js';
import { directoryAnswers, directoryRequests, directoryRoutes } from './directory-routes.js';
import { measuresAnswers, measuresRoutes } from './measures-routes.js';
import { timelinesAnswers, timelinesRoutes } from './timelines-routes.js';
import { healthAnswers, healthRequests, healthRoutes } from './health-routes.js';
import { incidentPageAnswers, incidentPageRoutes } from './incident-page-routes.js';
import { policyAnswers, policyRequests, policyRoutes } from './policy-routes.js';
import { problem } from './problem.js';
import { filterParameters, pageParameters, queueAnswers, queueRequests, queueRoutes } from './queue-routes.js';
import { reachAnswers, reachRequests, reachRoutes } from './reach-routes.js';
import * as reports from './reports.js';
import { watchAnswers, watchRequests, watchRoutes } from './watch-routes.js';

/** Every schema that a route sends or takes, by the name it has in the description of the API. */
export const requestSchemas = {
  NewReport: reports.newReport,
  FollowUpRequest: reports.followUpRequest,
  FollowUpMessage: reports.followUpMessage,
  FollowUpTurn: reports.followUpTurn,
  ReportAttachments: reports.reportAttachments,
  SignIn: desk.signIn,
  AnswerIncident: desk.answerIncident,
  AssignIncident: desk.assignIncident,
  NoteIncident: desk.noteIncident,
  ChangeSeverity: desk.changeSeverity,
  MoveIncident: desk.moveIncident,
  CorrectKind: desk.correctKind,
  LinkIncident: desk.linkIncident,
  DecideLink: desk.decideLink,
  TickTask: desk.tickTask,
  Presence: desk.presence,
  WriteToReporter: desk.writeToReporter,
  ...directoryRequests,
  ...watchRequests,
  ...policyRequests,
  ...queueRequests,
  ...healthRequests,
  ...reachRequests,
  ...administrationRequests,
} as const satisfies Record<string, z.ZodType>;

export const responseSchemas = {
  Problem: problem,
  ReportReceipt: reports.reportReceipt,
  FollowUp: reports.followUp,
  AttachmentsReceipt: reports.attachmentsReceipt,
  Session: desk.session,
  IncidentList: desk.incidentList,
  IncidentView: desk.incidentView,
  TimelineView: desk.timelineView,
  DeliveryHistory: deliveryHistory,
  People: desk.people,
  PresenceView: desk.presenceView,
  Board: desk.board,
  LiveChange: desk.liveChange,
  ...incidentPageAnswers,
  ...directoryAnswers,
  ...watchAnswers,
  ...policyAnswers,
  ...queueAnswers,
  ...healthAnswers,
  ...measuresAnswers,
  ...timelinesAnswers,
  ...reachAnswers,
  ...administrationAnswers,
} as const satisfies Record<string, z.ZodType>;

export type RequestSchemaName = keyof typeof requestSchemas;
export type ResponseSchemaName = keyof typeof responseSchemas;

export type { ApiParameter };
/** One route of the API as its callers know it. */
export type ApiRoute = RouteOf<RequestSchemaName, ResponseSchemaName>;

const idempotencyKey: ApiParameter = {
  in: 'header',
  name: 'Idempotency-Key',
  required: true,
  description:
    'A value of your own that names this sending, 1 to 200 visible ASCII characters. Sent again with the same body it gets the same answer and stores nothing new.',
  schema: z.string().regex(/^[!-~]{1,200}$/),
};

const keyRefusals = {
  400: '`idempotency-key-missing`: the header is missing or malformed. `bad-request`: the body is not JSON.',
  422: '`invalid`: `errors` points to what is wrong. `idempotency-key-reused`: the key was used before with another body.',
} as const;

const unknownReport =
  '`report-not-found`: no report has this reference and this code; which of the two is wrong is not told.';
const tooMany = '`too-many-attempts`: wait as long as `Retry-After` says.';

const reportRoutes: readonly ApiRoute[] = [
  {
    operationId: 'sendReport',
    method: 'post',
    path: '/api/v1/reports',
    summary: 'Report an incident',
    description:
      'Answers once the report is stored for good. Only `description` must be there; a contact makes an answer possible.',
    group: 'Reports',
    parameters: [idempotencyKey],
    request: 'NewReport',
    answer: {
      status: 201,
      schema: 'ReportReceipt',
      description: 'Stored. The same for a repetition of the same sending.',
    },
    refusals: keyRefusals,
    needsSession: false,
  },
  {
    operationId: 'readFollowUp',
    method: 'post',
    path: '/api/v1/reports/follow-up',
    summary: 'Read where a report stands, and what the hotline answered',
    description: 'A POST, so that the receipt code stands in no address and no log.',
    group: 'Reports',
    request: 'FollowUpRequest',
    answer: { status: 200, schema: 'FollowUp', description: 'The report as its sender may see it.' },
    refusals: { 404: unknownReport, 422: '`invalid`: `errors` points to what is wrong.', 429: tooMany },
    needsSession: false,
  },
  {
    operationId: 'addToReport',
    method: 'post',
    path: '/api/v1/reports/follow-up/messages',
    summary: 'Add something to a report',
    group: 'Reports',
    parameters: [idempotencyKey],
    request: 'FollowUpMessage',
    answer: { status: 201, schema: 'FollowUp', description: 'Stored. The report with the new message in it.' },
    refusals: { ...keyRefusals, 404: unknownReport, 429: tooMany },
    needsSession: false,
  },
  {
    operationId: 'tellTurn',
    method: 'post',
    path: '/api/v1/reports/follow-up/turns',
    summary: 'Say that it is getting worse, or that it is over',
    description:
      'Stored as a message that continues the report. `worse` wakes somebody, at most every 15 minutes; `over` is a claim that the responders see, and closes nothing.',
    group: 'Reports',
    parameters: [idempotencyKey],
    request: 'FollowUpTurn',
    answer: { status: 201, schema: 'FollowUp', description: 'Stored. The report with what was said in it.' },
    refusals: { ...keyRefusals, 404: unknownReport, 429: tooMany },
    needsSession: false,
  },
  {
    operationId: 'addFilesToReport',
    method: 'post',
    path: '/api/v1/reports/attachments',
    summary: 'Add files to a report',
    description:
      'A form with the fields described here, then the files. Instead of the fields `reference` and `receiptCode`, the headers `Vigil-Reference` and `Vigil-Receipt-Code` may be sent. What cannot be taken is named in `leftOut`, and everything else is stored.',
    group: 'Reports',
    parameters: [idempotencyKey],
    request: 'ReportAttachments',
    takesFiles: true,
    answer: { status: 201, schema: 'AttachmentsReceipt', description: 'Stored, as far as `kept` says.' },
    refusals: {
      400: '`idempotency-key-missing`: the header is missing or malformed.',
      404: unknownReport,
      422: '`invalid`: `errors` points to what is wrong, or there is no file. `idempotency-key-reused`: the key was used before with other files.',
      429: tooMany,
    },
    needsSession: false,
  },
];

const notSignedIn = '`not-signed-in`: there is no session, or it has ended.';
const forbidden = '`forbidden`: the role does not allow it.';
const notFound = '`not-found`: there is none that you may see.';
const seen = { 401: notSignedIn, 403: forbidden } as const;

const deskRoutes: readonly ApiRoute[] = [
  {
    operationId: 'signIn',
    method: 'post',
    path: '/api/v1/session',
    summary: 'Sign in',
    group: 'Session',
    request: 'SignIn',
    answer: { status: 200, schema: 'Session', description: 'Signed in; sets the cookie `vigil_session`.' },
    refusals: {
      401: 'The name or the password is wrong.',
      422: '`invalid`: `errors` points to what is wrong.',
      429: tooMany,
    },
    needsSession: false,
  },
  {
    operationId: 'readSession',
    method: 'get',
    path: '/api/v1/session',
    summary: 'Who is signed in, and what they may do',
    group: 'Session',
    answer: { status: 200, schema: 'Session', description: 'The person who is signed in.' },
    refusals: { 401: notSignedIn },
    needsSession: true,
  },
  {
    operationId: 'signOut',
    method: 'delete',
    path: '/api/v1/session',
    summary: 'Sign out',
    group: 'Session',
    answer: { status: 204, schema: null, description: 'The session has ended.' },
    refusals: { 401: notSignedIn },
    needsSession: true,
  },
  {
    operationId: 'listIncidents',
    method: 'get',
    path: '/api/v1/incidents',
    summary: 'The triage queue, most severe first',
    group: 'Incidents',
    parameters: [...filterParameters, ...pageParameters],
    answer: { status: 200, schema: 'IncidentList', description: 'Incidents that you may see.' },
    refusals: { ...seen, 422: '`invalid`: a parameter is wrong.' },
    needsSession: true,
  },
  {
    operationId: 'readIncident',
    method: 'get',
    path: '/api/v1/incidents/{id}',
    summary: 'One incident with its reports, messages and pages',
    group: 'Incidents',
    answer: { status: 200, schema: 'IncidentView', description: 'The incident.' },
    refusals: { ...seen, 404: notFound },
    needsSession: true,
  },
  {
    operationId: 'readTimeline',
    method: 'get',
    path: '/api/v1/incidents/{id}/timeline',
    summary: 'Everything that happened, and whether the record is intact',
    group: 'Incidents',
    answer: {
      status: 200,
      schema: 'TimelineView',
      description: 'The chains of the incident and its reports, by time.',
    },
    refusals: { ...seen, 404: notFound },
    needsSession: true,
  },
  {
    operationId: 'readDeliveries',
    method: 'get',
    path: '/api/v1/incidents/{id}/pages/{page}/deliveries',
    summary: 'What became of one page: each delivery, each attempt, and why the next way was taken',
    group: 'Incidents',
    answer: {
      status: 200,
      schema: 'DeliveryHistory',
      description: 'At most 100, in their order. Addresses are masked.',
    },
    refusals: { ...seen, 404: notFound },
    needsSession: true,
  },
  work('acknowledgeIncident', 'acknowledge', 'Take the incident; the first who does has it', null),
  work('answerIncident', 'answer', 'Pass the page on or up, or put it off', 'AnswerIncident'),
  work('assignIncident', 'assign', 'Give the incident to somebody', 'AssignIncident'),
  work('noteIncident', 'note', 'Add a note to the timeline', 'NoteIncident'),
  work('changeSeverity', 'severity', 'Change the severity, with a reason', 'ChangeSeverity'),
  work('correctKind', 'kind', 'Correct what kind of incident it is, with a reason', 'CorrectKind'),
  work('linkIncident', 'links', 'Link it to another: one incident, or one campaign', 'LinkIncident'),
  work('decideLink', 'links/{link}', 'Confirm or reject a link that was suggested', 'DecideLink'),
  work('moveIncident', 'move', 'Move the incident to another state', 'MoveIncident'),
  work('tickTask', 'tasks/{key}', 'Tick a task of the playbook, or open it again', 'TickTask'),
  {
    operationId: 'lookAtIncident',
    method: 'post',
    path: '/api/v1/incidents/{id}/presence',
    summary: 'Say that you have the incident open; who else has',
    description: 'Every ten seconds. Nothing of it is kept.',
    group: 'Incidents',
    request: 'Presence',
    answer: { status: 200, schema: 'PresenceView', description: 'The others, at most 20.' },
    refusals: { ...seen, 404: notFound, 422: '`invalid`: `errors` points to what is wrong.' },
    needsSession: true,
  },
  {
    operationId: 'leaveIncident',
    method: 'delete',
    path: '/api/v1/incidents/{id}/presence',
    summary: 'Say that you have closed the incident',
    group: 'Incidents',
    answer: { status: 204, schema: null, description: 'The others no longer see you there.' },
    refusals: { ...seen, 404: notFound },
    needsSession: true,
  },
  work('writeToReporter', 'message', 'Write to whoever reported it', 'WriteToReporter'),
  {
    operationId: 'downloadReport',
    method: 'get',
    path: '/api/v1/reports/{id}/raw',
    summary: 'The message that came, byte for byte',
    description:
      'For whoever may read the record of the incident. It may hold anything: save it, and open it with care.',
    group: 'Incidents',
    answer: {
      status: 200,
      schema: null,
      mediaType: 'application/octet-stream',
      description: 'The raw message as an attachment, a mail as `.eml`, anything else as `.txt`.',
    },
    refusals: { ...seen, 404: notFound },
    needsSession: true,
  },
  {
    operationId: 'downloadAttachment',
    method: 'get',
    path: '/api/v1/attachments/{id}',
    summary: 'What came with a report',
    description:
      'The bytes as they came, never to be shown in the browser; what could do harm comes in a ZIP archive encrypted with AES-256 (its password is in the incident). Each download is an entry on the timeline.',
    group: 'Incidents',
    answer: { status: 200, schema: null, mediaType: 'application/octet-stream', description: 'The file.' },
    refusals: { ...seen, 404: notFound },
    needsSession: true,
  },
  {
    operationId: 'previewAttachment',
    method: 'get',
    path: '/api/v1/attachments/{id}/preview',
    summary: 'A picture, drawn anew without anything but its pixels',
    group: 'Incidents',
    answer: { status: 200, schema: null, mediaType: 'image/webp', description: 'At most 1600 pixels a side.' },
    refusals: { ...seen, 404: '`not-found`: there is none that you may see, or it is no picture.' },
    needsSession: true,
  },
  {
    operationId: 'listPeople',
    method: 'get',
    path: '/api/v1/people',
    summary: 'Who works here',
    group: 'Service',
    answer: { status: 200, schema: 'People', description: 'People with an active account.' },
    refusals: seen,
    needsSession: true,
  },
  {
    operationId: 'readBoard',
    method: 'get',
    path: '/api/v1/board',
    summary: 'Open incidents, duty and times at a glance',
    group: 'Service',
    answer: { status: 200, schema: 'Board', description: 'As things stand. Durations are in seconds.' },
    refusals: seen,
    needsSession: true,
  },
  {
    operationId: 'followChanges',
    method: 'get',
    path: '/api/v1/live',
    summary: 'Changes as they happen',
    description:
      'Server-sent events: `change` with the data described here, its id a position to resume from with `Last-Event-ID`; `reset` asks to fetch everything again.',
    group: 'Service',
    answer: {
      status: 200,
      schema: 'LiveChange',
      mediaType: 'text/event-stream',
      description: 'A stream that stays open.',
    },
    refusals: seen,
    needsSession: true,
  },
];

/** A change to one incident. Each answers with the incident as it then stands. */
function work(operationId: string, action: string, summary: string, request: RequestSchemaName | null): ApiRoute {
  return {
    operationId,
    method: 'post',
    path: `/api/v1/incidents/{id}/${action}`,
    summary,
    group: 'Incidents',
    ...(request !== null && { request }),
    answer: { status: 200, schema: 'IncidentView', description: 'The incident as it then stands.' },
    refusals: {
      ...seen,
      404: notFound,
      409: 'Refused as things stand; `detail` gives the reason.',
      ...(request !== null && { 422: '`invalid`: `errors` points to what is wrong.' }),
    },
    needsSession: true,
  };
}

/** All routes under /api/v1, of the web door and of the desk. */
export const apiRoutes: readonly ApiRoute[] = [
  ...reportRoutes,
  ...deskRoutes,
  ...incidentPageRoutes,
  ...directoryRoutes,
  ...watchRoutes,
  ...policyRoutes,
  ...queueRoutes,
  ...reachRoutes,
  ...administrationRoutes,
  ...healthRoutes,
  ...measuresRoutes,
  ...timelinesRoutes,
];
