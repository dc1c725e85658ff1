import { z } from 'zod';
import { incidentStateName, severityName } from './desk.js';

/** Values with commas between them, as they stand in an address: `critical,high`. */
const listOf = <T extends z.ZodType<string, string>>(item: T) =>
  z
    .string()
    .max(600)
    .transform((text) => text.split(','))
    .pipe(z.array(item).min(1).max(20));

const name = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/);

/** What narrows the triage queue: all of it must hold, one of the values of each. The same words stand in the console's address. */
export const queueFilter = z.object({
  /** `open` when it is left out. */
  state: listOf(z.enum(['open', 'all', ...incidentStateName.options])).optional(),
  severity: listOf(severityName).optional(),
  category: listOf(name).optional(),
  account: listOf(name).optional(),
  /** Keys of parties; `none` for those of whom no party is known. */
  party: listOf(name).optional(),
  /** Whose it is: the person it is assigned to, else whoever acknowledged it. */
  holder: z.union([z.enum(['me', 'nobody']), z.uuid()]).optional(),
  unacknowledged: z.literal('1').optional(),
  flag: listOf(z.enum(['life-safety', 'violence', 'foreign-interference'])).optional(),
  /** Opened within so many hours or days: `6h`, `7d`. */
  since: z
    .string()
    .regex(/^[1-9]\d{0,2}[hd]$/)
    .optional(),
  /** Words, or beginnings of words, of the reference, the summary or the party's name. */
  q: z.string().trim().min(1).max(100).optional(),
});
export type QueueFilter = z.output<typeof queueFilter>;
/** As it stands in an address. */
export type QueueFilterText = z.input<typeof queueFilter>;

export const queueQuery = queueFilter.extend({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(300).optional(),
  /** Of these only, for a screen that has heard that they changed. */
  ids: z
    .string()
    .max(37 * 200)
    .transform((text) => text.split(','))
    .pipe(z.array(z.uuid()).min(1).max(200))
    .optional(),
});

/** `GET /api/v1/queue/counts`: no more than 10,000 are counted. */
export const queueCounts = z.object({
  count: z.int(),
  isMore: z.boolean(),
  /** Of them, those that nobody has and somebody is being woken for. */
  waiting: z.int(),
});
export type QueueCounts = z.output<typeof queueCounts>;

/** `GET` and `POST /api/v1/queue/views`: filters that a person keeps under a name of their own. */
const viewName = z.string().trim().min(1).max(60);
export const saveView = z.object({ name: viewName, filter: queueFilterText(), isDefault: z.boolean().default(false) });
export const savedView = z.object({
  id: z.uuid(),
  name: z.string(),
  filter: queueFilterText(),
  isDefault: z.boolean(),
});
export const savedViews = z.array(savedView);
export type SavedView = z.output<typeof savedView>;

/** A filter as it is written, whatever is written there: `queueFilter` says whether it is one. */
function queueFilterText() {
  return z.record(z.string().max(20), z.string().max(600));
}

/** `POST /api/v1/queue/junk`: closes each that may be, with the one reason. */
export const fileJunk = z.object({ ids: z.array(z.uuid()).min(1).max(100), reason: z.string().trim().min(3).max(500) });
/** `POST /api/v1/queue/junk/undo` */
export const undoJunk = z.object({ ids: z.array(z.uuid()).min(1).max(100) });
/** Answer to both. */
export const junkOutcome = z.object({
  done: z.array(z.uuid()),
  refused: z.array(z.object({ id: z.uuid(), reference: z.string().nullable(), reason: z.string() })),
  /** Until when what was done can be undone at once; null for an undoing. */
  undoUntil: z.iso.datetime().nullable(),
});
export type JunkOutcome = z.output<typeof junkOutcome>;
