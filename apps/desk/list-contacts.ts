import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { ContactList, ContactRow, DirectoryParties } from '#contracts';
import { Database } from '#store';
import type { Person } from './person.js';
import { directoryScopeOf } from './directory-scope.js';

export const contactQuery = z.object({
  party: z.uuid().optional(),
  q: z.string().max(100).optional(),
  cursor: z.string().max(600).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

interface Row extends Omit<ContactRow, 'party'> {
  readonly partyId: string;
  readonly partyKey: string;
  readonly partyName: string;
  readonly sortName: string;
}

/** The columns of one contact, from `contact c` and its party `p`; `$1` is the reader's language. */
export const contactColumns = `
  c.id, c.party_id AS "partyId", p.key AS "partyKey", CASE WHEN $1 = 'fr' THEN p.name_fr ELSE p.name_en END AS "partyName",
  c.name, c.role, c.language, pc.district, c.candidate_id IS NOT NULL AS candidate, coalesce(k.leader, false) AS leader,
  c.privacy_officer AS "privacyOfficer", lower(c.name) AS "sortName"`;
export const contactJoins = `
  JOIN party p ON p.id = c.party_id LEFT JOIN party_campaign pc ON pc.id = c.campaign_id LEFT JOIN candidate k ON k.id = c.candidate_id`;

/** Registered contacts, a page at a time. */
@Injectable()
export class ListContacts {
  constructor(@Inject(Database) private readonly database: Database) {}

  async parties(person: Person): Promise<DirectoryParties> {
    const scope = directoryScopeOf(person);
    return this.database.transactionFor(scope, (tx) =>
      tx.query(
        `SELECT p.id, p.key, CASE WHEN $1 = 'fr' THEN p.name_fr ELSE p.name_en END AS name,
           (SELECT count(*)::int FROM contact c WHERE c.party_id = p.id AND c.removed_at IS NULL) AS contacts
         FROM party p WHERE vigil_sees(p.id) ORDER BY name, p.id`,
        [person.language],
      ),
    );
  }

  async list(person: Person, query: z.output<typeof contactQuery>): Promise<ContactList> {
    const after = readCursor(query.cursor);
    const rows = await this.database.transactionFor(directoryScopeOf(person), (tx) =>
      tx.query<Row>(
        `SELECT ${contactColumns},
           coalesce((SELECT json_agg(json_build_object('kind', a.kind, 'address', a.address, 'verified', a.verified_at IS NOT NULL,
             'preferred', a.preferred) ORDER BY a.preferred DESC, a.kind = 'phone' DESC, a.created_at, a.id)
             FROM contact_address a WHERE a.contact_id = c.id AND a.removed_at IS NULL), '[]') AS addresses
         FROM contact c ${contactJoins}
         WHERE c.removed_at IS NULL AND ($2::uuid IS NULL OR c.party_id = $2)
           AND ($3::text IS NULL OR c.name ILIKE $3 OR c.role ILIKE $3
             OR EXISTS (SELECT FROM contact_address a WHERE a.contact_id = c.id AND a.removed_at IS NULL AND a.address ILIKE $3)
             OR EXISTS (SELECT FROM party_account o WHERE o.contact_id = c.id AND o.removed_at IS NULL AND o.handle ILIKE $3))
           AND ($4::text IS NULL OR (lower(c.name), c.id) > ($4, $5::uuid))
         ORDER BY lower(c.name), c.id LIMIT $6`,
        [
          person.language,
          query.party ?? null,
          likeAnywhere(query.q),
          after?.name ?? null,
          after?.id ?? null,
          query.limit + 1,
        ],
      ),
    );
    const items = rows.slice(0, query.limit);
    const last = items.at(-1);
    return {
      items: items.map(toContactRow),
      nextCursor: rows.length > query.limit && last !== undefined ? writeCursor(last) : null,
    };
  }
}

export function toContactRow<T extends Row>(
  row: T,
): Omit<T, 'partyId' | 'partyKey' | 'partyName' | 'sortName'> & Pick<ContactRow, 'party'> {
  const { partyId, partyKey, partyName, sortName: _sortName, ...rest } = row;
  return { ...rest, party: { id: partyId, key: partyKey, name: partyName } };
}

/** What stands for itself in a pattern. */
function likeAnywhere(text: string | undefined): string | null {
  const wanted = text?.trim() ?? '';
  return wanted === '' ? null : `%${wanted.replace(/[\\%_]/g, String.raw`\$&`)}%`;
}

function writeCursor({ sortName, id }: Pick<Row, 'sortName' | 'id'>): string {
  return Buffer.from(JSON.stringify([sortName, id])).toString('base64url');
}

const cursorShape = z.tuple([z.string(), z.uuid()]);

/** A cursor that is none of ours starts at the beginning. */
function readCursor(text: string | undefined): { readonly name: string; readonly id: string } | null {
  if (text === undefined) return null;
  try {
    const [name, id] = cursorShape.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    return { name, id };
  } catch {
    return null;
  }
}
