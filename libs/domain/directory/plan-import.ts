import type { VerifiedHow } from '../contact/verification.js';
import type { AccountName } from './account-handle.js';
import type { AddressDraft, ContactDraft, ReadRow, RowRefusal } from './contact-row.js';

export interface KnownParty {
  readonly id: string;
  readonly key: string;
  readonly names: readonly string[];
}

export interface KnownContact {
  readonly id: string;
  readonly partyId: string;
  readonly name: string;
  readonly role: string;
  readonly language: 'en' | 'fr';
  readonly district: string | null;
  readonly candidate: boolean;
  readonly leader: boolean;
  readonly privacyOfficer: boolean;
  readonly notes: string;
  readonly addresses: readonly (AddressDraft & { readonly verified: boolean })[];
  readonly accounts: readonly AccountName[];
}

export interface KnownDirectory {
  readonly parties: readonly KnownParty[];
  readonly contacts: readonly KnownContact[];
}

export type RowOutcome = 'created' | 'updated' | 'unchanged' | 'refused';

export interface RowResult {
  readonly line: number;
  readonly outcome: RowOutcome;
  readonly name: string;
  readonly reason: RowRefusal | null;
  /** What in the row was refused. */
  readonly value: string | null;
}

/** What a row writes. Nothing is ever taken away: what the file does not name stays as it is. */
export interface ContactWrite {
  readonly contact: KnownContact;
  readonly created: boolean;
  readonly newAddresses: readonly AddressDraft[];
  /** Addresses that the row vouches for, and how. */
  readonly verify: readonly string[];
  readonly verifiedHow: VerifiedHow | null;
  readonly newAccounts: readonly AccountName[];
  /** Names of the fields that change, for the record. */
  readonly changed: readonly string[];
}

export interface ImportPlan {
  readonly results: readonly RowResult[];
  /** In the order of the rows; a contact may stand in it several times. */
  readonly writes: readonly ContactWrite[];
}

/**
 * What a file would change, row by row. The same file planned again after it was applied changes nothing. A row that might mean
 * somebody else is refused rather than guessed: an address with the wrong person is a way in. `nextId` names new contacts.
 */
export function planImport(rows: readonly ReadRow[], directory: KnownDirectory, nextId: () => string): ImportPlan {
  const planner = new Planner(directory, nextId);
  const results = rows.map((row) => planner.plan(row));
  return { results, writes: planner.writes };
}

type Placed =
  | { readonly outcome: 'new' }
  | { readonly outcome: 'known'; readonly contact: KnownContact }
  | { readonly outcome: 'refused'; readonly reason: RowRefusal; readonly value: string };

class Planner {
  readonly writes: ContactWrite[] = [];
  private readonly parties = new Map<string, KnownParty>();
  private readonly contacts = new Map<string, KnownContact>();
  /** Who has an address or an account that only one contact of a party can have. */
  private readonly owners = new Map<string, string>();
  private readonly byName = new Map<string, Set<string>>();

  constructor(
    directory: KnownDirectory,
    private readonly nextId: () => string,
  ) {
    for (const party of directory.parties) {
      for (const name of [party.key, ...party.names]) this.parties.set(nameKey(name), party);
    }
    for (const contact of directory.contacts) this.remember(contact);
  }

  plan(row: ReadRow): RowResult {
    if (row.outcome === 'refused') return refused(row.line, '', row.reason, row.value);
    const { draft, line } = row;
    const party = this.parties.get(nameKey(draft.party));
    if (party === undefined) return refused(line, draft.name, 'party-unknown', draft.party.slice(0, 80));
    const placed = this.place(draft, party.id);
    if (placed.outcome === 'refused') return refused(line, draft.name, placed.reason, placed.value);
    const write = placed.outcome === 'new' ? this.create(draft, party.id) : update(placed.contact, draft);
    const outcome = write.created ? 'created' : write.changed.length > 0 ? 'updated' : 'unchanged';
    if (outcome !== 'unchanged') {
      this.remember(write.contact);
      this.writes.push(write);
    }
    return { line, outcome, name: draft.name, reason: null, value: null };
  }

  private place(draft: ContactDraft, partyId: string): Placed {
    const named = [...(this.byName.get(`${partyId} ${nameKey(draft.name)}`) ?? [])].flatMap(
      (id) => this.contacts.get(id) ?? [],
    );
    const holders = new Set<string>();
    for (const key of ownedKeys(partyId, draft)) {
      const owner = this.owners.get(key.key);
      if (owner === undefined) continue;
      if (!named.some(({ id }) => id === owner))
        return { outcome: 'refused', reason: 'address-taken', value: key.shown };
      holders.add(owner);
    }
    if (holders.size > 1) return { outcome: 'refused', reason: 'ambiguous', value: draft.name };
    const [holder] = holders;
    const held = holder === undefined ? undefined : this.contacts.get(holder);
    if (held !== undefined) return { outcome: 'known', contact: held };
    if (named.length === 0) return { outcome: 'new' };
    const alike = named.filter((contact) => maySame(contact, draft));
    const [only] = alike;
    return only !== undefined && alike.length === 1
      ? { outcome: 'known', contact: only }
      : { outcome: 'refused', reason: 'ambiguous', value: draft.name };
  }

  private create(draft: ContactDraft, partyId: string): ContactWrite {
    const contact: KnownContact = {
      id: this.nextId(),
      partyId,
      name: draft.name,
      role: draft.role ?? '',
      language: draft.language ?? 'en',
      district: draft.district,
      candidate: draft.candidate === true || draft.leader === true,
      leader: draft.leader ?? false,
      privacyOfficer: draft.privacyOfficer ?? false,
      notes: draft.notes ?? '',
      addresses: draft.addresses.map((item) => ({ ...item, verified: draft.verified !== null })),
      accounts: draft.accounts,
    };
    return {
      contact,
      created: true,
      newAddresses: draft.addresses,
      verify: draft.verified === null ? [] : draft.addresses.map(({ address }) => address),
      verifiedHow: draft.verified,
      newAccounts: draft.accounts,
      changed: [],
    };
  }

  private remember(contact: KnownContact): void {
    this.contacts.set(contact.id, contact);
    for (const { key } of ownedKeys(contact.partyId, contact)) this.owners.set(key, contact.id);
    const name = `${contact.partyId} ${nameKey(contact.name)}`;
    this.byName.set(name, (this.byName.get(name) ?? new Set()).add(contact.id));
  }
}

function update(known: KnownContact, draft: ContactDraft): ContactWrite {
  const newAddresses = draft.addresses.filter(
    (item) => !known.addresses.some(({ address }) => address === item.address),
  );
  const newAccounts = draft.accounts.filter(
    (item) => !known.accounts.some(({ platform, handle }) => platform === item.platform && handle === item.handle),
  );
  const verify =
    draft.verified === null
      ? []
      : draft.addresses
          .map(({ address }) => address)
          .filter((address) => !known.addresses.some((item) => item.address === address && item.verified));
  const candidate = draft.candidate === true || draft.leader === true ? true : (draft.candidate ?? known.candidate);
  const next: KnownContact = {
    ...known,
    role: draft.role ?? known.role,
    language: draft.language ?? known.language,
    district: draft.district ?? known.district,
    candidate,
    leader: draft.leader ?? known.leader,
    privacyOfficer: draft.privacyOfficer ?? known.privacyOfficer,
    notes: draft.notes ?? known.notes,
    addresses: [
      ...known.addresses.map((item) => ({ ...item, verified: item.verified || verify.includes(item.address) })),
      ...newAddresses.map((item) => ({ ...item, verified: draft.verified !== null })),
    ],
    accounts: [...known.accounts, ...newAccounts],
  };
  const fields = ['role', 'language', 'candidate', 'leader', 'privacyOfficer', 'notes'] as const;
  const changed = [
    ...fields.filter((field) => next[field] !== known[field]),
    ...(nameKey(next.district ?? '') === nameKey(known.district ?? '') ? [] : ['district']),
    ...(newAddresses.length > 0 ? ['addresses'] : []),
    ...(newAccounts.length > 0 ? ['accounts'] : []),
    ...(verify.length > 0 ? ['verified'] : []),
  ];
  return { contact: next, created: false, newAddresses, verify, verifiedHow: draft.verified, newAccounts, changed };
}

/** Somebody of the same name is the same person when a telephone agrees, or when no mailbox says otherwise. */
function maySame(contact: KnownContact, draft: ContactDraft): boolean {
  const phones = addressesOf(contact.addresses, 'phone');
  if (addressesOf(draft.addresses, 'phone').some((phone) => phones.includes(phone))) return true;
  return addressesOf(contact.addresses, 'email').length === 0 || addressesOf(draft.addresses, 'email').length === 0;
}

function addressesOf(addresses: readonly AddressDraft[], kind: AddressDraft['kind']): readonly string[] {
  return addresses.filter((item) => item.kind === kind).map(({ address }) => address);
}

/** What one contact of a party alone can have: every address but a telephone, and every account. */
function ownedKeys(
  partyId: string,
  { addresses, accounts }: Pick<ContactDraft, 'addresses' | 'accounts'>,
): readonly { readonly key: string; readonly shown: string }[] {
  return [
    ...addresses
      .filter(({ kind }) => kind !== 'phone')
      .map(({ address }) => ({ key: `${partyId} address ${address}`, shown: address })),
    ...accounts.map(({ platform, handle }) => ({
      key: `${partyId} account ${platform}:${handle}`,
      shown: `${platform}:${handle}`,
    })),
  ];
}

function refused(line: number, name: string, reason: RowRefusal, value: string): RowResult {
  return { line, outcome: 'refused', name, reason, value };
}

/** Names compare without accents, case and surplus blanks. */
export function nameKey(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s\u00A0’'‐‑–—-]+/gu, ' ')
    .trim();
}
