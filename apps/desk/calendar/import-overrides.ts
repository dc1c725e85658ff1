import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { CalendarReport } from '#contracts';
import { everyParty } from '#domain';
import { lockWatch, ProblemError, recordWatchChange } from '#service';
import { Database, type Tx } from '#store';
import type { Person } from '../person.js';
import { notFound } from '../read-request.js';
import { readCalendar, type ReadEntry } from './read-calendar.js';

type Line = CalendarReport['entries'][number];

interface Imported {
  readonly id: string;
  readonly uid: string;
  readonly fromAt: Date;
  readonly toAt: Date;
  readonly personId: string;
}

interface Candidate {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly email: string | null;
}

interface Import {
  readonly scheduleId: string;
  readonly key: string;
  readonly known: ReadonlyMap<string, Imported>;
  readonly people: readonly Candidate[];
  /** `user:<id>`; null while nothing is to be written. */
  readonly by: `user:${string}` | null;
}

/** Takes overrides in from a calendar file: the same event again changes what it made before, and a cancelled one takes it back. */
@Injectable()
export class ImportOverrides {
  constructor(@Inject(Database) private readonly database: Database) {}

  async take(person: Person, scheduleId: string, bytes: Uint8Array, apply: boolean): Promise<CalendarReport> {
    return this.database.transactionFor(everyParty, async (tx) => {
      if (apply) await lockWatch(tx);
      const [schedule] = await tx.query<{ key: string; zone: string }>('SELECT key, zone FROM schedule WHERE id = $1', [
        scheduleId,
      ]);
      if (schedule === undefined) throw notFound();
      const file = readCalendar(bytes, schedule.zone);
      if (file.outcome === 'refused') throw unreadable(file.reason);
      const work: Import = {
        scheduleId,
        key: schedule.key,
        known: await readImported(tx, scheduleId),
        people: await tx.query<Candidate>(
          `SELECT id, key, name, email FROM user_account WHERE active AND role IN ('responder', 'manager') ORDER BY key`,
        ),
        by: apply ? `user:${person.id}` : null,
      };
      const entries: Line[] = [];
      for (const entry of file.entries) entries.push(await settle(tx, work, entry));
      const count = (wanted: Line['outcome']) => entries.filter(({ outcome }) => outcome === wanted).length;
      return {
        applied: apply,
        counts: {
          created: count('created'),
          changed: count('changed'),
          unchanged: count('unchanged'),
          removed: count('removed'),
          refused: count('refused'),
        },
        entries,
      };
    });
  }
}

async function settle(tx: Tx, work: Import, entry: ReadEntry): Promise<Line> {
  const { line } = entry;
  const nothing = { line, person: null, from: null, to: null, reason: null } as const;
  if (entry.kind === 'refused') return { ...nothing, outcome: 'refused', person: entry.who, reason: entry.fault };
  const before = work.known.get(entry.uid);
  if (entry.kind === 'cancelled') {
    if (before !== undefined) await remove(tx, work, before);
    return { ...nothing, outcome: before === undefined ? 'unchanged' : 'removed' };
  }
  const time = { from: entry.from.toISOString(), to: entry.to.toISOString() };
  const who = work.people.filter((person) => isNamed(person, entry.who));
  const [member] = who;
  if (member === undefined || who.length > 1) {
    const reason = member === undefined ? 'unknown-person' : 'several-people';
    return { ...nothing, ...time, outcome: 'refused', person: entry.who, reason };
  }
  const told = { ...nothing, ...time, person: member.name };
  const isSame = +(before?.fromAt ?? 0) === +entry.from && +(before?.toAt ?? 0) === +entry.to;
  if (isSame && before?.personId === member.id) return { ...told, outcome: 'unchanged' };
  if (before !== undefined) await remove(tx, work, before);
  await add(tx, work, entry, member);
  return { ...told, outcome: before === undefined ? 'created' : 'changed' };
}

function isNamed({ key, name, email }: Candidate, who: string): boolean {
  const wanted = who.normalize('NFC').toLowerCase();
  return [key, name, email].some((known) => known !== null && known.normalize('NFC').toLowerCase() === wanted);
}

async function readImported(tx: Tx, scheduleId: string): Promise<ReadonlyMap<string, Imported>> {
  const rows = await tx.query<Imported>(
    `SELECT id, uid, from_at AS "fromAt", to_at AS "toAt", person_id AS "personId" FROM schedule_override
     WHERE schedule_id = $1 AND uid IS NOT NULL AND removed_at IS NULL`,
    [scheduleId],
  );
  return new Map(rows.map((row) => [row.uid, row]));
}

async function remove(tx: Tx, { key, by }: Import, { id }: Imported): Promise<void> {
  if (by === null) return;
  await tx.query('UPDATE schedule_override SET removed_at = $2, removed_by = $3 WHERE id = $1', [id, tx.now, by]);
  await recordWatchChange(tx, { actor: by, kind: 'override.removed', subject: key, data: { id } });
}

async function add(
  tx: Tx,
  { scheduleId, key, by }: Import,
  { uid, from, to }: Extract<ReadEntry, { kind: 'time' }>,
  person: Candidate,
): Promise<void> {
  if (by === null) return;
  const id = randomUUID();
  await tx.query(
    `INSERT INTO schedule_override (id, schedule_id, kind, from_at, to_at, person_id, reason, uid, created_at, created_by)
     VALUES ($1, $2, 'replace', $3, $4, $5, '', $6, $7, $8)`,
    [id, scheduleId, from, to, person.id, uid, tx.now, by],
  );
  const data = { id, from, to, person: person.key };
  await recordWatchChange(tx, { actor: by, kind: 'override.imported', subject: key, data });
}

function unreadable(reason: 'no-calendar' | 'too-many'): ProblemError {
  return new ProblemError(
    422,
    'unreadable-file',
    reason === 'no-calendar'
      ? { en: 'This is no iCalendar file.', fr: 'Ce n’est pas un fichier iCalendar.' }
      : { en: 'The file holds more than 2,000 events.', fr: 'Le fichier contient plus de 2\u00A0000 événements.' },
  );
}
