import type { IncidentView } from '#contracts';
import type { Severity } from '#domain';
import type { Tx } from '#store';

const mostLinks = 50;

/** What the rules found that two incidents have in common, as it is stored. */
export interface LinkBecause {
  readonly sharedIndicators?: number;
  readonly alike?: boolean;
  readonly sameAccount?: boolean;
}

interface Row {
  readonly id: string;
  readonly kind: 'same-incident' | 'same-campaign' | 'reply';
  readonly state: 'suggested' | 'confirmed' | 'rejected';
  readonly because: LinkBecause;
  readonly other_id: string;
  readonly reference: string;
  readonly severity: Severity;
  readonly party: string | null;
  readonly summary: string;
  readonly opened_at: Date;
}

/** What an incident may have to do with others, undecided ones first. For the watch alone: row-level security shows nobody else any. */
export async function readLinks(tx: Tx, incidentId: string, language: 'en' | 'fr'): Promise<IncidentView['links']> {
  const rows = await tx.query<Row>(
    `SELECT l.id, l.kind, l.state, l.because, o.id AS other_id, o.reference, o.severity, o.summary, o.opened_at,
       CASE WHEN $2 = 'fr' THEN p.name_fr ELSE p.name_en END AS party
     FROM incident_link l
     JOIN incident o ON o.id = CASE WHEN l.incident_id = $1 THEN l.other_id ELSE l.incident_id END
     LEFT JOIN party p ON p.id = o.party_id
     WHERE $1 IN (l.incident_id, l.other_id)
     ORDER BY l.state = 'suggested' DESC, l.made_at DESC, l.id LIMIT ${mostLinks}`,
    [incidentId, language],
  );
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    state: row.state,
    because: linkReasons(row.kind, row.because),
    incident: {
      id: row.other_id,
      reference: row.reference,
      severity: row.severity,
      party: row.party,
      summary: row.summary,
      openedAt: row.opened_at.toISOString(),
    },
  }));
}

/** Why the rules think that two incidents belong together; empty where a person said so. */
export function linkReasons(kind: Row['kind'], because: LinkBecause): IncidentView['links'][number]['because'] {
  return [
    ...(because.alike === true ? ['alike' as const] : []),
    ...(because.sameAccount === true ? ['same-account' as const] : []),
    ...((because.sharedIndicators ?? 0) > 0 ? ['indicators' as const] : []),
    ...(kind === 'reply' ? ['reference' as const] : []),
  ];
}

/** The incident that one was merged into. */
export async function readWhole(tx: Tx, id: string | null): Promise<IncidentView['mergedInto']> {
  if (id === null) return null;
  const [row] = await tx.query<{ id: string; reference: string }>('SELECT id, reference FROM incident WHERE id = $1', [
    id,
  ]);
  return row ?? null;
}
