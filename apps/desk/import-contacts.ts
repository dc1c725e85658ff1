import { Inject, Injectable } from '@nestjs/common';
import type { ImportReport } from '#contracts';
import { type ContactColumn, exportHeadings, writeCsv } from '#domain';
import {
  applyRows,
  type Bilingual,
  type ContactFile,
  previewRows,
  ProblemError,
  readContactFile,
  readDirectory,
} from '#service';
import { Database } from '#store';
import { directoryScopeOf } from './directory-scope.js';
import type { Person } from './person.js';

const mostTold = 1_000;

/** Takes contacts in from a CSV file, after showing what it would do, and gives them out again. */
@Injectable()
export class ImportContacts {
  constructor(@Inject(Database) private readonly database: Database) {}

  async take(person: Person, bytes: Buffer, apply: boolean): Promise<ImportReport> {
    const file = readContactFile(bytes);
    if (file.outcome === 'refused') throw unreadable(file);
    const { results } = await this.database.transactionFor(directoryScopeOf(person), (tx) =>
      apply ? applyRows(tx, file.rows, `user:${person.id}`) : previewRows(tx, file.rows),
    );
    const count = (wanted: string) => results.filter(({ outcome }) => outcome === wanted).length;
    return {
      applied: apply,
      encoding: file.encoding,
      ignoredColumns: [...file.ignored],
      counts: {
        created: count('created'),
        updated: count('updated'),
        unchanged: count('unchanged'),
        refused: count('refused'),
      },
      rows: results.filter(({ outcome }) => outcome !== 'unchanged').slice(0, mostTold),
    };
  }

  /** The directory as a file that can be imported again, with headings in the reader's language. */
  async give(person: Person, partyId: string | null): Promise<string> {
    const { parties, contacts } = await this.database.transactionFor(directoryScopeOf(person), (tx) =>
      readDirectory(tx, partyId === null ? null : [partyId]),
    );
    const keys = new Map(parties.map(({ id, key }) => [id, key]));
    const columns = Object.keys(exportHeadings.en) as ContactColumn[];
    const yes = (value: boolean) => (value ? (person.language === 'fr' ? 'oui' : 'yes') : '');
    const rows = contacts.map((contact) => {
      const of = (kind: string) => contact.addresses.filter((item) => item.kind === kind).map(({ address }) => address);
      const cells: Readonly<Record<ContactColumn, string>> = {
        party: keys.get(contact.partyId) ?? '',
        district: contact.district ?? '',
        name: contact.name,
        role: contact.role,
        language: contact.language,
        email: of('email').join(' | '),
        phone: of('phone').join(' | '),
        social: of('social').join(' | '),
        accounts: contact.accounts.map(({ platform, handle }) => `${platform}:${handle}`).join(' | '),
        candidate: yes(contact.candidate),
        leader: yes(contact.leader),
        privacyOfficer: yes(contact.privacyOfficer),
        // Who vouches for an address is said here, not by whoever sends the file back.
        verified: '',
        notes: person.role === 'liaison' ? '' : contact.notes,
      };
      return columns.map((column) => cells[column]);
    });
    return `\uFEFF${writeCsv([columns.map((column) => exportHeadings[person.language][column]), ...rows])}`;
  }
}

const unreadableBecause: Readonly<Record<Extract<ContactFile, { outcome: 'refused' }>['reason'], Bilingual>> = {
  'too-large': { en: 'The file is larger than 10 MB.', fr: 'Le fichier dépasse 10 Mo.' },
  empty: { en: 'There is nothing in the file.', fr: 'Le fichier est vide.' },
  'too-many-rows': { en: 'The file has more than 50,000 rows.', fr: 'Le fichier compte plus de 50\u00A0000 lignes.' },
  'quote-open': {
    en: 'A quotation mark in the file is never closed.',
    fr: 'Un guillemet du fichier n’est jamais fermé.',
  },
  'columns-missing': {
    en: 'The first line must name a column for the party and one for the name.',
    fr: 'La première ligne doit nommer une colonne pour le parti et une pour le nom.',
  },
};

function unreadable({ reason, line }: Extract<ContactFile, { outcome: 'refused' }>): ProblemError {
  const detail = unreadableBecause[reason];
  if (line === null) return new ProblemError(422, 'unreadable-file', detail);
  return new ProblemError(422, 'unreadable-file', {
    en: `${detail.en} It begins on line ${line}.`,
    fr: `${detail.fr} Il commence à la ligne ${line}.`,
  });
}
