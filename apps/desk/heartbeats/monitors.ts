import { randomBytes, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { MadeMonitor, MonitorView, NewMonitor } from '#contracts';
import { everyParty, monitorState } from '#domain';
import { ProblemError, recordWatchChange, Settings } from '#service';
import { Database, sha256, type Tx } from '#store';
import type { Person } from '../person.js';
import { notFound } from '../read-request.js';

const mostMonitors = 50;

interface Row {
  readonly id: string;
  readonly name: string;
  readonly interval_minutes: number;
  readonly last_beat_at: Date | null;
  readonly created_at: Date;
}

/**
 * Watchers outside the hotline: a program at a party, a script on another machine. Each calls an address of its own while it is
 * well; one that falls silent is told of by the auditor. The address is secret, told once, and kept only as a hash.
 */
@Injectable()
export class Monitors {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  async list(): Promise<readonly MonitorView[]> {
    return this.database.transactionFor(everyParty, async (tx) =>
      (await readMonitors(tx)).map((row) => toView(row, tx.now)),
    );
  }

  async make(person: Person, { name, intervalMinutes }: NewMonitor): Promise<MadeMonitor> {
    const token = randomBytes(24).toString('base64url');
    return this.database.transactionFor(everyParty, async (tx) => {
      if ((await readMonitors(tx)).length >= mostMonitors) throw tooMany();
      const row: Row = {
        id: randomUUID(),
        name,
        interval_minutes: intervalMinutes,
        last_beat_at: null,
        created_at: tx.now,
      };
      await tx.query(
        `INSERT INTO heartbeat_monitor (id, name, token_hash, interval_minutes, created_at, created_by)
         VALUES ($1, $2, $3, $4, $5, $6)`,
        [row.id, name, sha256(token), intervalMinutes, tx.now, person.id],
      );
      await record(tx, person, 'monitor.made', row.id);
      return { ...toView(row, tx.now), url: `${this.settings.config.environment.publicUrl}/heartbeat/${token}` };
    });
  }

  /** Revoking twice revokes once. */
  async revoke(person: Person, id: string): Promise<void> {
    await this.database.transactionFor(everyParty, async (tx) => {
      const [row] = await tx.query<{ revoked_at: Date | null }>(
        'SELECT revoked_at FROM heartbeat_monitor WHERE id = $1 FOR NO KEY UPDATE',
        [id],
      );
      if (row === undefined) throw notFound();
      if (row.revoked_at !== null) return;
      await tx.query('UPDATE heartbeat_monitor SET revoked_at = $2 WHERE id = $1', [id, tx.now]);
      await record(tx, person, 'monitor.revoked', id);
    });
  }

  /** Returns whether there is a monitor at this address. */
  async beat(token: string): Promise<boolean> {
    if (!/^[\w-]{32}$/.test(token)) return false;
    return this.database.transactionFor(everyParty, async (tx) => {
      const beaten = await tx.query(
        `UPDATE heartbeat_monitor SET last_beat_at = greatest(last_beat_at, $2)
         WHERE token_hash = $1 AND revoked_at IS NULL RETURNING 1`,
        [sha256(token), tx.now],
      );
      return beaten.length > 0;
    });
  }
}

async function readMonitors(tx: Tx): Promise<readonly Row[]> {
  return tx.query<Row>(
    `SELECT id, name, interval_minutes, last_beat_at, created_at FROM heartbeat_monitor
     WHERE revoked_at IS NULL ORDER BY name, id`,
  );
}

function toView(
  { id, name, interval_minutes: intervalMinutes, last_beat_at: lastBeatAt, created_at: createdAt }: Row,
  now: Date,
): MonitorView {
  return {
    id,
    name,
    intervalMinutes,
    state: monitorState({ intervalMinutes, lastBeatAt }, now),
    lastBeatAt: lastBeatAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}

async function record(tx: Tx, person: Person, kind: string, subject: string): Promise<void> {
  await recordWatchChange(tx, { actor: `user:${person.id}`, kind, subject });
}

function tooMany(): ProblemError {
  return new ProblemError(409, 'too-many-monitors', {
    en: `There are ${mostMonitors} monitors already. Revoke one that is no longer needed.`,
    fr: `Il y a déjà ${mostMonitors} moniteurs. Révoquez-en un qui ne sert plus.`,
  });
}
