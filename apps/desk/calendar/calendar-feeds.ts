import { randomBytes, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { FeedView, MadeFeed } from '#contracts';
import { everyParty } from '#domain';
import { planWatch, ProblemError, recordWatchChange, Settings, shiftsBeginning } from '#service';
import { Database, sha256, type Tx } from '#store';
import type { Person } from '../person.js';
import { notFound } from '../read-request.js';
import { type CalendarEntry, writeCalendar } from './write-calendar.js';

const dayMs = 86_400_000;
/** What a feed holds of the past and of what is to come. */
const pastMs = 14 * dayMs;
const aheadMs = 90 * dayMs;
const mostEntries = 2_000;
const mostFeeds = 20;

interface FeedRow {
  readonly id: string;
  readonly created_at: Date;
  readonly schedule_id: string | null;
  readonly key: string | null;
  readonly name: string | null;
}

/**
 * Addresses at which a calendar program reads shifts. Whoever has the address can read, so it is secret, told once, kept only as
 * a hash, and stops working when it is revoked or when whoever made it leaves.
 */
@Injectable()
export class CalendarFeeds {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  async list(person: Person): Promise<readonly FeedView[]> {
    return this.database.transactionFor(everyParty, async (tx) => (await readFeeds(tx, person)).map(toView));
  }

  async make(person: Person, scheduleId: string | null): Promise<MadeFeed> {
    const token = randomBytes(24).toString('base64url');
    return this.database.transactionFor(everyParty, async (tx) => {
      const [schedule] = await tx.query('SELECT 1 FROM schedule WHERE id = $1', [scheduleId]);
      if (scheduleId !== null && schedule === undefined) throw notFound();
      if ((await readFeeds(tx, person)).length >= mostFeeds) throw tooMany();
      const id = randomUUID();
      await tx.query(
        `INSERT INTO calendar_feed (id, user_id, schedule_id, token_hash, created_at, created_by)
         VALUES ($1, $2, $3, $4, $5, $6)`,
        [id, scheduleId === null ? person.id : null, scheduleId, sha256(token), tx.now, person.id],
      );
      await this.record(tx, person, 'feed.made', id);
      const feed = (await readFeeds(tx, person)).find((row) => row.id === id);
      if (feed === undefined) throw notFound();
      return { ...toView(feed), url: `${this.settings.config.environment.publicUrl}/calendar/${token}.ics` };
    });
  }

  /** One's own. Revoking twice revokes once. */
  async revoke(person: Person, id: string): Promise<void> {
    await this.database.transactionFor(everyParty, async (tx) => {
      const [row] = await tx.query<{ revoked_at: Date | null }>(
        'SELECT revoked_at FROM calendar_feed WHERE id = $1 AND created_by = $2 FOR NO KEY UPDATE',
        [id, person.id],
      );
      if (row === undefined) throw notFound();
      if (row.revoked_at !== null) return;
      await tx.query('UPDATE calendar_feed SET revoked_at = $2 WHERE id = $1', [id, tx.now]);
      await this.record(tx, person, 'feed.revoked', id);
    });
  }

  /** The calendar at an address; null for one that was never given out, or no longer works. */
  async read(token: string): Promise<string | null> {
    if (!/^[\w-]{32}$/.test(token)) return null;
    return this.database.transactionFor(everyParty, async (tx) => {
      const [feed] = await tx.query<{ person: string | null; schedule_id: string | null; language: 'en' | 'fr' }>(
        `SELECT CASE WHEN f.user_id IS NULL THEN NULL ELSE u.key END AS person, f.schedule_id, u.language
         FROM calendar_feed f JOIN user_account u ON u.id = f.created_by
         WHERE f.token_hash = $1 AND f.revoked_at IS NULL AND u.active AND u.role <> 'liaison'`,
        [sha256(token)],
      );
      if (feed === undefined) return null;
      const { person, schedule_id: scheduleId, language } = feed;
      const from = new Date(tx.now.getTime() - pastMs);
      const plan = (await planWatch(tx, from)).filter(({ id }) => scheduleId === null || id === scheduleId);
      const names = await readNames(tx);
      const entries = plan
        .flatMap(({ key, name, compiled }) =>
          shiftsBeginning(compiled, from, new Date(tx.now.getTime() + aheadMs))
            .filter((shift) => person === null || shift.person === person)
            .map((shift): CalendarEntry => {
              const title = person === null ? `${name}: ${names.get(shift.person) ?? shift.person}` : `Vigil: ${name}`;
              const begins = shift.from.toISOString().replace(/[-:.]/g, '');
              return { uid: `${key}-${shift.person}-${begins}@vigil`, title, from: shift.from, to: shift.to };
            }),
        )
        .toSorted((a, b) => a.from.getTime() - b.from.getTime())
        .slice(0, mostEntries);
      const name = scheduleId === null ? 'Vigil' : `Vigil: ${plan[0]?.name ?? ''}`;
      return writeCalendar({ name, language, madeAt: tx.now, entries });
    });
  }

  private async record(tx: Tx, person: Person, kind: string, subject: string): Promise<void> {
    await recordWatchChange(tx, { actor: `user:${person.id}`, kind, subject });
  }
}

async function readFeeds(tx: Tx, person: Person): Promise<readonly FeedRow[]> {
  return tx.query<FeedRow>(
    `SELECT f.id, f.created_at, f.schedule_id, s.key, s.name FROM calendar_feed f LEFT JOIN schedule s ON s.id = f.schedule_id
     WHERE f.created_by = $1 AND f.revoked_at IS NULL ORDER BY f.created_at, f.id`,
    [person.id],
  );
}

function toView({ id, created_at: createdAt, schedule_id: scheduleId, key, name }: FeedRow): FeedView {
  const schedule = scheduleId === null ? null : { id: scheduleId, key: key ?? '', name: name ?? '' };
  return { id, schedule, createdAt: createdAt.toISOString() };
}

async function readNames(tx: Tx): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ key: string; name: string }>('SELECT key, name FROM user_account');
  return new Map(rows.map(({ key, name }) => [key, name]));
}

function tooMany(): ProblemError {
  return new ProblemError(409, 'too-many-feeds', {
    en: 'Revoke an address that you no longer use first.',
    fr: 'Révoquez d’abord une adresse que vous n’utilisez plus.',
  });
}
