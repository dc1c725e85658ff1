import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { queueFilter, type SavedView, type saveView } from '#contracts';
import { ProblemError } from '#service';
import { Database, type Tx } from '#store';
import type { Person } from '../person.js';
import { notFound, readQuery } from '../read-request.js';

const mostViews = 50;

/** Filters that a person keeps under names of their own; nobody else sees them. Every answer is all of them. */
@Injectable()
export class SavedViews {
  constructor(@Inject(Database) private readonly database: Database) {}

  async list(person: Person): Promise<SavedView[]> {
    return this.database.transactionFor(person.scope, (tx) => readViews(tx, person));
  }

  async add(person: Person, view: z.output<typeof saveView>): Promise<SavedView[]> {
    return this.change(person, view, async (tx, own) => {
      if (own.length >= mostViews) throw tooMany();
      await tx.query(
        'INSERT INTO saved_view (id, user_id, name, filter, is_default, created_at) VALUES ($1, $2, $3, $4, $5, $6)',
        [randomUUID(), person.id, view.name, view.filter, view.isDefault, tx.now],
      );
    });
  }

  async edit(person: Person, id: string, view: z.output<typeof saveView>): Promise<SavedView[]> {
    return this.change(person, { ...view, id }, async (tx, own) => {
      if (!own.some((one) => one.id === id)) throw notFound();
      await tx.query('UPDATE saved_view SET name = $3, filter = $4, is_default = $5 WHERE id = $1 AND user_id = $2', [
        id,
        person.id,
        view.name,
        view.filter,
        view.isDefault,
      ]);
    });
  }

  async remove(person: Person, id: string): Promise<SavedView[]> {
    return this.database.transactionFor(person.scope, async (tx) => {
      const gone = await tx.query('DELETE FROM saved_view WHERE id = $1 AND user_id = $2 RETURNING id', [
        id,
        person.id,
      ]);
      if (gone.length === 0) throw notFound();
      return readViews(tx, person);
    });
  }

  /** One after the other for one person; at most one view is shown first. */
  private async change(
    person: Person,
    { id, name, filter, isDefault }: z.output<typeof saveView> & { readonly id?: string },
    save: (tx: Tx, own: readonly SavedView[]) => Promise<void>,
  ): Promise<SavedView[]> {
    // What is kept must still be a filter when it is asked for.
    readQuery(queueFilter, filter);
    return this.database.transactionFor(person.scope, async (tx) => {
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('saved_view ' || $1, 0))`, [person.id]);
      const own = await readViews(tx, person);
      if (own.some((one) => one.id !== id && one.name.toLowerCase() === name.toLowerCase())) throw nameTaken();
      if (isDefault) await tx.query('UPDATE saved_view SET is_default = false WHERE user_id = $1', [person.id]);
      await save(tx, own);
      return readViews(tx, person);
    });
  }
}

async function readViews(tx: Tx, person: Person): Promise<SavedView[]> {
  return tx.query<SavedView>(
    `SELECT id, name, filter, is_default AS "isDefault" FROM saved_view WHERE user_id = $1 ORDER BY lower(name) LIMIT ${mostViews}`,
    [person.id],
  );
}

const nameTaken = (): ProblemError =>
  new ProblemError(409, 'name-taken', {
    en: 'One of your views has this name. Choose another.',
    fr: 'Une de vos vues porte ce nom. Choisissez-en un autre.',
  });

const tooMany = (): ProblemError =>
  new ProblemError(409, 'too-many-views', {
    en: `You have ${mostViews} views. Delete one first.`,
    fr: `Vous avez ${mostViews} vues. Supprimez-en une d’abord.`,
  });
