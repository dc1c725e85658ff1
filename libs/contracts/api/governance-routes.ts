import type { z } from 'zod';
import type { RouteOf } from './api-route.js';
import * as governance from './governance.js';

export const governanceAnswers = {
  ElectionList: governance.electionList,
  ConfigurationView: governance.configurationView,
} as const satisfies Record<string, z.ZodType>;

const common = { method: 'get', group: 'Administration', needsSession: true } as const;
const refusals = {
  401: '`not-signed-in`: there is no session, or it has ended.',
  403: '`forbidden`: the role does not allow it.',
} as const;

export const governanceRoutes: readonly RouteOf<never, keyof typeof governanceAnswers>[] = [
  {
    ...common,
    operationId: 'listElections',
    path: '/api/v1/elections',
    summary: 'Elections and their service windows',
    answer: { status: 200, schema: 'ElectionList', description: 'At most 50.' },
    refusals,
  },
  {
    ...common,
    operationId: 'readConfiguration',
    path: '/api/v1/configuration',
    summary: 'The configuration in force, without secrets',
    answer: {
      status: 200,
      schema: 'ConfigurationView',
      description: 'Of the process that answers, and what else runs.',
    },
    refusals,
  },
];
