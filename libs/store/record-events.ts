import { type AnyEvent, type EventType, reactionsTo } from '#contracts';
import type { Query } from './statement.js';

export interface RecordedEvent {
  readonly id: string;
  readonly type: EventType;
  readonly occurredAt: Date;
  readonly correlationId: string;
  readonly causationId: string | null;
  readonly incidentId: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  /** Queues hear of it after everything else. */
  readonly bulk: boolean;
}

/** An event as it travels. */
export function asEvent({ id, type, occurredAt, correlationId, causationId, data }: RecordedEvent): AnyEvent {
  const common = { id, type, version: 1, occurredAt: occurredAt.toISOString(), correlationId, causationId };
  // Its data were checked against its type when it was recorded.
  return { ...common, data } as AnyEvent;
}

/** Writes events down in their order, with a row of the outbox for each queue that reacts. */
export async function recordEvents(query: Query, now: Date, all: readonly RecordedEvent[]): Promise<void> {
  const waiting = all.flatMap(({ id, type, bulk }) => reactionsTo(type).map((queue) => ({ id, queue, bulk })));
  await query(
    `WITH recorded AS (
       INSERT INTO event (id, type, version, occurred_at, correlation_id, causation_id, incident_id, data)
       SELECT id, type, 1, $2, correlation_id, causation_id, incident_id, data
       FROM unnest($1::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::uuid[], $7::jsonb[])
         AS one (id, type, correlation_id, causation_id, incident_id, data))
     INSERT INTO outbox (event_id, queue, created_at, bulk)
     SELECT id, queue, $2, bulk FROM unnest($8::uuid[], $9::text[], $10::bool[]) AS waiting (id, queue, bulk)`,
    [
      all.map(({ id }) => id),
      now,
      all.map(({ type }) => type),
      all.map(({ correlationId }) => correlationId),
      all.map(({ causationId }) => causationId),
      all.map(({ incidentId }) => incidentId),
      all.map(({ data }) => JSON.stringify(data)),
      waiting.map(({ id }) => id),
      waiting.map(({ queue }) => queue),
      waiting.map(({ bulk }) => bulk),
    ],
  );
}
