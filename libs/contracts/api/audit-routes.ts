import { z } from 'zod';
import type { RouteOf } from './api-route.js';
import * as audit from './audit.js';

export const auditRequests = { CheckRecords: audit.checkRecords } as const satisfies Record<string, z.ZodType>;

export const auditAnswers = {
  AuditPage: audit.auditPage,
  RecordsChecked: audit.recordsChecked,
} as const satisfies Record<string, z.ZodType>;

const common = { group: 'Administration', needsSession: true } as const;
const refusals = {
  401: '`not-signed-in`: there is no session, or it has ended.',
  403: '`forbidden`: the role does not allow it.',
  422: '`invalid`: `errors` points to what is wrong.',
} as const;
const instant = z.iso.datetime({ offset: true });

export const auditRoutes: readonly RouteOf<keyof typeof auditRequests, keyof typeof auditAnswers>[] = [
  {
    ...common,
    operationId: 'readAudit',
    method: 'get',
    path: '/api/v1/audit',
    summary: 'Who did what to the hotline itself, the latest first',
    parameters: [
      { in: 'query', name: 'area', required: false, description: 'One record alone.', schema: audit.auditArea },
      { in: 'query', name: 'actor', required: false, description: 'A person’s id.', schema: z.uuid() },
      { in: 'query', name: 'since', required: false, description: 'Not before.', schema: instant },
      { in: 'query', name: 'until', required: false, description: 'Before.', schema: instant },
      { in: 'query', name: 'cursor', required: false, description: 'From the answer before.', schema: z.string() },
    ],
    answer: { status: 200, schema: 'AuditPage', description: 'At most 100.' },
    refusals,
  },
  {
    ...common,
    operationId: 'checkRecords',
    method: 'post',
    path: '/api/v1/audit/checks',
    summary: 'Check a piece of all records; repeat until `next` is null',
    request: 'CheckRecords',
    answer: { status: 200, schema: 'RecordsChecked', description: 'What was checked, and what is broken.' },
    refusals,
  },
];
