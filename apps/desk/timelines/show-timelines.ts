import { Inject, Injectable } from '@nestjs/common';
import type { Timelines } from '#contracts';
import { type IncidentState, mainSchedule, phasesOf, type Severity, shiftsBetween } from '#domain';
import { planWatch } from '#service';
import { Database, type Tx } from '#store';
import type { Person } from '../person.js';
import { readZone } from '../read-zone.js';
import { Members } from '../watch/members.js';
import { toPhaseView } from './phase-view.js';

/** More lanes than this can neither be drawn nor read. */
const mostIncidents = 200;
/** Of all of them together; each has a handful, and one that was reopened all day has no more to tell. */
const mostMoves = 10_000;
/** The shifts of a longer time are thinner than a line, in days. */
const longestWatch = 62;

/** What is laid out; `to` is not in it. */
export interface Layout {
  readonly from: Date;
  readonly to: Date;
  /** These alone; all without. */
  readonly severity: readonly Severity[] | null;
  /** The key of a party. */
  readonly party: string | null;
}

interface IncidentRow {
  readonly id: string;
  readonly reference: string;
  readonly severity: Severity;
  readonly category: string;
  readonly state: IncidentState;
  readonly party: string | null;
  readonly reportedAt: Date;
  readonly total: number;
}

interface StepRow {
  readonly id: string;
  readonly at: Date;
  readonly type: string;
  readonly to: IncidentState | null;
}

/** The incidents of a time on one axis. One that became a part of another, and what is no incident, has no lane of its own. */
@Injectable()
export class ShowTimelines {
  constructor(@Inject(Database) private readonly database: Database) {}

  async show(person: Person, layout: Layout): Promise<Timelines> {
    const { from, to } = layout;
    return this.database.transactionFor(person.scope, async (tx) => {
      const rows = await readIncidents(tx, layout, person.language);
      const steps = await readSteps(tx, rows);
      return {
        from: from.toISOString(),
        to: to.toISOString(),
        at: tx.now.toISOString(),
        zone: await readZone(tx),
        total: rows[0]?.total ?? 0,
        incidents: rows.map(({ total: _total, reportedAt, ...row }) => ({
          ...row,
          reportedAt: reportedAt.toISOString(),
          ...course(
            reportedAt,
            steps.filter(({ id }) => id === row.id),
          ),
        })),
        elections: await readElections(tx, from, to),
        shifts: await readShifts(tx, from, to),
        parties: await readParties(tx, layout, person.language),
      };
    });
  }
}

function course(reportedAt: Date, steps: readonly StepRow[]) {
  const first = (type: string) => steps.find((step) => step.type === type)?.at.toISOString() ?? null;
  const arrivals = steps.flatMap(({ at, to }) => (to === null ? [] : [{ at, state: to }]));
  return {
    acknowledgedAt: first('page.acknowledged'),
    contactedAt: first('message.written'),
    phases: phasesOf(reportedAt, arrivals).map(toPhaseView),
  };
}

const opened = `i.opened_at >= $1 AND i.opened_at < $2 AND i.merged_into IS NULL AND i.severity <> 'not-an-incident'`;

async function readIncidents(tx: Tx, { from, to, severity, party }: Layout, language: 'en' | 'fr') {
  return tx.query<IncidentRow>(
    `SELECT i.id, i.reference, i.severity, i.category, i.state, CASE WHEN $5 = 'fr' THEN p.name_fr ELSE p.name_en END AS party,
       coalesce((SELECT r.received_at FROM report r WHERE r.reference = i.reference), i.opened_at) AS "reportedAt",
       count(*) OVER ()::int AS total
     FROM incident i LEFT JOIN party p ON p.id = i.party_id
     WHERE ${opened} AND ($3::text[] IS NULL OR i.severity = ANY($3)) AND ($4::text IS NULL OR p.key = $4)
     ORDER BY i.severity_rank, i.opened_at DESC, i.id LIMIT ${mostIncidents}`,
    [from, to, severity, party, language],
  );
}

async function readSteps(tx: Tx, rows: readonly IncidentRow[]): Promise<readonly StepRow[]> {
  return tx.query<StepRow>(
    `SELECT incident_id AS id, occurred_at AS at, type, CASE type WHEN 'incident.moved' THEN data ->> 'to' END AS to
     FROM event WHERE incident_id = ANY($1) AND type IN ('page.acknowledged', 'message.written', 'incident.moved')
     ORDER BY occurred_at LIMIT ${mostMoves}`,
    [rows.map(({ id }) => id)],
  );
}

async function readElections(tx: Tx, from: Date, to: Date): Promise<Timelines['elections']> {
  const rows = await tx.query<{
    key: string;
    en: string;
    fr: string;
    opens: Date;
    day: Date;
    night: Date;
    closes: Date;
  }>(
    `SELECT key, name_en AS en, name_fr AS fr, created_at AS opens, polling_day::timestamp AT TIME ZONE zone AS day,
       (polling_day + 1)::timestamp AT TIME ZONE zone AS night, closes_at AS closes
     FROM election WHERE created_at < $2 AND closes_at > $1 ORDER BY polling_day, key LIMIT 20`,
    [from, to],
  );
  return rows.map(({ key, en, fr, opens, day, night, closes }) => ({
    key,
    name: { en, fr },
    opensAt: opens.toISOString(),
    polling: { from: day.toISOString(), to: night.toISOString() },
    closesAt: closes.toISOString(),
  }));
}

async function readShifts(tx: Tx, from: Date, to: Date): Promise<Timelines['shifts']> {
  if (to.getTime() - from.getTime() > longestWatch * 86_400_000) return null;
  const watch = (await planWatch(tx, from)).find(({ key }) => key === mainSchedule);
  if (watch === undefined) return [];
  const members = await Members.read(tx);
  return shiftsBetween(watch.compiled, from, to).map((shift) => ({
    from: shift.from.toISOString(),
    to: shift.to.toISOString(),
    people: shift.people.map((key) => members.named(key).name),
  }));
}

async function readParties(tx: Tx, { from, to }: Layout, language: 'en' | 'fr'): Promise<Timelines['parties']> {
  return tx.query<Timelines['parties'][number]>(
    `SELECT p.key, CASE WHEN $3 = 'fr' THEN p.name_fr ELSE p.name_en END AS name FROM party p
     WHERE EXISTS (SELECT FROM incident i WHERE i.party_id = p.id AND ${opened}) ORDER BY name LIMIT 100`,
    [from, to, language],
  );
}
