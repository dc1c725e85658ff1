import { Inject, Injectable } from '@nestjs/common';
import type { ContactView } from '#contracts';
import { may } from '#domain';
import { Database, type Tx } from '#store';
import { contactColumns, contactJoins, toContactRow } from './list-contacts.js';
import { directoryScopeOf } from './directory-scope.js';
import type { Person } from './person.js';
import { notFound } from './read-request.js';

const mostHistory = 100;

type Row = Parameters<typeof toContactRow>[0] & {
  readonly notes: string;
  readonly removedAt: Date | null;
};

interface AddressRow {
  readonly id: string;
  readonly kind: 'email' | 'phone' | 'social';
  readonly address: string;
  readonly label: string;
  readonly preferred: boolean;
  readonly verifiedAt: Date | null;
  readonly verifiedBy: string | null;
  readonly verifiedHow: NonNullable<ContactView['addresses'][number]['verified']>['how'] | null;
  readonly sharedWith: string[];
}

/** One contact with addresses, accounts and what was changed. The watch's own notes stay with the watch. */
@Injectable()
export class ShowContact {
  constructor(@Inject(Database) private readonly database: Database) {}

  async show(person: Person, id: string): Promise<ContactView> {
    return this.database.transactionFor(directoryScopeOf(person), (tx) => this.read(tx, person, id));
  }

  async read(tx: Tx, person: Person, id: string): Promise<ContactView> {
    const [row] = await tx.query<Row>(
      `SELECT ${contactColumns}, c.notes, c.removed_at AS "removedAt" FROM contact c ${contactJoins} WHERE c.id = $2`,
      [person.language, id],
    );
    if (row === undefined) throw notFound();
    const ofWatch = person.role !== 'liaison';
    const { removedAt, notes, ...rest } = toContactRow(row);
    return {
      ...rest,
      notes: ofWatch ? notes : '',
      removedAt: removedAt?.toISOString() ?? null,
      addresses: await readAddresses(tx, id),
      accounts: await tx.query(
        `SELECT id, platform, handle FROM party_account WHERE contact_id = $1 AND removed_at IS NULL ORDER BY platform, handle`,
        [id],
      ),
      history: ofWatch && may(person.role, 'directory.read') ? await readHistory(tx, id) : [],
    };
  }
}

async function readAddresses(tx: Tx, contactId: string): Promise<ContactView['addresses']> {
  const rows = await tx.query<AddressRow>(
    `SELECT a.id, a.kind, a.address, a.label, a.preferred, a.verified_at AS "verifiedAt", u.name AS "verifiedBy",
       a.verified_how AS "verifiedHow", ARRAY(SELECT o.name FROM contact_address s JOIN contact o ON o.id = s.contact_id
         WHERE s.address = a.address AND s.party_id = a.party_id AND s.contact_id <> a.contact_id AND s.removed_at IS NULL
         ORDER BY o.name LIMIT 20) AS "sharedWith"
     FROM contact_address a LEFT JOIN user_account u ON u.id = a.verified_by
     WHERE a.contact_id = $1 AND a.removed_at IS NULL ORDER BY a.preferred DESC, a.kind = 'phone' DESC, a.created_at, a.id`,
    [contactId],
  );
  return rows.map(({ verifiedAt, verifiedBy, verifiedHow, ...rest }) => ({
    ...rest,
    verified:
      verifiedAt === null || verifiedHow === null
        ? null
        : { at: verifiedAt.toISOString(), by: verifiedBy, how: verifiedHow },
  }));
}

async function readHistory(tx: Tx, contactId: string): Promise<ContactView['history']> {
  const rows = await tx.query<{ at: Date; actor: string; action: string; data: Record<string, unknown> }>(
    `SELECT d.at, coalesce(u.name, d.actor) AS actor, d.action, d.data
     FROM directory_change d LEFT JOIN user_account u ON 'user:' || u.id = d.actor
     WHERE d.contact_id = $1 ORDER BY d.position DESC LIMIT ${mostHistory}`,
    [contactId],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
