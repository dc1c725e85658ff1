import { createHash, randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { type AnyEvent, type EventData, type EventType, events } from '#contracts';
import { appendToTimelines, type TimelineDraft } from './append-to-timelines.js';
import type { Clock } from './clock.js';
import { type RecordedEvent, recordEvents } from './record-events.js';
import { type Query, send } from './statement.js';

export const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** Statements with values are planned once for each connection; more different ones than this are not remembered. */
const mostPrepared = 1_000;
const prepared = new Map<string, string>();

/**
 * One open transaction: rows, the events they cause and the timeline entries that tell of them commit together. Events and
 * entries are gathered and written last, in a number of statements that does not grow with them: the head of a timeline, for
 * which all who tell something about one incident queue, is held for the moment of the commit and no longer.
 */
export class Tx {
  readonly now: Date;

  constructor(
    private readonly client: PoolClient,
    private readonly clock: Clock,
    private readonly cause: AnyEvent | null,
    private readonly emitted: RecordedEvent[] = [],
    private readonly told: TimelineDraft[] = [],
  ) {
    this.now = clock.now();
  }

  /** The same transaction, for work that another event causes. */
  causedBy(cause: AnyEvent): Tx {
    return new Tx(this.client, this.clock, cause, this.emitted, this.told);
  }

  /** The events so far: after the commit, whoever reacts is told. */
  get news(): readonly RecordedEvent[] {
    return this.emitted;
  }

  /** Statements that do not need each other's answers may be sent together (`Promise.all`): they travel in one go. */
  async query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    const name = nameOf(sql);
    const { rows } = await send(this.client, { text: sql, values: [...parameters], ...(name !== null && { name }) });
    return rows as Row[];
  }

  /**
   * Records an event and what each reacting queue must be told of it. `story` is the correlation of a first event;
   * later ones carry on the story of the event that is being handled. Returns the event's id.
   */
  emit<T extends EventType>(type: T, data: EventData<T>, story?: string): string {
    return this.gather(type, data, false, story);
  }

  /** Records an event that may wait: queues hear of it after everything else. */
  emitInBulk<T extends EventType>(type: T, data: EventData<T>): string {
    return this.gather(type, data, true);
  }

  /** Appends one entry to the subject's timeline. */
  append(draft: TimelineDraft): void {
    this.told.push(draft);
  }

  /** Writes down what was gathered, and commits. */
  async commit(): Promise<void> {
    const query: Query = (sql, parameters) => this.query(sql, parameters);
    const recorded = this.emitted.length === 0 ? null : recordEvents(query, this.now, this.emitted);
    const appended = this.told.length === 0 ? null : appendToTimelines(query, this.told, this.clock, sha256);
    // The last statement and the commit travel together: if the one fails, the other commits nothing.
    const [, , done] = await Promise.all([recorded, appended?.then(({ written }) => written), this.end(appended)]);
    if (done !== 'COMMIT') throw new Error('a statement of the transaction failed, so nothing was committed');
  }

  private async end(appended: Promise<unknown> | null): Promise<string> {
    await appended;
    return (await send(this.client, { text: 'COMMIT' })).command;
  }

  private gather<T extends EventType>(type: T, data: EventData<T>, bulk: boolean, story?: string): string {
    const id = randomUUID();
    const checked = events[type].data.parse(data) as Record<string, unknown>;
    const incidentId = typeof checked['incidentId'] === 'string' ? checked['incidentId'] : null;
    const correlationId = this.cause?.correlationId ?? story ?? incidentId ?? id;
    const causationId = this.cause?.id ?? null;
    this.emitted.push({ id, type, occurredAt: this.now, correlationId, causationId, incidentId, data: checked, bulk });
    return id;
  }
}

/** The name under which a statement is prepared on each connection; null for one of too many. */
function nameOf(sql: string): string | null {
  const known = prepared.get(sql);
  if (known !== undefined) return known;
  if (prepared.size >= mostPrepared) return null;
  const name = `v${prepared.size}`;
  prepared.set(sql, name);
  return name;
}
