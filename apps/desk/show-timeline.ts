import { Inject, Injectable } from '@nestjs/common';
import type { TimelineView } from '#contracts';
import { type ChainHead, type IncidentState, type Phase, phasesOf, type TimelineEntry, verifyChain } from '#domain';
import { Database, sha256, type TimelineEntryRow, toTimelineEntry, type Tx } from '#store';
import type { Person } from './person.js';
import { notFound } from './read-request.js';
import { readZone } from './read-zone.js';
import { toPhaseView } from './timelines/phase-view.js';

/** The first reports of an incident; the chains of more could be an answer without end. */
const mostReports = 200;

type EntryRow = Parameters<typeof toTimelineEntry>[0];
type Row = (EntryRow | { readonly seq: null }) & {
  readonly subject: string;
  readonly head_seq: number | null;
  readonly head_hash: string | null;
};
interface Chain {
  readonly head: ChainHead | null;
  readonly entries: readonly TimelineEntry[];
}

/** What happened to an incident and to its reports, by time, and whether it still reads as it was written. */
@Injectable()
export class ShowTimeline {
  constructor(@Inject(Database) private readonly database: Database) {}

  async show(person: Person, incidentId: string): Promise<TimelineView> {
    return this.database.transactionFor(person.scope, async (tx) => {
      const chains = await readChains(tx, incidentId);
      const entries = chains.flatMap((chain) => chain.entries).toSorted(byTime);
      const names = await readNames(tx, entries);
      const [broken] = chains
        .map(({ entries, head }) => verifyChain(entries, head, sha256))
        .filter((verdict) => verdict.outcome === 'broken');
      return {
        zone: await readZone(tx),
        phases: tellPhases(incidentId, entries).map(toPhaseView),
        entries: entries.map(({ subjectKind, seq, at, actor, type, data, hash }) => ({
          subject: subjectKind,
          seq,
          at: at.toISOString(),
          actor,
          actorName: names.get(actor) ?? nameOf(actor, person.language),
          type,
          data: { ...data },
          hash,
        })),
        intact: broken === undefined,
        brokenAt: broken?.seq ?? null,
      };
    });
  }
}

/** From the record itself: its first entry, and each move. To be made a part of another incident closes it. */
function tellPhases(incidentId: string, entries: readonly TimelineEntry[]): readonly Phase[] {
  const [first] = entries;
  if (first === undefined) return [];
  return phasesOf(
    first.at,
    entries.flatMap(({ at, type, data }) => {
      if (type === 'incident.moved') return [{ at, state: data['to'] as IncidentState }];
      return type === 'incident.merged' && data['incidentId'] === incidentId ? [{ at, state: 'closed' as const }] : [];
    }),
  );
}

async function readChains(tx: Tx, incidentId: string): Promise<readonly Chain[]> {
  const [visible] = await tx.query('SELECT 1 FROM incident WHERE id = $1', [incidentId]);
  if (visible === undefined) throw notFound();
  const reports = await tx.query<{ report_id: string }>(
    `SELECT report_id FROM triage_result WHERE incident_id = $1 ORDER BY triaged_at, report_id LIMIT ${mostReports}`,
    [incidentId],
  );
  const subjects = [incidentId, ...reports.map((report) => report.report_id)];
  // One statement reads heads and entries as of one instant, though more may be appended meanwhile.
  const rows = await tx.query<Row>(
    `SELECT e.*, coalesce(e.subject_id, h.subject_id) AS subject, h.seq AS head_seq, h.hash AS head_hash
     FROM (SELECT * FROM timeline_entry WHERE subject_id = ANY($1)) e
     FULL JOIN (SELECT * FROM timeline_head WHERE subject_id = ANY($1)) h ON h.subject_id = e.subject_id
     ORDER BY subject, e.seq`,
    [subjects],
  );
  return subjects.map((subject) => toChain(rows.filter((row) => row.subject === subject)));
}

function toChain(rows: readonly Row[]): Chain {
  const { head_seq: seq, head_hash: hash } = rows[0] ?? { head_seq: null, head_hash: null };
  return {
    head: seq === null || hash === null ? null : { seq, hash },
    entries: rows.flatMap((row) => (row.seq === null ? [] : [toTimelineEntry(row)])),
  };
}

/** Entries of one instant keep the order of their chain; a report comes before the incident that it opened. */
function byTime(a: TimelineEntry, b: TimelineEntry): number {
  return (
    a.at.getTime() - b.at.getTime() ||
    (a.subjectKind === b.subjectKind ? 0 : a.subjectKind === 'report' ? -1 : 1) ||
    Number(a.subjectId > b.subjectId) - Number(a.subjectId < b.subjectId) ||
    a.seq - b.seq
  );
}

async function readNames(tx: Tx, entries: readonly TimelineEntry[]): Promise<ReadonlyMap<string, string>> {
  const actors = new Set(entries.map(({ actor }) => actor).filter((actor) => actor.startsWith('user:')));
  const people = await tx.query<{ actor: string; name: string }>(
    `SELECT 'user:' || id AS actor, name FROM user_account WHERE 'user:' || id = ANY($1)`,
    [[...actors]],
  );
  return new Map(people.map(({ actor, name }) => [actor, name]));
}

function nameOf(actor: TimelineEntryRow['actor'], language: 'en' | 'fr'): string {
  if (actor === 'reporter') return language === 'fr' ? 'Personne ayant signalé' : 'Reporter';
  if (actor === 'carrier') return language === 'fr' ? 'Opérateur' : 'Carrier';
  return actor.startsWith('service:') ? `Vigil (${actor.slice('service:'.length)})` : actor;
}
