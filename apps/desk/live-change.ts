import { eventTypes, type EventType, type LiveChange } from '#contracts';

/** What the screens of the desk show, and so want to hear of. */
export const liveTypes: readonly EventType[] = eventTypes.filter(
  (type) =>
    /^(incident|page|message|verification|channel|reporter)\./.test(type) ||
    type === 'delivery.settled' ||
    type === 'report.triaged',
);

/** One row of the event log on its way to the screens. */
export interface PositionedChange {
  readonly position: number;
  readonly change: LiveChange;
}

export interface EventRow {
  readonly position: string;
  readonly type: string;
  readonly incident_id: string | null;
}

/** Positions stay far below 2^53: a number holds them exactly. */
export function toChange(row: EventRow): PositionedChange {
  return { position: Number(row.position), change: { type: row.type, incidentId: row.incident_id } };
}
