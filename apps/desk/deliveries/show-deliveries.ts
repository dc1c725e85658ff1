import { Inject, Injectable } from '@nestjs/common';
import type { DeliveryHistory } from '#contracts';
import { mask } from '#domain';
import { type Attempt, Database, type Delivery, type Tx } from '#store';
import type { Person } from '../person.js';
import { notFound } from '../read-request.js';
import { type DeliveryEntry, readCourses } from './read-course.js';

/** More than a person's ways by two carriers, each repeated as often as it may be. */
const mostDeliveries = 100;
const mostAttempts = 1_000;

type Row = Pick<Delivery, 'id' | 'channel' | 'address' | 'carrier' | 'state' | 'lastError' | 'createdAt'>;

/** What became of one page: every delivery of it, every attempt, and why the next way was taken. */
@Injectable()
export class ShowDeliveries {
  constructor(@Inject(Database) private readonly database: Database) {}

  async show(person: Person, incidentId: string, pageId: string): Promise<DeliveryHistory> {
    return this.database.transactionFor(person.scope, async (tx) => {
      const [page] = await tx.query<{ told_with: string | null; told_in: string }>(
        `SELECT p.told_with, coalesce(w.incident_id, p.incident_id) AS told_in
         FROM page p LEFT JOIN page w ON w.id = p.told_with WHERE p.id = $1 AND p.incident_id = $2`,
        [pageId, incidentId],
      );
      if (page === undefined) throw notFound();
      const { told_with: toldWith, told_in: toldIn } = page;
      return { toldTogether: toldWith !== null, items: await readItems(tx, toldIn, toldWith ?? pageId) };
    });
  }
}

async function readItems(tx: Tx, incidentId: string, pageId: string): Promise<DeliveryHistory['items']> {
  const rows = await tx.query<Row>(
    `SELECT id, channel, address, carrier, state, last_error AS "lastError", created_at AS "createdAt"
     FROM delivery WHERE page_id = $1 AND purpose = 'page' ORDER BY created_at, id LIMIT ${mostDeliveries}`,
    [pageId],
  );
  const ids = rows.map(({ id }) => id);
  const [attempts, entries] = await Promise.all([
    tx.query<Attempt>(
      `SELECT delivery_id AS "deliveryId", number, started_at AS "startedAt", ended_at AS "endedAt", outcome, detail
       FROM attempt WHERE delivery_id = ANY($1) ORDER BY delivery_id, number LIMIT ${mostAttempts}`,
      [ids],
    ),
    tx.query<DeliveryEntry>(
      `SELECT at, type, data FROM timeline_entry
       WHERE subject_id = $1 AND type LIKE 'delivery.%' AND data->>'deliveryId' = ANY($2) ORDER BY seq`,
      [incidentId, ids],
    ),
  ]);
  const courses = readCourses(entries);
  // Of those that began at one instant the chain knows the order.
  const order = [...courses.keys()];
  return rows
    .toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id))
    .map(({ id, channel, address, carrier, state, lastError, createdAt }) => ({
      id,
      channel,
      address: mask(address),
      carrier,
      state,
      error: lastError,
      createdAt: createdAt.toISOString(),
      ...(courses.get(id) ?? { because: null, steps: [] }),
      attempts: attempts
        .filter(({ deliveryId }) => deliveryId === id)
        .map(({ number, startedAt, endedAt, outcome, detail }) => ({
          number,
          startedAt: startedAt.toISOString(),
          endedAt: endedAt?.toISOString() ?? null,
          outcome,
          detail,
        })),
    }));
}
