import { z } from 'zod';
import type { RouteOf } from './api-route.js';
import { auditAnswers, auditRequests, auditRoutes } from './audit-routes.js';
import { ownPassword } from './desk.js';
import { governanceAnswers, governanceRoutes } from './governance-routes.js';
import * as users from './users.js';

export const administrationRequests = {
  OwnPassword: ownPassword,
  NewUser: users.newUser,
  EditUser: users.editUser,
  EndUser: users.endUser,
  ...auditRequests,
} as const satisfies Record<string, z.ZodType>;

export const administrationAnswers = {
  UserList: users.userList,
  UserRow: users.userRow,
  LeavingView: users.leavingView,
  MadePassword: users.madePassword,
  RoleList: users.roleList,
  ...auditAnswers,
  ...governanceAnswers,
} as const satisfies Record<string, z.ZodType>;

type Route = RouteOf<keyof typeof administrationRequests, keyof typeof administrationAnswers | 'Session'>;

const seen = {
  401: '`not-signed-in`: there is no session, or it has ended.',
  403: '`forbidden`: the role does not allow it. `password-change-required`: the password is a one-time one.',
} as const;
const common = { group: 'Administration', needsSession: true } as const;
const notFound = '`not-found`: there is none.';
const invalid = '`invalid`: `errors` points to what is wrong.';
const lost =
  '`last-admin`: nobody could keep accounts any more. `own-account`: somebody else has to do it. `leaves-gaps`: nobody would be on duty at times; send `despite` once that was read.';
const taken = '`sign-in-taken`, `phone-taken`: somebody else has it.';

export const administrationRoutes: readonly Route[] = [
  {
    operationId: 'changeOwnPassword',
    method: 'post',
    path: '/api/v1/session/password',
    summary: 'Choose one’s own password, with the one before; other sessions end',
    description: 'At least 15 characters, at most 200, and not what would be tried first (NIST SP 800-63B-4).',
    group: 'Session',
    request: 'OwnPassword',
    answer: { status: 200, schema: 'Session', description: 'The session, which goes on.' },
    refusals: {
      401: seen[401],
      422: '`invalid`, `wrong-password`, `password-unfit`: `errors` points to what is wrong.',
      429: '`too-many-attempts`: wait as long as `Retry-After` says.',
    },
    needsSession: true,
  },
  {
    ...common,
    operationId: 'listUsers',
    method: 'get',
    path: '/api/v1/users',
    summary: 'Accounts, active ones first, by name',
    parameters: [
      { in: 'query', name: 'q', required: false, description: 'Part of a name.', schema: z.string().max(100) },
      {
        in: 'query',
        name: 'cursor',
        required: false,
        description: '`nextCursor` of the page before.',
        schema: z.string(),
      },
    ],
    answer: { status: 200, schema: 'UserList', description: 'At most 100.' },
    refusals: seen,
  },
  {
    ...common,
    operationId: 'addUser',
    method: 'post',
    path: '/api/v1/users',
    summary: 'Add an account',
    request: 'NewUser',
    answer: { status: 201, schema: 'MadePassword', description: 'With a one-time password, told once.' },
    refusals: { ...seen, 409: taken, 422: invalid },
  },
  {
    ...common,
    operationId: 'editUser',
    method: 'post',
    path: '/api/v1/users/{id}',
    summary: 'Change an account; another role ends its sessions',
    request: 'EditUser',
    answer: { status: 200, schema: 'UserRow', description: 'The account as it then is.' },
    refusals: { ...seen, 404: notFound, 409: `${lost} ${taken}`, 422: invalid },
  },
  {
    ...common,
    operationId: 'readLeaving',
    method: 'get',
    path: '/api/v1/users/{id}/leaving',
    summary: 'What happens when this person leaves the watch',
    answer: { status: 200, schema: 'LeavingView', description: 'As things stand; at most 20 gaps.' },
    refusals: { ...seen, 404: notFound },
  },
  {
    ...common,
    operationId: 'endUser',
    method: 'post',
    path: '/api/v1/users/{id}/end',
    summary: 'End an account: its sessions end with it, its overrides fall away, its record stays',
    request: 'EndUser',
    answer: { status: 200, schema: 'UserRow', description: 'The account as it then is.' },
    refusals: { ...seen, 404: notFound, 409: lost, 422: invalid },
  },
  {
    ...common,
    operationId: 'restoreUser',
    method: 'post',
    path: '/api/v1/users/{id}/restore',
    summary: 'Let somebody back in whose account had ended',
    answer: { status: 200, schema: 'MadePassword', description: 'With a one-time password, told once.' },
    refusals: { ...seen, 404: notFound, 409: taken },
  },
  {
    ...common,
    operationId: 'resetPassword',
    method: 'post',
    path: '/api/v1/users/{id}/password',
    summary: 'Replace a lost password by a one-time one; sessions end',
    answer: {
      status: 200,
      schema: 'MadePassword',
      description: 'Told once; it opens only the way to a password of one’s own.',
    },
    refusals: { ...seen, 404: notFound, 409: '`own-account`: change your own with `POST /api/v1/session/password`.' },
  },
  {
    ...common,
    operationId: 'endSessions',
    method: 'delete',
    path: '/api/v1/users/{id}/sessions',
    summary: 'End every session of a person',
    answer: { status: 200, schema: 'UserRow', description: 'The account as it then is.' },
    refusals: { ...seen, 404: notFound },
  },
  {
    ...common,
    operationId: 'listRoles',
    method: 'get',
    path: '/api/v1/roles',
    summary: 'Which role may what',
    answer: { status: 200, schema: 'RoleList', description: 'Every role.' },
    refusals: seen,
  },
  ...auditRoutes,
  ...governanceRoutes,
];
