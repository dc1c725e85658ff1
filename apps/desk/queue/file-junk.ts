import { Inject, Injectable } from '@nestjs/common';
import type { JunkOutcome } from '#contracts';
import { fileAsJunk, undoWithin } from '#domain';
import { acknowledgeIncident, type Bilingual, ProblemError } from '#service';
import { Database, type Tx } from '#store';
import { lockIncident } from '../lock-incident.js';
import { applyMove } from '../move-incident.js';
import type { Person } from '../person.js';

type Refusal = JunkOutcome['refused'][number];

/** Said on the timeline of each incident that is taken back. */
const undone = 'Undone: it was closed together with others by mistake.';

/**
 * Closes several incidents that are none, and takes that back. Each is a transaction of its own with the moves, entries and
 * events that closing it by itself would have made: one that is refused keeps no other from being done.
 */
@Injectable()
export class FileJunk {
  constructor(@Inject(Database) private readonly database: Database) {}

  async file(person: Person, ids: readonly string[], reason: string): Promise<JunkOutcome> {
    const outcome = await this.each(person, ids, (tx, id) => closeOne(tx, person, id, reason));
    const until = new Date(this.database.clock.now().getTime() + undoWithin);
    return { ...outcome, undoUntil: until.toISOString() };
  }

  /** Reopens them: the timeline says that it happened, and whoever is on duty is woken for what needs it, as for any reopening. */
  async undo(person: Person, ids: readonly string[]): Promise<JunkOutcome> {
    const outcome = await this.each(person, ids, (tx, id) => reopenOne(tx, person, id));
    return { ...outcome, undoUntil: null };
  }

  private async each(
    person: Person,
    ids: readonly string[],
    act: (tx: Tx, id: string) => Promise<void>,
  ): Promise<Pick<JunkOutcome, 'done' | 'refused'>> {
    const done: string[] = [];
    const refused: Refusal[] = [];
    for (const id of new Set(ids)) {
      try {
        await this.database.transactionFor(person.scope, (tx) => act(tx, id));
        done.push(id);
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        refused.push({ id, reference: null, reason: error.detail[person.language] });
      }
    }
    return { done, refused: await this.named(person, refused) };
  }

  private async named(person: Person, refused: readonly Refusal[]): Promise<Refusal[]> {
    if (refused.length === 0) return [];
    const rows = await this.database.transactionFor(person.scope, (tx) =>
      tx.query<{ id: string; reference: string }>('SELECT id, reference FROM incident WHERE id = ANY($1)', [
        refused.map(({ id }) => id),
      ]),
    );
    return refused.map((one) => ({ ...one, reference: rows.find(({ id }) => id === one.id)?.reference ?? null }));
  }
}

async function closeOne(tx: Tx, person: Person, id: string, reason: string): Promise<void> {
  const facts = await lockIncident(tx, id);
  const [held] = await tx.query<{ by: string | null }>(
    'SELECT coalesce(assignee_id, acknowledged_by) AS by FROM incident WHERE id = $1',
    [id],
  );
  const by = held?.by ?? null;
  const decision = fileAsJunk({ ...facts, heldByAnother: by !== null && by !== person.id });
  if (decision.outcome === 'refused') throw new ProblemError(409, decision.code, decision.reason);
  if (!facts.acknowledged && facts.severity !== 'not-an-incident') {
    const answer = await acknowledgeIncident(tx, { incidentId: id, userId: person.id, via: 'console' });
    if (answer.outcome !== 'acknowledged') throw new ProblemError(409, 'not-yours', notYours);
  }
  for (const to of decision.through) await applyMove(tx, person, id, to, reason);
}

async function reopenOne(tx: Tx, person: Person, id: string): Promise<void> {
  await lockIncident(tx, id);
  const [last] = await tx.query<{ actor: string; at: Date; to: string }>(
    `SELECT actor, at, data ->> 'to' AS to FROM timeline_entry
     WHERE subject_kind = 'incident' AND subject_id = $1 AND type = 'incident.moved' ORDER BY seq DESC LIMIT 1`,
    [id],
  );
  const isOwn = last?.to === 'closed' && last.actor === `user:${person.id}`;
  if (!isOwn || last.at.getTime() + undoWithin < tx.now.getTime()) throw new ProblemError(409, 'too-late', tooLate);
  await applyMove(tx, person, id, 'triaged', undone);
}

const notYours: Bilingual = {
  en: 'Others are being woken for it: open it and answer there.',
  fr: 'On réveille d’autres personnes pour lui\u00A0: ouvrez-le et répondez là.',
};

const tooLate: Bilingual = {
  en: 'It is too late to undo, or something happened since. Open it to reopen it.',
  fr: 'Il est trop tard pour annuler, ou quelque chose a changé. Ouvrez-le pour le rouvrir.',
};
