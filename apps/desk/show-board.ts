import { Inject, Injectable } from '@nestjs/common';
import type { Board, MeasuredTime } from '#contracts';
import { mainSchedule, onDutyAt, severities } from '#domain';
import { ReadWatch } from '#service';
import { Database, type Tx } from '#store';
import { readPromises } from './board-promises.js';
import { readAudit, readSelfTests } from './health/show-health.js';
import { type IncidentRecord, instant, isOpen, queueOrder, selectIncidents, toIncidentRow } from './incident-row.js';
import { readSpans } from './measures/measure-spans.js';
import type { Person } from './person.js';

/** The most open incidents that the board lists; the counts above the list are of all. */
const mostIncidents = 200;

/** Over how much of the past the board tells how fast the watch was: seven days. */
const timesMs = 7 * 86_400_000;

/** What a manager needs on one screen: what is open, who has the watch, how fast the watch has been. */
@Injectable()
export class ShowBoard {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ReadWatch) private readonly watch: ReadWatch,
  ) {}

  async show(person: Person): Promise<Board> {
    return this.database.transactionFor(person.scope, async (tx) => {
      const { zone, ...service } = await readService(tx, person.language);
      const incidents = await tx.query<IncidentRecord>(
        selectIncidents(`WHERE ${isOpen} ORDER BY ${queueOrder} LIMIT ${mostIncidents}`),
        [person.language],
      );
      return {
        at: tx.now.toISOString(),
        service: { ...service, zone },
        open: await countOpen(tx),
        oldestUnacknowledged: await oldestUnacknowledged(tx),
        promises: await readPromises(tx),
        health: await readHealth(tx),
        onDuty: await this.onDuty(tx),
        ...(await readTimes(tx)),
        reports: await countReports(tx, zone),
        incidents: incidents.map(toIncidentRow),
      };
    });
  }

  private async onDuty(tx: Tx): Promise<Board['onDuty']> {
    const { schedules, people } = await this.watch.at(tx);
    const watch = schedules.get(mainSchedule);
    if (watch === undefined) return { now: null, until: null, next: null, nextFrom: null };
    const namesOf = (keys: readonly string[]) =>
      keys.map((key) => people.find((person) => person.key === key)?.name ?? key).join(', ') || null;
    const { people: now, until, next } = onDutyAt(watch, tx.now);
    return {
      now: namesOf(now),
      until: instant(until),
      next: namesOf(next?.people ?? []),
      nextFrom: instant(next?.from ?? null),
    };
  }
}

/** The service window: that of the election whose window ends last. */
async function readService(tx: Tx, language: 'en' | 'fr'): Promise<Board['service']> {
  const [row] = await tx.query<{ closes_at: Date; last_day: string; zone: string; name: string }>(
    `SELECT closes_at, ((closes_at AT TIME ZONE zone) - interval '1 day')::date::text AS last_day, zone,
       CASE WHEN $1 = 'fr' THEN name_fr ELSE name_en END AS name
     FROM election ORDER BY closes_at DESC, key LIMIT 1`,
    [language],
  );
  if (row === undefined) throw new Error('there is no election');
  const { closes_at: closesAt, last_day: lastDay, zone, name } = row;
  return { open: tx.now < closesAt, closesAt: closesAt.toISOString(), lastDay, zone, election: name };
}

async function readHealth(tx: Tx): Promise<Board['health']> {
  const [wrong, audit, selfTests] = await Promise.all([
    tx.query<{ count: number }>(
      `SELECT ((SELECT count(*) FROM finding WHERE cleared_at IS NULL AND accepted_at IS NULL)
         + (SELECT count(*) FROM outbox WHERE parked_at IS NOT NULL))::int AS count`,
    ),
    readAudit(tx),
    readSelfTests(tx),
  ]);
  return {
    wrong: wrong[0]?.count ?? 0,
    audit: audit === null ? null : { at: audit.at, held: audit.held },
    selfTests,
  };
}

async function countOpen(tx: Tx): Promise<Board['open']> {
  const rows = await tx.query<Board['open'][number]>(
    `SELECT severity, count(*)::int AS count, (count(*) FILTER (WHERE acknowledged_at IS NULL))::int AS unacknowledged
     FROM incident i WHERE ${isOpen} GROUP BY severity`,
  );
  return severities.map(
    (severity) => rows.find((row) => row.severity === severity) ?? { severity, count: 0, unacknowledged: 0 },
  );
}

/** What is no incident wakes nobody, so nobody has to acknowledge it. */
async function oldestUnacknowledged(tx: Tx): Promise<Board['oldestUnacknowledged']> {
  const [row] = await tx.query<{ id: string; reference: string; opened_at: Date }>(
    `SELECT id, reference, opened_at FROM incident i
     WHERE ${isOpen} AND acknowledged_at IS NULL AND severity <> 'not-an-incident' ORDER BY opened_at, id LIMIT 1`,
  );
  return row === undefined ? null : { id: row.id, reference: row.reference, openedAt: row.opened_at.toISOString() };
}

/** How fast the watch was with the incidents of the last days, as the measures have it (docs/measures.md). */
async function readTimes(tx: Tx): Promise<Pick<Board, 'timeToAcknowledge' | 'timeToContain'>> {
  const rows = await readSpans(tx, { from: new Date(tx.now.getTime() - timesMs), to: afterNow(tx.now) });
  const of = (measure: MeasuredTime): Board['timeToAcknowledge'] => {
    const row = rows.find((one) => one.measure === measure && one.severity === null);
    return { median: row?.median ?? null, p90: row?.p90 ?? null, count: row?.reached ?? 0 };
  };
  return { timeToAcknowledge: of('acknowledge'), timeToContain: of('contain') };
}

/** What was opened this very instant is in the period too. */
function afterNow(now: Date): Date {
  return new Date(now.getTime() + 1);
}

/** `today` is the calendar day in the election's zone. */
async function countReports(tx: Tx, zone: string): Promise<Board['reports']> {
  const [row] = await tx.query<Board['reports']>(
    `SELECT count(*)::int AS received,
       (count(*) FILTER (WHERE received_at >= date_trunc('day', $1::timestamptz AT TIME ZONE $2) AT TIME ZONE $2))::int AS today
     FROM report`,
    [tx.now, zone],
  );
  return row ?? { received: 0, today: 0 };
}
