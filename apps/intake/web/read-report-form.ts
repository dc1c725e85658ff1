import { longestDescription, newReport, type NewReport } from '#contracts';
import { checkEmail, checkPhone } from './check-contact.js';

export const reportFields = [
  'description',
  'account',
  'accountName',
  'since',
  'stillHappening',
  'phone',
  'email',
  'name',
  'organization',
] as const;
export type ReportField = (typeof reportFields)[number];

/** What stands in the fields of the form, as typed; shown again when something is missing. */
export type ReportDraft = Readonly<Record<ReportField, string>>;

export type FieldFault =
  | { readonly field: 'description'; readonly kind: 'empty' }
  | { readonly field: 'phone'; readonly kind: 'not-a-phone' }
  | { readonly field: 'email'; readonly kind: 'not-an-email' }
  | { readonly field: BoundedField; readonly kind: 'too-long'; readonly most: number; readonly length: number };

export type DraftCheck =
  | { readonly outcome: 'complete'; readonly report: NewReport }
  | { readonly outcome: 'incomplete'; readonly faults: readonly FieldFault[] };

export const emptyDraft = draftOf(() => '');

/** The fields of a form as the browser sent it (WHATWG application/x-www-form-urlencoded); the first of several of one name. */
export function readForm(raw: Buffer): (name: string) => string {
  const fields = new URLSearchParams(raw.toString('utf8'));
  // Browsers send line breaks as CR LF; in the field they were one character.
  return (name) => (fields.get(name) ?? '').replaceAll('\r\n', '\n');
}

export function draftOf(field: (name: string) => string): ReportDraft {
  return Object.fromEntries(reportFields.map((name) => [name, field(name)])) as ReportDraft;
}

const boundedFields = ['description', 'accountName', 'since', 'name', 'organization'] as const;
type BoundedField = (typeof boundedFields)[number];

/** In characters, as the schema of a new report has them. */
const most: Readonly<Record<BoundedField, number>> = {
  description: longestDescription,
  accountName: 300,
  since: 200,
  name: 200,
  organization: 200,
};

/** What the API would have been sent, or every field that needs another look. A missing contact is no fault. */
export function checkDraft(draft: ReportDraft, language: 'en' | 'fr'): DraftCheck {
  const faults: FieldFault[] = [];
  if (draft.description.trim() === '') faults.push({ field: 'description', kind: 'empty' });
  for (const field of boundedFields) {
    const { length } = draft[field];
    if (length > most[field]) faults.push({ field, kind: 'too-long', most: most[field], length });
  }
  const phone = draft.phone.trim() === '' ? undefined : checkPhone(draft.phone);
  const email = draft.email.trim() === '' ? undefined : checkEmail(draft.email);
  if (phone === null) faults.push({ field: 'phone', kind: 'not-a-phone' });
  if (email === null) faults.push({ field: 'email', kind: 'not-an-email' });
  if (faults.length > 0) return { outcome: 'incomplete', faults };
  const report = newReport.safeParse({
    language,
    description: draft.description,
    account: newReport.shape.account.safeParse(draft.account).data,
    accountName: given(draft.accountName),
    since: given(draft.since),
    stillHappening: { yes: true, no: false }[draft.stillHappening],
    organization: given(draft.organization),
    name: given(draft.name),
    contact: { phone: phone ?? undefined, email: email ?? undefined },
  });
  return report.success
    ? { outcome: 'complete', report: report.data }
    : { outcome: 'incomplete', faults: [{ field: 'description', kind: 'empty' }] };
}

const given = (text: string): string | undefined => (text.trim() === '' ? undefined : text);
