import { z } from 'zod';
import { incidentStateName, severityName } from './desk.js';

const instant = z.iso.datetime();
/** An instant as a caller gives it: with any offset, answered in UTC. */
const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const key = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/);
const reason = z.string().trim().max(500).default('');
const after = { path: ['to'], message: 'after "from"' };
const inOrder = ({ from, to }: { readonly from: Date; readonly to: Date }): boolean => from < to;

/** Somebody on the watch. In every request a person is named by `key`. */
const member = z.object({ key: z.string(), name: z.string() });
const scheduleName = z.object({ id: z.uuid(), key: z.string(), name: z.string() });
const because = z.enum(['layer', 'override', 'temporary', 'gap']);

/** A stretch of time, `from` included and `to` excluded; nobody in `people` is a gap. */
export const shiftView = z.object({ from: instant, to: instant, people: z.array(member), because });
const gap = z.object({ from: instant, to: instant });

const weekday = z.enum(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']);
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const calendarDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
/** A rotation, as `config/roster.yaml` writes it too. A group among the participants takes one turn together. */
export const layer = z.strictObject({
  name: z.string().trim().min(1).max(100),
  participants: z.array(z.union([key, z.array(key).min(1).max(20)])).max(200),
  zone: z.string().max(60),
  startsOn: calendarDay,
  handoffAt: timeOfDay,
  every: z.union([
    z.strictObject({ hours: z.int().min(1).max(744) }),
    z.strictObject({ days: z.int().min(1).max(366) }),
    z.strictObject({ weeks: z.int().min(1).max(52) }),
    z.strictObject({ months: z.int().min(1).max(12) }),
  ]),
  /** Only at these hours, on the days on which each window begins; `from` equal to `to` is 24 hours. */
  restrictions: z
    .array(z.strictObject({ days: z.array(weekday).min(1).max(7), from: timeOfDay, to: timeOfDay }))
    .max(50)
    .optional(),
  endsOn: z.iso.datetime({ offset: true }).nullable().optional(),
});
export type LayerView = z.output<typeof layer>;

export const overrideView = z.object({
  id: z.uuid(),
  kind: z.enum(['replace', 'add', 'remove']),
  from: instant,
  to: instant,
  person: member,
  /** Whom `person` replaces; null for whoever is on duty then. */
  replaces: member.nullable(),
  reason: z.string(),
  /** Made by a swap, or imported from a calendar. */
  origin: z.enum(['desk', 'file', 'swap', 'calendar']),
  by: z.string(),
  at: instant,
});
export const temporaryView = z.object({
  id: z.uuid(),
  from: instant,
  to: instant,
  shifts: z.array(z.object({ from: instant, to: instant, person: member })),
  reason: z.string(),
  by: z.string(),
  at: instant,
});
export const swapView = z.object({
  id: z.uuid(),
  schedule: scheduleName,
  from: instant,
  to: instant,
  offeredBy: member,
  /** Null: to anyone. */
  offeredTo: member.nullable(),
  takenBy: member.nullable(),
  /** `expired`: its time passed and nobody had taken it, so it stays with whoever offered it. */
  state: z.enum(['offered', 'taken', 'withdrawn', 'expired']),
  reason: z.string(),
  offeredAt: instant,
  settledAt: instant.nullable(),
  /** What the person who asks may do with it now. */
  mayTake: z.boolean(),
  mayWithdraw: z.boolean(),
});
export const absenceView = z.object({
  id: z.uuid(),
  person: member,
  from: instant,
  to: instant,
  reason: z.string(),
  /** Only a granted absence changes who is on duty. */
  state: z.enum(['requested', 'granted', 'refused', 'removed']),
  by: z.string(),
  at: instant,
});
export const openWork = z.object({
  id: z.uuid(),
  reference: z.string(),
  severity: severityName,
  state: incidentStateName,
  summary: z.string(),
  party: z.string().nullable(),
  /** What is owed next, and from when on that is late. */
  breach: z.object({ promise: z.enum(['acknowledge', 'contact']), at: instant }).nullable(),
  escalatesAt: instant.nullable(),
  /** What was last said about it: by its reporter, to them, or among the watch. The first 280 characters. */
  last: z
    .object({ from: z.enum(['reporter', 'watch', 'note']), by: z.string().nullable(), at: instant, text: z.string() })
    .nullable(),
});
export type OpenWork = z.output<typeof openWork>;
/** `POST /api/v1/watch/notes`: for whoever comes next on the schedule. The latest counts. */
export const newHandoffNote = z.object({ schedule: z.uuid(), text: z.string().trim().min(1).max(2_000) });
export const handoffNote = z.object({ schedule: z.uuid(), text: z.string(), at: instant });
export type HandoffNote = z.output<typeof handoffNote>;
export const handoffView = z.object({
  id: z.uuid(),
  schedule: scheduleName,
  at: instant,
  from: member.nullable(),
  to: member,
  /** What the outgoing person has acknowledged and not closed, as it is now. */
  incidents: z.array(openWork),
  /** What the outgoing person wrote for the next; for whoever may read incidents. */
  note: z.object({ text: z.string(), at: instant }).nullable(),
  state: z.enum(['offered', 'taken', 'lapsed']),
  lapsesAt: instant,
  settledAt: instant.nullable(),
  mayTake: z.boolean(),
});
/** A shift that begins within the coming 14 days, and whether its person has said that they will be there. */
export const comingShift = z.object({
  schedule: scheduleName,
  person: member,
  from: instant,
  to: instant,
  confirmedAt: instant.nullable(),
});

/** `GET /api/v1/watch`: who is on, who is next, and what is wrong in the coming 14 days. */
export const watchView = z.object({
  at: instant,
  /** The election's, in which a console shows times unless it is asked for another. */
  zone: z.string(),
  schedules: z.array(
    scheduleName.extend({
      zone: z.string(),
      version: z.int(),
      people: z.array(member),
      because,
      until: instant.nullable(),
      next: z.object({ people: z.array(member), from: instant }).nullable(),
    }),
  ),
  gaps: z.array(gap.extend({ schedule: scheduleName })),
  /** Shifts that begin within 24 hours and that nobody has confirmed. */
  unconfirmed: z.array(comingShift),
  swaps: z.array(swapView),
  handoffs: z.array(handoffView),
  absences: z.array(absenceView),
  /** The coming shifts of the person who asks. */
  mine: z.array(comingShift),
  /** The open incidents that they have acknowledged: what their next hand-off passes on. */
  inHand: z.array(openWork),
  /** What they wrote within a day for whoever comes next, the latest for each schedule. */
  notes: z.array(handoffNote),
  /** Everyone who can be put on a schedule. */
  people: z.array(member.extend({ id: z.uuid(), role: z.string() })),
});
export type WatchView = z.output<typeof watchView>;

/**
 * `?from=&to=&without=`: without them from now and for 28 days; at most 100 days. `without` names an override that is left out of
 * who is on duty, as if it had been taken off.
 */
export const watchRange = z
  .object({ from: moment.optional(), to: moment.optional(), without: z.uuid().optional() })
  .refine(({ from, to }) => from === undefined || to === undefined || from < to, after);

/** `GET /api/v1/watch/schedules/:id?from=&to=` */
export const scheduleView = scheduleName.extend({
  zone: z.string(),
  /** To be sent back with an edit. */
  version: z.int(),
  changedAt: instant,
  changedBy: z.string(),
  from: instant,
  to: instant,
  /** As they are edited. */
  layers: z.array(layer),
  /** What each layer alone would give, in the same order. */
  layerShifts: z.array(z.array(shiftView)),
  overrides: z.array(overrideView),
  temporary: z.array(temporaryView),
  absences: z.array(absenceView),
  /** Who is on duty when, everything counted. They fill the time without gap or overlap. */
  shifts: z.array(shiftView),
  gaps: z.array(gap),
});
export type ScheduleView = z.output<typeof scheduleView>;

const scheduleDraft = z.object({
  name: z.string().trim().min(1).max(100),
  zone: z.string().max(60),
  layers: z.array(layer).min(1).max(50),
});
/** `POST /api/v1/watch/schedules` */
export const newSchedule = scheduleDraft.extend({ key });
/** `POST /api/v1/watch/schedules/:id`: refused with 409 `changed-meanwhile` when `version` is no longer the schedule's. */
export const editSchedule = scheduleDraft.extend({ version: z.int() });
/** `POST /api/v1/watch/schedules/:id/preview?from=&to=`: the schedule as it would be; nothing is kept. */
export const previewSchedule = scheduleDraft;

/**
 * `POST /api/v1/watch/schedules/:id/overrides`. With an `id` of the caller's the same request twice makes one override.
 * `insteadOf` names an override of the schedule that is taken off in the same transaction: that is how one is changed.
 */
export const newOverride = z
  .object({
    id: z.uuid().optional(),
    kind: z.enum(['replace', 'add', 'remove']).default('replace'),
    from: moment,
    to: moment,
    person: key,
    replaces: key.nullable().default(null),
    insteadOf: z.uuid().optional(),
    reason,
  })
  .refine(inOrder, after)
  .refine(({ kind, replaces }) => kind === 'replace' || replaces === null, { path: ['replaces'] });

/** `POST /api/v1/watch/schedules/:id/temporary`. `id` as for an override. */
export const newTemporary = z
  .object({
    id: z.uuid().optional(),
    from: moment,
    to: moment,
    shifts: z.array(z.object({ from: moment, to: moment, person: key }).refine(inOrder, after)).max(500),
    reason,
  })
  .refine(inOrder, after);

/** `POST /api/v1/watch/absences`. A manager's is granted at once; a responder asks, and for nobody but themselves. */
export const newAbsence = z
  .object({ id: z.uuid().optional(), person: key.optional(), from: moment, to: moment, reason })
  .refine(inOrder, after);
/** `POST /api/v1/watch/absences/:id` */
export const settleAbsence = z.object({ grant: z.boolean() });

/** `POST /api/v1/watch/swaps`. The time must be one at which the person who asks is on duty. `to` absent: offered to anyone. */
export const newSwap = z
  .object({ schedule: z.uuid(), from: moment, to: moment, person: key.nullable().default(null), reason })
  .refine(inOrder, after);

/** `POST /api/v1/watch/confirmations`: `from` is the beginning of a shift of the person who asks. */
export const confirmShift = z.object({ schedule: z.uuid(), from: moment });

/** `GET /api/v1/watch/changes?cursor=`, the latest first. */
export const watchChanges = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      at: instant,
      by: z.string(),
      kind: z.string(),
      subject: z.string(),
      data: z.record(z.string(), z.unknown()),
    }),
  ),
  nextCursor: z.string().nullable(),
});

/** `POST /api/v1/watch/feeds`: of a schedule, or without one of the person's own shifts. */
export const newFeed = z.object({ schedule: z.uuid().optional() });
export const feedView = z.object({
  id: z.uuid(),
  /** Null: the person's own shifts. */
  schedule: scheduleName.nullable(),
  createdAt: instant,
});
/** The address is told once, when it is made; only its hash is kept. */
export const madeFeed = feedView.extend({ url: z.string() });
export const feedList = z.array(feedView);

/** `POST /api/v1/watch/schedules/:id/import?apply=`: an iCalendar file as `text/calendar`. All is written or nothing. */
export const calendarReport = z.object({
  applied: z.boolean(),
  counts: z.object({ created: z.int(), changed: z.int(), unchanged: z.int(), removed: z.int(), refused: z.int() }),
  entries: z.array(
    z.object({
      /** Of the file, where the entry begins. */
      line: z.int(),
      outcome: z.enum(['created', 'changed', 'unchanged', 'removed', 'refused']),
      person: z.string().nullable(),
      from: instant.nullable(),
      to: instant.nullable(),
      reason: z.string().nullable(),
    }),
  ),
});
export const swapList = z.array(swapView);
export const absenceList = z.array(absenceView);
export const handoffList = z.array(handoffView);

export type ShiftView = z.output<typeof shiftView>;
export type OverrideView = z.output<typeof overrideView>;
export type TemporaryView = z.output<typeof temporaryView>;
export type SwapView = z.output<typeof swapView>;
export type AbsenceView = z.output<typeof absenceView>;
export type HandoffView = z.output<typeof handoffView>;
export type ComingShift = z.output<typeof comingShift>;
export type WatchChanges = z.output<typeof watchChanges>;
export type FeedView = z.output<typeof feedView>;
export type MadeFeed = z.output<typeof madeFeed>;
export type CalendarReport = z.output<typeof calendarReport>;
