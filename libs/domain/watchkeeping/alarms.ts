import type { Trouble } from './finding.js';

/** When each alarm sounds. Milliseconds unless it says otherwise. */
export const alarmThresholds = {
  /** The relay takes an event within milliseconds; what it has not taken by then, it cannot. */
  unpublishedMs: 30_000,
  /** An event that waits so long delays a page by as much. */
  backlogMs: 60_000,
  /** A process that drains a queue says so every three seconds. */
  beatMs: 30_000,
  skewMs: 2_000,
  /** Carriers: this share of what was tried lately, and at least so many. */
  carrierWindowMs: 5 * 60_000,
  carrierShare: 0.5,
  carrierAttempts: 10,
} as const;

/** How one queue stands, but for the bulk of a flood, which may wait. */
export interface QueueState {
  readonly queue: string;
  readonly unpublished: number;
  readonly oldestUnpublished: Date | null;
  /** Published and not handled. */
  readonly waiting: number;
  /** The event that has waited longest. */
  readonly oldest: { readonly eventId: string; readonly since: Date } | null;
}

/** Events that are in no queue although their transaction has committed long ago: the outbox does not drain. */
export function stalledOutbox(queues: readonly QueueState[], now: Date): readonly Trouble[] {
  return queues
    .filter(({ oldestUnpublished: since }) => isOlder(since, now, alarmThresholds.unpublishedMs))
    .map(({ queue, unpublished: waiting }) => ({ subject: queue, name: queue, facts: { queue, waiting } }));
}

/** Queues in which an event has waited for more than a minute. */
export function oldBacklogs(queues: readonly QueueState[], now: Date): readonly Trouble[] {
  return queues
    .filter(({ oldest }) => isOlder(oldest?.since ?? null, now, alarmThresholds.backlogMs))
    .map(({ queue, waiting }) => ({ subject: queue, name: queue, facts: { queue, waiting } }));
}

/**
 * Queues that do not move at all: the event that has waited longest is the one it was at the look before, is overdue, and there
 * are not fewer behind it. One that is slow is a backlog and not a stalled queue.
 */
export function stalledQueues(
  before: readonly QueueState[],
  queues: readonly QueueState[],
  now: Date,
): readonly Trouble[] {
  return queues
    .filter(({ queue, oldest, waiting }) => {
      const earlier = before.find((state) => state.queue === queue);
      const isSame = oldest !== null && earlier?.oldest?.eventId === oldest.eventId && waiting >= earlier.waiting;
      return isSame && isOlder(oldest.since, now, alarmThresholds.backlogMs);
    })
    .map(({ queue, waiting }) => ({ subject: queue, name: queue, facts: { queue, waiting } }));
}

/** When a process that drains a queue last said so. */
export interface Beat {
  readonly service: string;
  readonly beatAt: Date;
}

/**
 * Queues that no living process drains: what was said last is old, and the same as at the look before. A clock that was put
 * forward makes every beat old, and the next one young again. `before` is null at the first look, which knows nothing yet.
 */
export function deadWorkers(
  queues: readonly string[],
  before: readonly Beat[] | null,
  beats: readonly Beat[],
  now: Date,
): readonly Trouble[] {
  if (before === null) return [];
  const lastOf = (all: readonly Beat[], queue: string): Date | null =>
    all.find(({ service }) => service === queue)?.beatAt ?? null;
  return queues
    .filter((queue) => {
      const last = lastOf(beats, queue);
      if (last === null) return lastOf(before, queue) === null;
      return lastOf(before, queue)?.getTime() === last.getTime() && isOlder(last, now, alarmThresholds.beatMs);
    })
    .map((queue) => ({ subject: queue, name: queue, facts: { queue } }));
}

/** The machine's clock beside the database's, which was read between `before` and `after`: the way there and back is not skew. */
export function clockSkew(before: Date, database: Date, after: Date): readonly Trouble[] {
  const at = database.getTime();
  const ms = at < before.getTime() ? before.getTime() - at : Math.max(0, at - after.getTime());
  if (ms < alarmThresholds.skewMs) return [];
  return [{ subject: 'clock', name: 'clock', facts: { seconds: Math.round(ms / 1_000) } }];
}

/** Channels of which too much of what was tried in the last minutes was not taken. */
export function failingCarriers(
  channels: readonly { readonly channel: string; readonly attempts: number; readonly failed: number }[],
): readonly Trouble[] {
  return channels
    .filter(
      ({ attempts, failed }) =>
        attempts >= alarmThresholds.carrierAttempts && failed >= attempts * alarmThresholds.carrierShare,
    )
    .map(({ channel, attempts, failed }) => ({
      subject: channel,
      name: channel,
      facts: { channel, attempts, failed },
    }));
}

function isOlder(since: Date | null, now: Date, ms: number): boolean {
  return since !== null && now.getTime() - since.getTime() > ms;
}
