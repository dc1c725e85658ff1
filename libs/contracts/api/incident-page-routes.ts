import type { z } from 'zod';
import type { RouteOf } from './api-route.js';
import { campaignView, messageStarters } from './incident-page.js';

export const incidentPageAnswers = {
  MessageStarters: messageStarters,
  CampaignView: campaignView,
} as const satisfies Record<string, z.ZodType>;

const common = {
  method: 'get',
  group: 'Incidents',
  refusals: {
    401: '`not-signed-in`: there is no session, or it has ended.',
    403: '`forbidden`: the role does not allow it.',
    404: '`not-found`: there is none that you may see.',
  },
  needsSession: true,
} as const;

export const incidentPageRoutes: readonly RouteOf<never, keyof typeof incidentPageAnswers>[] = [
  {
    ...common,
    operationId: 'readStarters',
    path: '/api/v1/incidents/{id}/starters',
    summary: 'What a message to the reporter may begin from, in the reporter’s language',
    answer: { status: 200, schema: 'MessageStarters', description: 'As the deployment has written them.' },
  },
  {
    ...common,
    operationId: 'readCampaign',
    path: '/api/v1/incidents/{id}/campaign',
    summary: 'The incidents that belong with this one, and what links them',
    description: 'Only incidents that you may see; what links those of several parties is for the watch alone.',
    answer: { status: 200, schema: 'CampaignView', description: 'At most 40 incidents and 200 links.' },
  },
];
