import { z } from 'zod';
import { incidentStateName, linkView, severityName } from './desk.js';
import { language } from './reports.js';

const instant = z.iso.datetime();

/** `GET /api/v1/incidents/:id/starters`: what a message to the reporter may begin from. */
export const messageStarters = z.object({
  /** The reporter's. */
  language,
  items: z.array(
    z.object({
      key: z.string(),
      /** In the reader's language, as `meaning`, which is null where reader and reporter share one. */
      title: z.string(),
      text: z.string(),
      meaning: z.string().nullable(),
    }),
  ),
});
export type MessageStarters = z.output<typeof messageStarters>;

/** `GET /api/v1/incidents/:id/campaign`: the incidents that belong with this one, as far as the reader may see them. */
export const campaignView = z.object({
  /** This incident first, then by when they opened. */
  incidents: z.array(
    z.object({
      id: z.uuid(),
      reference: z.string(),
      severity: severityName,
      state: incidentStateName,
      category: z.string(),
      party: z.string().nullable(),
      openedAt: instant,
    }),
  ),
  links: z.array(
    z.object({
      from: z.uuid(),
      to: z.uuid(),
      kind: linkView.shape.kind,
      state: linkView.shape.state,
      because: linkView.shape.because,
    }),
  ),
  /** There are more than are told. */
  truncated: z.boolean(),
});
export type CampaignView = z.output<typeof campaignView>;
