import { ListStarters } from './list-starters.js';
import { NotePresence } from './note-presence.js';
import { ShowCampaign } from './show-campaign.js';
import { TeamworkController } from './teamwork.controller.js';
import { TickTask } from './tick-task.js';

/** What the desk has for several people at one incident. */
export const teamworkParts = {
  controllers: [TeamworkController],
  providers: [TickTask, NotePresence, ListStarters, ShowCampaign],
} as const;
