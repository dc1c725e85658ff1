import type { IncidentView } from '#contracts';
import type { Page, Tx } from '#store';

const mostPages = 200;

interface Row {
  readonly id: string;
  readonly user_id: string;
  readonly name: string;
  readonly step: number;
  readonly round: number;
  readonly state: Page['state'];
  readonly requested_at: Date;
}

interface DeliveryRow {
  readonly page_id: string;
  readonly channel: string;
  readonly state: string;
  readonly attempts: number;
  readonly last_error: string | null;
}

/** Who was woken for an incident, in that order, and how far each message has come. */
export async function readPages(tx: Tx, incidentId: string): Promise<IncidentView['pages']> {
  const rows = await tx.query<Row>(
    `SELECT p.id, p.user_id, u.name, p.step, p.round, p.state, p.requested_at
     FROM page p JOIN user_account u ON u.id = p.user_id
     WHERE p.incident_id = $1 ORDER BY p.requested_at DESC, p.id LIMIT ${mostPages}`,
    [incidentId],
  );
  const deliveries = await tx.query<DeliveryRow>(
    `SELECT page_id, channel, state, attempts, last_error FROM delivery
     WHERE page_id = ANY($1) AND purpose = 'page' ORDER BY created_at, id`,
    [rows.map((row) => row.id)],
  );
  return rows.toReversed().map((row) => ({
    id: row.id,
    person: { id: row.user_id, name: row.name },
    step: row.step,
    round: row.round,
    state: row.state,
    requestedAt: row.requested_at.toISOString(),
    deliveries: deliveries
      .filter((delivery) => delivery.page_id === row.id)
      .map(({ channel, state, attempts, last_error: error }) => ({ channel, state, attempts, error })),
  }));
}
