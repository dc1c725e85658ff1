import { Inject, Injectable } from '@nestjs/common';
import type { Measures, MeasurePeriods } from '#contracts';
import { Database, type Tx } from '#store';
import type { Person } from '../person.js';
import { cohort, type Period } from './cohort.js';
import { measureCorrections } from './measure-corrections.js';
import { measureEscalations } from './measure-escalations.js';
import { measureEvenness } from './measure-evenness.js';
import { measureKinds } from './measure-kinds.js';
import { measureLoad } from './measure-load.js';
import { measureReports } from './measure-reports.js';
import { measureSpans } from './measure-spans.js';
import { measureTaken } from './measure-taken.js';
import { readZone } from '../read-zone.js';

/** The measures of a period, each from the record of what happened, beside those of the period of the same length before. */
@Injectable()
export class ShowMeasures {
  constructor(@Inject(Database) private readonly database: Database) {}

  async show(person: Person, period: Period): Promise<Measures> {
    const length = period.to.getTime() - period.from.getTime();
    const former = { from: new Date(period.from.getTime() - length), to: period.from };
    return this.database.transactionFor(person.scope, async (tx) => {
      const zone = await readZone(tx);
      const reports = await measureReports(tx, period, former, zone);
      return {
        from: period.from.toISOString(),
        to: period.to.toISOString(),
        former: { from: former.from.toISOString(), to: former.to.toISOString() },
        zone,
        incidents: await count(tx, period),
        formerIncidents: await count(tx, former),
        reports: reports.reports,
        formerReports: reports.formerReports,
        ...(await measureSpans(tx, period, former)),
        load: await measureLoad(tx, period, zone, reports),
        kinds: await measureKinds(tx, period, zone),
        escalations: await measureEscalations(tx, period),
        channels: { reports: [...reports.byChannel], taken: await measureTaken(tx, period) },
        corrections: await measureCorrections(tx, period),
        evenness: await measureEvenness(tx, period),
      };
    });
  }

  /** Each election until the end of polling day, and its service window; both begin when the hotline first served it. */
  async periods(person: Person): Promise<MeasurePeriods> {
    const rows = await this.database.transactionFor(person.scope, (tx) =>
      tx.query<{ key: string; en: string; fr: string; from: Date; polls_closed: Date; closes_at: Date }>(
        `SELECT key, name_en AS en, name_fr AS fr, created_at AS "from",
           (polling_day + 1)::timestamp AT TIME ZONE zone AS polls_closed, closes_at
         FROM election ORDER BY closes_at DESC, key LIMIT 50`,
      ),
    );
    return rows.flatMap(({ key, en, fr, from, polls_closed: pollsClosed, closes_at: closesAt }) => [
      { kind: 'election' as const, key, name: { en, fr }, from: from.toISOString(), to: pollsClosed.toISOString() },
      { kind: 'window' as const, key, name: { en, fr }, from: from.toISOString(), to: closesAt.toISOString() },
    ]);
  }
}

async function count(tx: Tx, { from, to }: Period): Promise<number> {
  const [row] = await tx.query<{ incidents: number }>(`SELECT count(*)::int AS incidents FROM (${cohort}) c`, [
    from,
    to,
  ]);
  return row?.incidents ?? 0;
}
