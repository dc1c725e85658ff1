import { Inject, Injectable } from '@nestjs/common';
import type { QueueCounts, QueueFilter } from '#contracts';
import { Database } from '#store';
import type { Person } from '../person.js';
import { narrowQueue } from './narrow-queue.js';

/** Beyond this nobody needs to know how many: counting has an end. */
const mostCounted = 10_000;

/** How many incidents a filter finds, of those that the person may see. */
@Injectable()
export class CountQueue {
  constructor(@Inject(Database) private readonly database: Database) {}

  async count(person: Person, filter: QueueFilter): Promise<QueueCounts> {
    return this.database.transactionFor(person.scope, async (tx) => {
      const { conditions, parameters } = narrowQueue(filter, person, tx.now, 0);
      const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
      const [row] = await tx.query<{ count: number; waiting: number }>(
        `SELECT count(*)::int AS count,
           (count(*) FILTER (WHERE acknowledged_at IS NULL AND e.due_at IS NOT NULL))::int AS waiting
         FROM (SELECT i.id, i.acknowledged_at FROM incident i ${where} LIMIT ${mostCounted + 1}) i
         LEFT JOIN escalation e ON e.incident_id = i.id AND e.status = 'running'`,
        parameters,
      );
      const { count = 0, waiting = 0 } = row ?? {};
      return { count: Math.min(count, mostCounted), isMore: count > mostCounted, waiting };
    });
  }
}
