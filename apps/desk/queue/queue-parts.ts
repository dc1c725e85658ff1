import { CountQueue } from './count-queue.js';
import { FileJunk } from './file-junk.js';
import { QueueController } from './queue.controller.js';
import { SavedViews } from './saved-views.js';

/** What the desk has for the triage queue besides its incidents. */
export const queueParts = {
  controllers: [QueueController],
  providers: [CountQueue, SavedViews, FileJunk],
} as const;
