import { Inject, Injectable } from '@nestjs/common';
import type { ElectionList } from '#contracts';
import { gapsBetween, mainSchedule } from '#domain';
import { planWatch } from '#service';
import { Database, type Tx } from '#store';
import type { Person } from '../person.js';

/** Gaps further ahead than this say more about the planning than about the election, in days. */
const aheadDays = 100;

interface Row {
  readonly key: string;
  readonly en: string;
  readonly fr: string;
  readonly zone: string;
  readonly pollingDay: string;
  readonly lastDay: string;
  readonly day: Date;
  readonly night: Date;
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly closedAt: Date | null;
  readonly candidates: number;
  readonly incidents: number;
  readonly open: number;
}

/** Every election that the hotline serves or has served, with its window and what it brought so far. */
@Injectable()
export class ListElections {
  constructor(@Inject(Database) private readonly database: Database) {}

  async list(person: Person): Promise<ElectionList> {
    return this.database.transactionFor(person.scope, async (tx) => {
      const rows = await readElections(tx);
      const watch = (await planWatch(tx, tx.now)).find(({ key }) => key === mainSchedule);
      return {
        at: tx.now.toISOString(),
        items: rows.map((row) => {
          const until = new Date(Math.min(row.closesAt.getTime(), tx.now.getTime() + aheadDays * 86_400_000));
          const gaps = watch === undefined || until <= tx.now ? [] : gapsBetween(watch.compiled, tx.now, until);
          const [first] = gaps;
          return {
            key: row.key,
            name: { en: row.en, fr: row.fr },
            zone: row.zone,
            pollingDay: row.pollingDay,
            polling: { from: row.day.toISOString(), to: row.night.toISOString() },
            opensAt: row.opensAt.toISOString(),
            lastDay: row.lastDay,
            closesAt: row.closesAt.toISOString(),
            closedAt: row.closedAt?.toISOString() ?? null,
            incidents: { all: row.incidents, open: row.open },
            candidates: row.candidates,
            gaps: {
              count: gaps.length,
              first: first === undefined ? null : { from: first.from.toISOString(), to: first.to.toISOString() },
            },
          };
        }),
      };
    });
  }
}

function readElections(tx: Tx): Promise<Row[]> {
  return tx.query<Row>(
    `SELECT e.key, e.name_en AS en, e.name_fr AS fr, e.zone, e.polling_day::text AS "pollingDay",
       ((e.closes_at - interval '1 s') AT TIME ZONE e.zone)::date::text AS "lastDay",
       e.polling_day::timestamp AT TIME ZONE e.zone AS day, (e.polling_day + 1)::timestamp AT TIME ZONE e.zone AS night,
       e.created_at AS "opensAt", e.closes_at AS "closesAt", e.closed_at AS "closedAt",
       (SELECT count(*)::int FROM candidate c JOIN party_campaign p ON p.id = c.campaign_id
        WHERE p.election_id = e.id AND p.removed_at IS NULL AND c.removed_at IS NULL) AS candidates, i.incidents, i.open
     FROM election e, LATERAL (
       SELECT count(*)::int AS incidents, count(*) FILTER (WHERE i.state <> 'closed')::int AS open FROM incident i
       WHERE i.opened_at >= e.created_at AND i.opened_at < e.closes_at AND i.merged_into IS NULL AND i.severity <> 'not-an-incident') i
     ORDER BY e.polling_day DESC, e.key LIMIT 50`,
  );
}
