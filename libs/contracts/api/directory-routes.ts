import { z } from 'zod';
import type { RouteOf } from './api-route.js';
import * as directory from './directory.js';

export const directoryRequests = {
  NewContact: directory.newContact,
  EditContact: directory.editContact,
  NewAddress: directory.newAddress,
  EditAddress: directory.editAddress,
  NewAccount: directory.newAccount,
  StartVerification: directory.startVerification,
  EnterCode: directory.enterCode,
  MarkAddress: directory.markAddress,
  SettleChannelChange: directory.settleChannelChange,
} as const satisfies Record<string, z.ZodType>;

export const directoryAnswers = {
  DirectoryParties: directory.directoryParties,
  ContactList: directory.contactList,
  ContactView: directory.contactView,
  ImportReport: directory.importReport,
  TrustView: directory.trustView,
} as const satisfies Record<string, z.ZodType>;

type ApiRoute = RouteOf<keyof typeof directoryRequests, keyof typeof directoryAnswers>;

const seen = {
  401: '`not-signed-in`: there is no session, or it has ended.',
  403: '`forbidden`: the role does not allow it.',
} as const;
const found = { ...seen, 404: '`not-found`: there is none that you may see.' } as const;
const invalid = '`invalid`: `errors` points to what is wrong.';
const taken = '`address-taken`: another contact of the party has it.';

type Change = Pick<ApiRoute, 'operationId' | 'path' | 'summary'> &
  Partial<Pick<ApiRoute, 'method' | 'request' | 'refusals' | 'description'>>;

/** A change to one contact, which answers with the contact as it then stands. */
const change = ({ method = 'post', refusals, ...route }: Change): ApiRoute => ({
  ...route,
  method,
  group: 'Directory',
  answer: { status: 200, schema: 'ContactView', description: 'The contact as it then stands.' },
  refusals: { ...found, ...(route.request !== undefined && { 422: invalid }), ...refusals },
  needsSession: true,
});

/** A step towards trusting a reporter, which answers with all that is known of them then. */
const trust = (route: Change): ApiRoute => ({
  method: 'post',
  group: 'Incidents',
  answer: {
    status: 200,
    schema: 'TrustView',
    description: 'Who reports, and where an answer may go, as it then stands.',
  },
  ...route,
  refusals: { ...found, ...(route.request !== undefined && { 422: invalid }), ...route.refusals },
  needsSession: true,
});

const contact = '/api/v1/directory/contacts/{id}';

export const directoryRoutes: readonly ApiRoute[] = [
  {
    operationId: 'listParties',
    method: 'get',
    path: '/api/v1/directory/parties',
    summary: 'The parties that you may see',
    group: 'Directory',
    answer: { status: 200, schema: 'DirectoryParties', description: 'Parties with the number of their contacts.' },
    refusals: seen,
    needsSession: true,
  },
  {
    operationId: 'listContacts',
    method: 'get',
    path: '/api/v1/directory/contacts',
    summary: 'Registered contacts, by name',
    group: 'Directory',
    parameters: [
      { in: 'query', name: 'party', required: false, description: 'Only this party.', schema: z.uuid() },
      {
        in: 'query',
        name: 'q',
        required: false,
        description: 'Part of a name, role, address or account.',
        schema: z.string().max(100),
      },
      {
        in: 'query',
        name: 'cursor',
        required: false,
        description: '`nextCursor` of the list before.',
        schema: z.string(),
      },
      {
        in: 'query',
        name: 'limit',
        required: false,
        description: 'How many at most.',
        schema: z.int().min(1).max(200),
      },
    ],
    answer: { status: 200, schema: 'ContactList', description: 'Contacts that you may see.' },
    refusals: { ...seen, 422: invalid },
    needsSession: true,
  },
  {
    operationId: 'addContact',
    method: 'post',
    path: '/api/v1/directory/contacts',
    summary: 'Register a contact',
    group: 'Directory',
    request: 'NewContact',
    answer: { status: 201, schema: 'ContactView', description: 'The new contact.' },
    refusals: { ...found, 422: invalid },
    needsSession: true,
  },
  change({
    operationId: 'readContact',
    method: 'get',
    path: contact,
    summary: 'One contact, with addresses, accounts and history',
  }),
  change({ operationId: 'editContact', path: contact, summary: 'Change a contact', request: 'EditContact' }),
  change({ operationId: 'removeContact', method: 'delete', path: contact, summary: 'End a contact; the record stays' }),
  change({
    operationId: 'addAddress',
    path: `${contact}/addresses`,
    summary: 'Add an address',
    request: 'NewAddress',
    refusals: { 409: taken },
  }),
  change({
    operationId: 'editAddress',
    path: `${contact}/addresses/{address}`,
    summary: 'Label an address, prefer it, or say how it was verified',
    request: 'EditAddress',
  }),
  change({
    operationId: 'removeAddress',
    method: 'delete',
    path: `${contact}/addresses/{address}`,
    summary: 'End an address; the record stays',
  }),
  change({
    operationId: 'addAccount',
    path: `${contact}/accounts`,
    summary: 'Add an account that the contact runs',
    request: 'NewAccount',
    refusals: { 409: taken },
  }),
  change({
    operationId: 'removeAccount',
    method: 'delete',
    path: `${contact}/accounts/{account}`,
    summary: 'End an account; the record stays',
  }),
  {
    operationId: 'importContacts',
    method: 'post',
    path: '/api/v1/directory/import',
    summary: 'Import contacts from CSV, or see what an import would change',
    description:
      'The file itself as `text/csv`, up to 10 MB and 50,000 rows. All of it is written, but for refused rows, or nothing.',
    group: 'Directory',
    parameters: [
      {
        in: 'query',
        name: 'apply',
        required: false,
        description: 'Write it. Without this nothing is changed.',
        schema: z.enum(['true', 'false']),
      },
    ],
    answer: { status: 200, schema: 'ImportReport', description: 'Row by row, what was changed or would be.' },
    refusals: { ...seen, 422: '`unreadable-file`: `detail` says why the file cannot be read.' },
    needsSession: true,
  },
  {
    operationId: 'exportContacts',
    method: 'get',
    path: '/api/v1/directory/export',
    summary: 'The directory as CSV, as it can be imported again',
    group: 'Directory',
    parameters: [{ in: 'query', name: 'party', required: false, description: 'Only this party.', schema: z.uuid() }],
    answer: { status: 200, schema: null, mediaType: 'text/csv', description: 'No cell starts a formula.' },
    refusals: { ...seen, 422: invalid },
    needsSession: true,
  },
  trust({
    operationId: 'readTrust',
    method: 'get',
    path: '/api/v1/incidents/{id}/trust',
    summary: 'Who reports as far as anybody knows, and which of their addresses is safe',
  }),
  trust({
    operationId: 'startVerification',
    path: '/api/v1/incidents/{id}/verifications',
    summary: 'Send a one-time code to a registered address, or record a call to a registered number',
    request: 'StartVerification',
    refusals: {
      409: 'The address cannot tell who reports; `detail` gives the reason.',
      429: '`too-many-codes`: wait.',
    },
  }),
  trust({
    operationId: 'enterVerificationCode',
    path: '/api/v1/incidents/{id}/verifications/{verification}',
    summary: 'Enter the code that the reporter read out',
    request: 'EnterCode',
    refusals: { 409: '`wrong-code`, `expired-code`, `settled-code` or `too-many-tries`.' },
  }),
  trust({
    operationId: 'settleChannelChange',
    path: '/api/v1/incidents/{id}/channel-changes/{change}',
    summary: 'Confirm, after a call to a registered number, that answers go elsewhere; or refuse it with a reason',
    request: 'SettleChannelChange',
    refusals: { 409: '`change-over`, `change-unproven`, `change-compromised`, or no registered number to call.' },
  }),
  trust({
    operationId: 'markAddress',
    path: '/api/v1/incidents/{id}/addresses',
    summary: 'Say that an address, a domain or an account is compromised, or safe again',
    request: 'MarkAddress',
  }),
];
