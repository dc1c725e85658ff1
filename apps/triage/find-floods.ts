import type { Tx } from '#store';
import { findNeighbours, traitsOf } from './find-neighbours.js';
import { rememberTraits } from './link-incidents.js';
import { openIncident } from './open-incident.js';
import type { SetAside } from './set-aside.js';

export interface Floods {
  /** The incident that a report set aside opens or joins; null when it is to go the way of every other report. */
  incidentFor(one: SetAside): Promise<{ readonly outcome: 'opened' | 'joined'; readonly incidentId: string } | null>;
}

/** A flood that began longer ago than this is over, or another one, in hours. */
const oneFloodHours = 2;

/**
 * Finds the incidents that a batch of reports collapses into: an open one that says the same, for the same party or nobody's;
 * in a flood, the one of its source and kind, which the first report of that kind opens. So whatever somebody hides in a
 * flood still opens an incident of its own if nothing of its kind was there, and raises the one that was.
 */
export async function findFloods(tx: Tx, batch: readonly SetAside[]): Promise<Floods> {
  const sources = [...new Set(batch.map(({ source }) => source))];
  // One incident for each flood, though several copies sort it.
  await tx.query(
    `SELECT pg_advisory_xact_lock(name) FROM (
       SELECT DISTINCT hashtextextended(name, 6) AS name FROM unnest($1::text[]) AS name ORDER BY 1) AS ordered`,
    [sources],
  );
  const since = new Date(tx.now.getTime() - oneFloodHours * 3_600_000);
  const known = await tx.query<{ source: string; category: string; incident_id: string }>(
    `SELECT f.source, f.category, f.incident_id FROM flood f JOIN incident i ON i.id = f.incident_id
     WHERE f.source = ANY($1) AND f.opened_at >= $2 AND i.state NOT IN ('resolved', 'closed')`,
    [sources, since],
  );
  const bySource = new Map(known.map((row) => [`${row.category} ${row.source}`, row.incident_id]));
  const byWords = new Map<string, string | null>();
  const flooding = new Set(known.map(({ source }) => source));
  return {
    async incidentFor(one) {
      // The end of a flood is part of it, though fewer are waiting by then.
      const inFlood = one.inFlood || flooding.has(one.source);
      if (!inFlood && !one.isOneOfMany) return null;
      const words = `${one.partyId ?? ''} ${one.fingerprint.exact}`;
      if (!byWords.has(words)) byWords.set(words, await sayingTheSame(tx, one));
      const same = byWords.get(words) ?? null;
      if (same !== null) return { outcome: 'joined', incidentId: same };
      if (!inFlood) return null;
      const kind = `${one.verdict.category} ${one.source}`;
      const flood = bySource.get(kind);
      if (flood !== undefined) return { outcome: 'joined', incidentId: flood };
      const incidentId = await openFlood(tx, one);
      bySource.set(kind, incidentId);
      flooding.add(one.source);
      byWords.set(words, incidentId);
      return { outcome: 'opened', incidentId };
    },
  };
}

async function openFlood(tx: Tx, one: SetAside): Promise<string> {
  const incidentId = await openIncident(tx, one);
  await rememberTraits(tx, incidentId, one.report.id, traitsOf(one.fingerprint, one.verdict));
  await tx.query('INSERT INTO flood (source, category, incident_id, opened_at) VALUES ($1, $2, $3, $4)', [
    one.source,
    one.verdict.category,
    incidentId,
    tx.now,
  ]);
  return incidentId;
}

async function sayingTheSame(tx: Tx, one: SetAside): Promise<string | null> {
  const around = await findNeighbours(tx, traitsOf(one.fingerprint, { ...one.verdict, indicators: [] }));
  const open = around.filter(
    ({ isAlike, state, partyId }) =>
      isAlike && state !== 'resolved' && state !== 'closed' && (partyId === null || partyId === one.partyId),
  );
  return open.toSorted((a, b) => a.openedAt.getTime() - b.openedAt.getTime())[0]?.incidentId ?? null;
}
