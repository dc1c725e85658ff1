import { Inject, Injectable } from '@nestjs/common';
import { everyParty } from '#domain';
import { Secrets, takeHandoff } from '#service';
import { Database, type Handoff, type Tx } from '#store';

/** What the page behind the link of a hand-off shows. */
export interface ReliefView {
  readonly language: 'en' | 'fr';
  readonly schedule: string;
  readonly outgoing: string | null;
  readonly state: Handoff['state'];
  readonly incidents: readonly { readonly reference: string; readonly severity: string }[];
}

/** The one tap in the text at the beginning of a shift. As with a page's link, looking at it changes nothing. */
@Injectable()
export class TakeOverByLink {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Secrets) private readonly secrets: Secrets,
  ) {}

  /** Null for a link that was never sent, or that was sent to somebody who has left. */
  async look(token: string): Promise<ReliefView | null> {
    const id = this.secrets.idOf('take-over-link', token);
    return id === null ? null : this.database.transactionFor(everyParty, (tx) => read(tx, id));
  }

  async take(token: string): Promise<ReliefView | null> {
    const id = this.secrets.idOf('take-over-link', token);
    if (id === null) return null;
    return this.database.transactionFor(everyParty, async (tx) => {
      const [to] = await tx.query<{ to_id: string }>(
        'SELECT h.to_id FROM handoff h JOIN user_account u ON u.id = h.to_id AND u.active WHERE h.id = $1',
        [id],
      );
      if (to === undefined) return null;
      await takeHandoff(tx, id, to.to_id, 'link');
      return read(tx, id);
    });
  }
}

async function read(tx: Tx, id: string): Promise<ReliefView | null> {
  const [row] = await tx.query<Omit<ReliefView, 'incidents'> & { readonly ids: readonly string[] }>(
    `SELECT u.language, s.name AS schedule, h.state, h.incidents AS ids,
       (SELECT name FROM user_account WHERE id = h.from_id) AS outgoing
     FROM handoff h JOIN user_account u ON u.id = h.to_id AND u.active JOIN schedule s ON s.id = h.schedule_id
     WHERE h.id = $1`,
    [id],
  );
  if (row === undefined) return null;
  const { ids, ...view } = row;
  const incidents = await tx.query<ReliefView['incidents'][number]>(
    'SELECT reference, severity FROM incident WHERE id = ANY($1) ORDER BY severity_rank, opened_at',
    [ids],
  );
  return { ...view, incidents };
}
