import { z } from 'zod';
import { language } from './reports.js';

const instant = z.iso.datetime();
const shortText = z.string().trim().max(200);

export const addressKind = z.enum(['email', 'phone', 'social']);
export const verifiedHow = z.enum(['in-person', 'party-list', 'call-back', 'code-sms', 'code-email', 'code-voice']);

/** `GET /api/v1/directory/parties` */
export const directoryParties = z.array(
  z.object({ id: z.uuid(), key: z.string(), name: z.string(), contacts: z.int() }),
);

export const contactAddressView = z.object({
  id: z.uuid(),
  kind: addressKind,
  address: z.string(),
  label: z.string(),
  preferred: z.boolean(),
  verified: z.object({ at: instant, by: z.string().nullable(), how: verifiedHow }).nullable(),
  /** Other contacts of the party at the same telephone. */
  sharedWith: z.array(z.string()),
});
export const contactRow = z.object({
  id: z.uuid(),
  party: z.object({ id: z.uuid(), key: z.string(), name: z.string() }),
  name: z.string(),
  role: z.string(),
  language,
  district: z.string().nullable(),
  candidate: z.boolean(),
  leader: z.boolean(),
  privacyOfficer: z.boolean(),
  addresses: z.array(
    z.object({ kind: addressKind, address: z.string(), verified: z.boolean(), preferred: z.boolean() }),
  ),
});
/** `GET /api/v1/directory/contacts?party=&q=&cursor=&limit=` */
export const contactList = z.object({ items: z.array(contactRow), nextCursor: z.string().nullable() });
/** `GET /api/v1/directory/contacts/:id` */
export const contactView = contactRow.extend({
  notes: z.string(),
  removedAt: instant.nullable(),
  addresses: z.array(contactAddressView),
  accounts: z.array(z.object({ id: z.uuid(), platform: z.string(), handle: z.string() })),
  history: z.array(
    z.object({ at: instant, actor: z.string(), action: z.string(), data: z.record(z.string(), z.unknown()) }),
  ),
});
export type DirectoryParties = z.output<typeof directoryParties>;
export type ContactRow = z.output<typeof contactRow>;
export type ContactList = z.output<typeof contactList>;
export type ContactView = z.output<typeof contactView>;

/** `POST /api/v1/directory/contacts`, `POST /api/v1/directory/contacts/:id` */
export const newContact = z.object({
  partyId: z.uuid(),
  name: shortText.min(1),
  role: shortText.default(''),
  language,
  district: shortText.nullable().default(null),
  candidate: z.boolean().default(false),
  leader: z.boolean().default(false),
  privacyOfficer: z.boolean().default(false),
  notes: z.string().trim().max(4_000).default(''),
});
export const editContact = newContact.omit({ partyId: true });
export const newAddress = z.object({
  kind: addressKind,
  address: z.string().trim().min(1).max(254),
  label: shortText.default(''),
  preferred: z.boolean().default(false),
});
/** `verifiedHow`: how somebody made sure that it reaches the contact; null takes that back. What is absent stays. */
export const editAddress = z.object({
  label: shortText.optional(),
  preferred: z.boolean().optional(),
  verifiedHow: z.enum(['in-person', 'party-list', 'call-back']).nullable().optional(),
});
export const newAccount = z.object({ account: z.string().trim().min(1).max(300) });

/** `POST /api/v1/directory/import?apply=`: the file as it is. Without `apply` nothing is changed. */
export const importReport = z.object({
  applied: z.boolean(),
  encoding: z.string(),
  ignoredColumns: z.array(z.string()),
  counts: z.object({ created: z.int(), updated: z.int(), unchanged: z.int(), refused: z.int() }),
  /** In the order of the file; those that are unchanged are left out, and at most a thousand are told. */
  rows: z.array(
    z.object({
      line: z.int(),
      outcome: z.enum(['created', 'updated', 'unchanged', 'refused']),
      name: z.string(),
      reason: z.string().nullable(),
      value: z.string().nullable(),
    }),
  ),
});
export type ImportReport = z.output<typeof importReport>;

const verificationMethod = z.enum(['code-sms', 'code-email', 'code-voice', 'call-back']);
export const consideredAddress = z.object({
  kind: z.enum(['email', 'sms']),
  address: z.string(),
  content: z.enum(['full', 'neutral', 'nothing']),
  because: z.string(),
});
/** `GET /api/v1/incidents/:id/trust`: who reports as far as anybody knows, and where an answer may go. */
export const trustView = z.object({
  reporter: z
    .object({
      reportId: z.uuid(),
      reference: z.string(),
      standing: z.enum(['verified', 'registered-verified', 'registered', 'domain', 'unknown']),
      /** Whether sender authentication proves the mail's sender; null for what is no mail, and when it says nothing. */
      authenticated: z.boolean().nullable(),
      contact: z.object({ id: z.uuid(), name: z.string(), role: z.string() }).nullable(),
      /** What a caller from the hotline says first, in the reporter's language and in the other; null for whoever does not call. */
      callerPhrase: z.object({ language: z.enum(['en', 'fr']), en: z.string(), fr: z.string() }).nullable(),
    })
    .nullable(),
  /** What the gate does with the next message to the reporter. */
  channel: z.object({ because: z.string(), reason: z.string(), considered: z.array(consideredAddress) }),
  /** Addresses that the incident itself says are compromised, and who said so; `null`: the rules found it in a report. */
  marks: z.array(
    z.object({
      address: z.string(),
      state: z.enum(['compromised', 'safe']),
      by: z.string().nullable(),
      at: instant.nullable(),
      reason: z.string().nullable(),
    }),
  ),
  /** Registered contacts of the party, to verify the reporter against. */
  contacts: z.array(z.object({ id: z.uuid(), name: z.string(), role: z.string() })),
  offers: z.array(
    z.object({
      contactId: z.uuid(),
      addressId: z.uuid(),
      kind: addressKind,
      address: z.string(),
      label: z.string(),
      verified: z.boolean(),
      methods: z.array(verificationMethod),
      refused: z.string().nullable(),
    }),
  ),
  /** The reporter’s wish that answers go elsewhere, while it waits; null when there is none. */
  channelChange: z
    .object({
      id: z.uuid(),
      address: z.string(),
      requestedAt: instant,
      expiresAt: instant,
      /** When its code was entered: it reaches whoever holds the receipt. */
      newProvenAt: instant.nullable(),
      oldProvenAt: instant.nullable(),
      /** Where answers went when it was asked for; null where nothing was safe. */
      oldAddress: z.string().nullable(),
      /** An open incident says that the new address is in an attacker’s hands. */
      isCompromised: z.boolean(),
    })
    .nullable(),
  verifications: z.array(
    z.object({
      id: z.uuid(),
      contact: z.string(),
      address: z.string(),
      method: verificationMethod,
      state: z.enum(['open', 'verified', 'failed', 'superseded']),
      requestedBy: z.string(),
      requestedAt: instant,
      expiresAt: instant,
      triesLeft: z.int(),
      verifiedAt: instant.nullable(),
      vouchedBy: z.string().nullable(),
      enteredBy: z.enum(['responder', 'reporter-web', 'reporter-text']).nullable(),
      answeredBy: z.string().nullable(),
      note: z.string().nullable(),
      delivery: z.string().nullable(),
    }),
  ),
});
export type TrustView = z.output<typeof trustView>;

/** `POST /api/v1/incidents/:id/verifications` */
export const startVerification = z.object({
  addressId: z.uuid(),
  method: z.enum(['code-sms', 'code-email', 'call-back']),
  /** For a call: who picked up, as heard. */
  answeredBy: shortText.nullable().default(null),
  note: z.string().trim().max(2_000).nullable().default(null),
});
/** `POST /api/v1/incidents/:id/verifications/:verification` */
export const enterCode = z.object({ code: z.string().max(40) });
/** `POST /api/v1/incidents/:id/channel-changes/:change` */
export const settleChannelChange = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('confirm'),
    /** The registered number that was called. */
    addressId: z.uuid(),
    /** Who picked up, as heard. */
    answeredBy: shortText.min(1),
  }),
  z.object({ outcome: z.literal('refuse'), reason: z.string().trim().min(3).max(2_000) }),
]);
/** `POST /api/v1/incidents/:id/addresses` */
export const markAddress = z.object({
  address: z.string().trim().min(1).max(254),
  state: z.enum(['compromised', 'safe']),
  reason: z.string().trim().min(3).max(2_000),
});
