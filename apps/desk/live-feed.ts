import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { everyParty } from '#domain';
import { Announcements, commitsChannel } from '#outbox';
import { Log, ProblemError, RUNTIME, type Runtime, Sweeps } from '#service';
import { Database } from '#store';
import { type EventRow, liveTypes, type PositionedChange, toChange } from './live-change.js';
import type { LiveClient } from './live-client.js';
import { Sessions } from './sessions.js';
import { presenceChannel } from './teamwork/note-presence.js';

/**
 * A position is given when a row is inserted and seen when its transaction commits, so a lower one may appear after a higher.
 * This many positions are looked at again each time.
 */
const overlap = 200;
const mostMissed = 500;
const batch = 500;
const mostClients = 500;
/** Of one session: a browser with that many tabs open has forgotten most of them. */
const mostOfOne = 20;

/**
 * Tells every open screen what has changed, each only what its person may see. One reader for all of them: it hears of
 * commits in any process, and looks every two seconds for what it did not hear of. A change tells what to fetch again, so
 * one that is told twice does no harm; none is left out.
 */
@Injectable()
export class LiveFeed implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly clients = new Set<LiveClient>();
  private readonly seen = new Set<number>();
  private readonly announcements: Announcements;
  private readonly heartbeat: NodeJS.Timeout;
  private stopListening: () => void = () => undefined;
  /** The highest position told; null while nobody listens. */
  private last: number | null = null;
  private running: Promise<void> | null = null;
  private again = false;
  private stopped = false;

  constructor(
    @Inject(RUNTIME) runtime: Runtime,
    @Inject(Database) private readonly database: Database,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(Log) private readonly log: Log,
  ) {
    this.announcements = new Announcements(runtime.databaseUrl, {
      [commitsChannel]: () => this.nudge(),
      [presenceChannel]: (incidentId) => this.tellPresence(incidentId),
    });
    this.heartbeat = setInterval(() => this.clients.forEach((client) => client.beat()), 15_000).unref();
  }

  async onApplicationBootstrap(): Promise<void> {
    this.stopListening = this.database.onNews(() => this.nudge());
    await this.announcements.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.heartbeat);
    this.stopListening();
    for (const client of this.clients) client.close();
    this.clients.clear();
    await this.announcements.stop();
    await this.running;
  }

  /** Refuses when as many listen as this process can bear, or as one session may. */
  admit(sessionHash: string): void {
    const own = [...this.clients].filter((client) => client.sessionHash === sessionHash).length;
    if (!this.stopped && this.clients.size < mostClients && own < mostOfOne) return;
    const detail = {
      en: 'Too many screens are open at once. The page still works; reload it to see what is new.',
      fr: 'Trop d’écrans sont ouverts à la fois. La page fonctionne ; rechargez-la pour voir les nouveautés.',
    };
    throw new ProblemError(503, 'too-many-screens', detail, [], { 'retry-after': '30' });
  }

  /** Adds a screen. With the position that it last heard of, it first gets what it missed since. */
  async join(client: LiveClient, lastHeard: string | null): Promise<void> {
    // In the set before anything is read: what commits from now on waits in the client.
    this.clients.add(client);
    const current = await this.start();
    if (lastHeard === null) client.mark(current);
    const missed = lastHeard === null ? [] : await this.missedSince(lastHeard);
    if (missed === null) client.reset(current);
    else client.catchUp(await this.visible(missed, client.scope));
    this.nudge();
  }

  leave(client: LiveClient): void {
    this.clients.delete(client);
  }

  @Sweeps({ everyMs: 2_000 })
  async sweep(): Promise<void> {
    this.nudge();
    await this.running;
  }

  /** A screen whose session has ended goes dark, wherever it was ended. */
  @Sweeps({ everyMs: 15_000 })
  async endSessions(): Promise<void> {
    if (this.clients.size === 0) return;
    const open = await this.sessions.stillOpen([...new Set([...this.clients].map((client) => client.sessionHash))]);
    for (const client of this.clients) if (!open.has(client.sessionHash)) client.close();
  }

  /** Begins to follow the log at its end, unless it is being followed. Answers where it stands. */
  private async start(): Promise<number> {
    if (this.last !== null) return this.last;
    const rows = await this.database.transactionFor(everyParty, (tx) =>
      tx.query<{ position: string }>(`SELECT position FROM event ORDER BY position DESC LIMIT ${overlap}`),
    );
    // Two may start at once: the one that got further back loses nothing.
    if (this.last === null) {
      this.seen.clear();
      for (const row of rows) this.seen.add(Number(row.position));
      this.last = Number(rows[0]?.position ?? 0);
    }
    return this.last;
  }

  /** Somebody came to an incident or left it. Only who works for every party may know; whoever misses it asks again by itself. */
  private tellPresence(incidentId: string): void {
    for (const client of this.clients) if (client.scope === everyParty) client.tellPresence(incidentId);
  }

  private nudge(): void {
    if (this.stopped) return;
    this.again = true;
    this.running ??= this.work().finally(() => {
      this.running = null;
      if (this.again) this.nudge();
    });
  }

  private async work(): Promise<void> {
    try {
      while (this.again && !this.stopped) {
        this.again = false;
        for (const client of this.clients) if (!client.isOpen) this.clients.delete(client);
        if (this.clients.size === 0) this.last = null;
        while (this.last !== null && (await this.tell(this.last)) === batch);
      }
    } catch (error) {
      this.again = false;
      this.log.error({ message: 'the live feed failed, will read again' }, error instanceof Error ? error.stack : '');
    }
  }

  /** Tells what is new after a position, or appeared late before it. Answers how many rows it took. */
  private async tell(last: number): Promise<number> {
    const rows = await this.database.transactionFor(everyParty, (tx) =>
      tx.query<EventRow>(
        `SELECT position, type, incident_id FROM event
         WHERE position > $1 AND NOT position = ANY($2) ORDER BY position LIMIT ${batch}`,
        [last - overlap, [...this.seen]],
      ),
    );
    const types: ReadonlySet<string> = new Set(liveTypes);
    const fresh = rows.filter((row) => types.has(row.type)).map(toChange);
    for (const scope of new Set([...this.clients].map((client) => client.scope))) {
      const changes = await this.visible(fresh, scope);
      for (const client of this.clients) {
        if (client.scope === scope) for (const change of changes) client.send(change);
      }
    }
    for (const row of rows) this.seen.add(Number(row.position));
    const end = Math.max(last, ...rows.map((row) => Number(row.position)));
    this.last = end;
    for (const position of this.seen) if (position <= end - overlap) this.seen.delete(position);
    return rows.length;
  }

  /**
   * What a screen has missed, with what may have appeared late before its position; null when that is too much to tell, or
   * when its position is not of this log.
   */
  private async missedSince(lastHeard: string): Promise<readonly PositionedChange[] | null> {
    if (!/^\d{1,15}$/.test(lastHeard)) return null;
    return this.database.transactionFor(everyParty, async (tx) => {
      const [heard] = await tx.query<{ occurred_at: Date }>('SELECT occurred_at FROM event WHERE position = $1', [
        lastHeard,
      ]);
      if (heard === undefined && lastHeard !== '0') return null;
      const rows = await tx.query<EventRow>(
        // No transaction lasts longer than a minute: nothing older can have appeared late.
        `SELECT position, type, incident_id FROM event
         WHERE type = ANY($2) AND (position > $1 OR
           (position > $1 - ${overlap} AND position < $1 AND occurred_at > $3::timestamptz - interval '60 s'))
         ORDER BY position LIMIT ${mostMissed + 1}`,
        [lastHeard, liveTypes, heard?.occurred_at ?? null],
      );
      return rows.length > mostMissed ? null : rows.map(toChange);
    });
  }

  /** Of these changes, what row-level security lets this scope see. */
  private async visible(changes: readonly PositionedChange[], scope: string): Promise<readonly PositionedChange[]> {
    if (scope === everyParty || changes.length === 0) return changes;
    const ids = [...new Set(changes.map(({ change }) => change.incidentId).filter((id) => id !== null))];
    const rows = await this.database.transactionFor(scope, (tx) =>
      tx.query<{ id: string }>('SELECT id FROM incident WHERE id = ANY($1)', [ids]),
    );
    const own = new Set(rows.map((row) => row.id));
    return changes.filter(({ change }) => change.incidentId !== null && own.has(change.incidentId));
  }
}
