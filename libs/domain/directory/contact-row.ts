import { normalizeAddress } from '../contact/address.js';
import { type VerifiedHow, verifiedHows } from '../contact/verification.js';
import { type AccountName, parseAccount } from './account-handle.js';
import { type CsvRow, undefuse } from './csv.js';

/** The columns that a file can have. `email` and `phone` may stand several times. */
export const contactColumns = [
  'party',
  'district',
  'name',
  'role',
  'language',
  'email',
  'phone',
  'social',
  'accounts',
  'candidate',
  'leader',
  'privacyOfficer',
  'verified',
  'notes',
] as const;
export type ContactColumn = (typeof contactColumns)[number];

/** Column headings in both languages, as `headingKey` spells them. */
const headings: Readonly<Record<ContactColumn, readonly string[]>> = {
  party: ['party', 'parti', 'party key'],
  district: ['district', 'riding', 'campaign', 'circonscription', 'campagne'],
  name: ['name', 'full name', 'contact', 'nom', 'nom complet', 'personne'],
  role: ['role', 'title', 'function', 'fonction', 'titre', 'poste'],
  language: ['language', 'langue'],
  email: ['email', 'e mail', 'email address', 'courriel', 'adresse courriel', 'other email', 'autre courriel'],
  phone: [
    'phone',
    'telephone',
    'mobile',
    'cell',
    'cellulaire',
    'numero de telephone',
    'phone number',
    'other phone',
    'autre telephone',
  ],
  social: ['social', 'social handle', 'reseau social', 'identifiant social'],
  accounts: ['accounts', 'account', 'comptes', 'compte', 'accounts they run', 'comptes geres'],
  candidate: ['candidate', 'candidat', 'candidature', 'candidate personne candidate', 'personne candidate'],
  leader: ['leader', 'party leader', 'chef', 'cheffe', 'chef du parti'],
  privacyOfficer: [
    'privacy officer',
    'privacy',
    'responsable de la protection des renseignements personnels',
    'protection de la vie privee',
    'vie privee',
  ],
  verified: ['verified', 'verifie', 'verification'],
  notes: ['notes', 'note', 'remarks', 'remarques', 'comments', 'commentaires'],
};

/** The headings that an export writes, by language. */
export const exportHeadings: Readonly<Record<'en' | 'fr', Readonly<Record<ContactColumn, string>>>> = {
  en: {
    party: 'Party',
    district: 'District',
    name: 'Name',
    role: 'Role',
    language: 'Language',
    email: 'Email',
    phone: 'Phone',
    social: 'Social',
    accounts: 'Accounts',
    candidate: 'Candidate',
    leader: 'Leader',
    privacyOfficer: 'Privacy officer',
    verified: 'Verified',
    notes: 'Notes',
  },
  fr: {
    party: 'Parti',
    district: 'Circonscription',
    name: 'Nom',
    role: 'Fonction',
    language: 'Langue',
    email: 'Courriel',
    phone: 'Téléphone',
    social: 'Réseau social',
    accounts: 'Comptes',
    candidate: 'Candidat',
    leader: 'Chef',
    privacyOfficer: 'Vie privée',
    verified: 'Vérifié',
    notes: 'Notes',
  },
};

const headingKey = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim();

const columnOf = new Map(
  contactColumns.flatMap((column) => headings[column].map((heading) => [heading, column] as const)),
);

/** Which column each field of a file is; null for one that has no meaning here. */
export type Header = readonly (ContactColumn | null)[];

export type ReadHeader =
  | { readonly outcome: 'read'; readonly header: Header; readonly ignored: readonly string[] }
  | { readonly outcome: 'refused'; readonly missing: readonly ContactColumn[] };

/** Reads the first row of a file: English and French headings, in any order. A party and a name must be there. */
export function readHeader(row: CsvRow): ReadHeader {
  const header = row.fields.map((field) => columnOf.get(headingKey(field)) ?? null);
  const missing = (['party', 'name'] as const).filter((column) => !header.includes(column));
  if (missing.length > 0) return { outcome: 'refused', missing };
  return { outcome: 'read', header, ignored: row.fields.filter((_, index) => header[index] === null) };
}

export interface ContactDraft {
  /** As written: a party's key or one of its names. */
  readonly party: string;
  readonly district: string | null;
  readonly name: string;
  /** Null where the file says nothing: what is known then stays. */
  readonly role: string | null;
  readonly language: 'en' | 'fr' | null;
  readonly addresses: readonly AddressDraft[];
  readonly accounts: readonly AccountName[];
  readonly candidate: boolean | null;
  readonly leader: boolean | null;
  readonly privacyOfficer: boolean | null;
  readonly verified: VerifiedHow | null;
  readonly notes: string | null;
}

export interface AddressDraft {
  readonly kind: 'email' | 'phone' | 'social';
  readonly address: string;
}

export type RowRefusal =
  | 'party-missing'
  | 'party-unknown'
  | 'name-missing'
  | 'email-malformed'
  | 'phone-malformed'
  | 'account-malformed'
  | 'language-unknown'
  | 'yes-no-unclear'
  | 'verified-unknown'
  | 'address-taken'
  | 'ambiguous'
  | 'too-long';

export type ReadRow =
  | { readonly outcome: 'read'; readonly line: number; readonly draft: ContactDraft }
  | { readonly outcome: 'refused'; readonly line: number; readonly reason: RowRefusal; readonly value: string };

class Refusal extends Error {
  constructor(
    readonly reason: RowRefusal,
    readonly value: string,
  ) {
    super(reason);
  }
}

const longest = { name: 200, role: 200, district: 200, notes: 4_000, address: 254 } as const;

/** One row of a file, checked field by field; the first thing wrong refuses the row and no other. */
export function readContactRow(row: CsvRow, header: Header): ReadRow {
  const cells = (column: ContactColumn) =>
    row.fields.flatMap((field, index) => {
      const value = header[index] === column ? undefuse(field).trim() : '';
      return value === '' ? [] : [value];
    });
  try {
    return { outcome: 'read', line: row.line, draft: readDraft(cells) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { outcome: 'refused', line: row.line, reason: error.reason, value: error.value.slice(0, 80) };
  }
}

function readDraft(cells: (column: ContactColumn) => readonly string[]): ContactDraft {
  const text = (column: keyof typeof longest & ContactColumn) => bounded(cells(column)[0] ?? null, longest[column]);
  const [party] = cells('party');
  if (party === undefined) throw new Refusal('party-missing', '');
  const name = text('name');
  if (name === null) throw new Refusal('name-missing', '');
  return {
    party,
    district: text('district'),
    name: oneLine(name),
    role: oneLineOrNull(text('role')),
    language: readLanguage(cells('language')[0]),
    addresses: distinctAddresses([
      ...split(cells('email')).map(readEmail),
      ...split(cells('phone')).map(readPhone),
      ...split(cells('social')).map(readSocial),
    ]),
    accounts: split(cells('accounts')).map(readAccount),
    candidate: readYesNo(cells('candidate')[0]),
    leader: readYesNo(cells('leader')[0]),
    privacyOfficer: readYesNo(cells('privacyOfficer')[0]),
    verified: readVerified(cells('verified')[0]),
    notes: text('notes'),
  };
}

/** Several values in one cell stand apart by `|`, which no address has. */
function split(values: readonly string[]): readonly string[] {
  return values
    .flatMap((value) => value.split('|'))
    .map((value) => value.trim())
    .filter((value) => value !== '')
    .slice(0, 20);
}

function readEmail(text: string): AddressDraft {
  const address = normalizeAddress(text);
  if (!isEmailAddress(address)) throw new Refusal('email-malformed', text);
  return { kind: 'email', address };
}

function readPhone(text: string): AddressDraft {
  const address = normalizeAddress(text);
  if (!/^\+[1-9]\d{6,14}$/.test(address)) throw new Refusal('phone-malformed', text);
  return { kind: 'phone', address };
}

function readSocial(text: string): AddressDraft {
  const account = parseAccount(text);
  if (account === null) throw new Refusal('account-malformed', text);
  return { kind: 'social', address: `${account.platform}:${account.handle}` };
}

function readAccount(text: string): AccountName {
  const account = parseAccount(text);
  if (account === null) throw new Refusal('account-malformed', text);
  return account;
}

/** Good enough to write to: one `@`, a domain with a dot, nothing that a header or a shell would take amiss. */
export function isEmailAddress(text: string): boolean {
  return (
    text.length <= longest.address &&
    /^[^\s@<>",;:()[\]\\]{1,64}@[a-z0-9\u00A1-\uFFFF-]+(\.[a-z0-9\u00A1-\uFFFF-]+)+$/u.test(text)
  );
}

function readLanguage(value: string | undefined): 'en' | 'fr' | null {
  if (value === undefined) return null;
  const text = headingKey(value);
  if (['en', 'eng', 'english', 'anglais'].includes(text)) return 'en';
  if (['fr', 'fra', 'fre', 'french', 'francais'].includes(text)) return 'fr';
  throw new Refusal('language-unknown', value);
}

function readYesNo(value: string | undefined): boolean | null {
  if (value === undefined) return null;
  const text = value.trim().toLowerCase();
  if (['yes', 'y', 'oui', 'o', 'true', 'vrai', '1', 'x'].includes(text)) return true;
  if (['no', 'n', 'non', 'false', 'faux', '0'].includes(text)) return false;
  throw new Refusal('yes-no-unclear', value);
}

/** `yes` says that the party's own officer vouches for its list. */
function readVerified(value: string | undefined): VerifiedHow | null {
  if (value === undefined) return null;
  const how = verifiedHows.find((known) => known === value.trim().toLowerCase());
  if (how !== undefined) return how;
  try {
    return readYesNo(value) === true ? 'party-list' : null;
  } catch {
    throw new Refusal('verified-unknown', value);
  }
}

function bounded(value: string | null, most: number): string | null {
  if (value !== null && value.length > most) throw new Refusal('too-long', value);
  return value;
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
const oneLineOrNull = (text: string | null): string | null => (text === null ? null : oneLine(text));

function distinctAddresses(addresses: readonly AddressDraft[]): readonly AddressDraft[] {
  return [...new Map(addresses.map((item) => [item.address, item])).values()];
}
