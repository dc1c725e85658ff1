import { ShowTimelines } from './show-timelines.js';
import { TimelinesController } from './timelines.controller.js';

/** What the desk has for looking at many incidents over time. */
export const timelinesParts = {
  controllers: [TimelinesController],
  providers: [ShowTimelines],
} as const;
