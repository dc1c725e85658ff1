import { CalendarController } from '../calendar/calendar.controller.js';
import { FeedController } from '../calendar/feed.controller.js';
import { CalendarFeeds } from '../calendar/calendar-feeds.js';
import { ImportOverrides } from '../calendar/import-overrides.js';
import { AskAbsence } from './ask-absence.js';
import { ChangeOverride } from './change-override.js';
import { EditSchedule } from './edit-schedule.js';
import { ListWatchChanges } from './list-watch-changes.js';
import { ReliefController } from './relief.controller.js';
import { ScheduleController } from './schedule.controller.js';
import { ShowSchedule } from './show-schedule.js';
import { ShowWatch } from './show-watch.js';
import { SwapTime } from './swap-time.js';
import { TakeOver } from './take-over.js';
import { TakeOverByLink } from './take-over-by-link.js';
import { WriteHandoffNote } from './write-handoff-note.js';
import { WatchController } from './watch.controller.js';

/** What the desk says and does about the watch. */
export const watchParts = {
  controllers: [WatchController, ScheduleController, CalendarController, FeedController, ReliefController],
  providers: [
    ShowWatch,
    ShowSchedule,
    EditSchedule,
    ChangeOverride,
    AskAbsence,
    SwapTime,
    TakeOver,
    TakeOverByLink,
    WriteHandoffNote,
    ListWatchChanges,
    CalendarFeeds,
    ImportOverrides,
  ],
} as const;
