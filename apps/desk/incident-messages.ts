import type { IncidentView } from '#contracts';
import { mask } from '#domain';
import type { Tx } from '#store';

const mostMessages = 200;

interface Row {
  readonly id: string;
  readonly author: string | null;
  readonly kind: string;
  readonly created_at: Date;
  readonly text: string;
}

interface DeliveryRow {
  readonly message_id: string;
  readonly channel: string;
  readonly address: string;
  readonly state: string;
}

/** What the hotline has said to the reporter, oldest first, and how far it has come. Addresses are masked. */
export async function readMessages(tx: Tx, incidentId: string): Promise<IncidentView['messages']> {
  const rows = await tx.query<Row>(
    `SELECT m.id, u.name AS author, m.kind, m.created_at, m.text
     FROM message m LEFT JOIN user_account u ON u.id = m.author_id
     WHERE m.incident_id = $1 ORDER BY m.created_at DESC, m.id LIMIT ${mostMessages}`,
    [incidentId],
  );
  const deliveries = await tx.query<DeliveryRow>(
    'SELECT message_id, channel, address, state FROM delivery WHERE message_id = ANY($1) ORDER BY created_at, id',
    [rows.map((row) => row.id)],
  );
  return rows.toReversed().map((row) => ({
    id: row.id,
    author: row.author ?? 'Vigil',
    kind: row.kind,
    at: row.created_at.toISOString(),
    text: row.text,
    channels: deliveries
      .filter((delivery) => delivery.message_id === row.id)
      .map(({ channel, address, state }) => ({ kind: channel, address: mask(address), state })),
  }));
}
