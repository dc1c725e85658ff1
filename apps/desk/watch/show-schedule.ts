import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { LayerView, previewSchedule, ScheduleView, watchRange } from '#contracts';
import { compileSchedule, everyParty, gapsBetween, type Schedule, shiftsBetween } from '#domain';
import { loadSchedules, readLayer, type StoredSchedule } from '#service';
import { Database, type Tx } from '#store';
import { notFound } from '../read-request.js';
import { checkLayers } from './check-layers.js';
import { Members } from './members.js';
import { readAbsences, readOverrides, readTemporaries, span, toShiftView } from './watch-view.js';

type Range = z.output<typeof watchRange>;

const dayMs = 86_400_000;
const usualMs = 28 * dayMs;
const longestMs = 100 * dayMs;

/** One schedule between two instants: its layers, what was changed on top of them, and who is on duty in the end. */
@Injectable()
export class ShowSchedule {
  constructor(@Inject(Database) private readonly database: Database) {}

  async show(id: string, range: Range): Promise<ScheduleView> {
    return this.read(id, range, (stored) => {
      if (range.without === undefined) return stored;
      const overrides = stored.schedule.overrides.filter((override) => override.id !== range.without);
      return { ...stored, schedule: { ...stored.schedule, overrides } };
    });
  }

  /** As it would be with other layers. Nothing is kept. */
  async preview(id: string, range: Range, draft: z.output<typeof previewSchedule>): Promise<ScheduleView> {
    return this.read(id, range, (stored, members) => {
      checkLayers(draft, members);
      const { name, zone } = draft;
      return { ...stored, name, zone, schedule: { ...stored.schedule, layers: draft.layers.map(readLayer) } };
    });
  }

  private async read(
    id: string,
    range: Range,
    change: (stored: StoredSchedule, members: Members) => StoredSchedule,
  ): Promise<ScheduleView> {
    return this.database.transactionFor(everyParty, async (tx) => {
      const { from, to } = bounded(range, tx.now);
      const [members, schedules] = await Promise.all([Members.read(tx), loadSchedules(tx, from)]);
      const stored = schedules.find((schedule) => schedule.id === id);
      if (stored === undefined) throw notFound();
      return describe(tx, members, change(stored, members), from, to);
    });
  }
}

/** What is asked for beyond the bound is left out: the answer says from when to when it goes. */
function bounded({ from, to }: Range, now: Date): { readonly from: Date; readonly to: Date } {
  const start = from ?? (to === undefined || to > now ? now : new Date(to.getTime() - usualMs));
  const end = Math.min(to?.getTime() ?? start.getTime() + usualMs, start.getTime() + longestMs);
  return { from: start, to: new Date(end) };
}

async function describe(tx: Tx, members: Members, stored: StoredSchedule, from: Date, to: Date): Promise<ScheduleView> {
  const { id, key, name, zone, version, schedule } = stored;
  const compiled = compileSchedule(schedule);
  const [overrides, temporary, absences] = await Promise.all([
    readOverrides(tx, members, id, from, to),
    readTemporaries(tx, members, id, from, to),
    readAbsences(tx, members, { from, to }),
  ]);
  const alone = (layer: Schedule['layers'][number]) => compileSchedule({ key, layers: [layer], overrides: [] });
  return {
    id,
    key,
    name,
    zone,
    version,
    changedAt: stored.changedAt.toISOString(),
    changedBy: members.actor(stored.changedBy),
    ...span({ from, to }),
    layers: schedule.layers.map(toLayerView),
    layerShifts: schedule.layers.map((layer) =>
      shiftsBetween(alone(layer), from, to).map((shift) => toShiftView(members, shift)),
    ),
    overrides,
    temporary,
    absences: [...absences],
    shifts: shiftsBetween(compiled, from, to).map((shift) => toShiftView(members, shift)),
    gaps: gapsBetween(compiled, from, to).map(span),
  };
}

function toLayerView({ participants, restrictions, endsOn, ...layer }: Schedule['layers'][number]): LayerView {
  return {
    ...layer,
    participants: participants.map((turn) => (typeof turn === 'string' ? turn : [...turn])),
    ...(restrictions !== undefined && {
      restrictions: restrictions.map(({ days, from, to }) => ({ days: [...days], from, to })),
    }),
    ...(endsOn !== undefined && { endsOn: endsOn?.toISOString() ?? null }),
  };
}
