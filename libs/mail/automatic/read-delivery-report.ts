/** What a delivery report says of one recipient (RFC 3464, 2.3). */
export interface RecipientReport {
  readonly recipient: string | null;
  readonly action: string;
  readonly status: string | null;
}

const longestReport = 64_000;
const mostRecipients = 100;

/** The groups of fields of a `message/delivery-status`, one for each recipient; the first, about the message, is left out. */
export function readDeliveryReport(text: string): readonly RecipientReport[] {
  const reports: RecipientReport[] = [];
  for (const group of text
    .slice(0, longestReport)
    .replaceAll('\r', '')
    .split(/\n[ \t]*\n/u)) {
    const fields = readFields(group);
    const recipient = addressIn(fields.get('final-recipient') ?? fields.get('original-recipient') ?? '');
    const action = (fields.get('action') ?? '').toLowerCase().split(/[^a-z]/u)[0] ?? '';
    const status = moreTelling(statusIn(fields.get('status') ?? ''), statusIn(fields.get('diagnostic-code') ?? ''));
    if (recipient === null && action === '' && status === null) continue;
    reports.push({ recipient, action, status });
    if (reports.length === mostRecipients) break;
  }
  return reports;
}

/** `5.0.0` says only that it failed: what the other server said may say why. */
const moreTelling = (status: string | null, said: string | null): string | null =>
  status === null || (status.endsWith('.0.0') && said !== null && said.startsWith(status.slice(0, 2)))
    ? (said ?? status)
    : status;

/** `Name: value` lines, wrapped ones joined, names in lower case; the first of each name. */
export function readFields(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  let last: string | null = null;
  for (const line of text.split('\n')) {
    const found = /^([\w-]{1,60}):[ \t]*(.*)$/u.exec(line);
    if (found !== null) {
      last = (found[1] ?? '').toLowerCase();
      if (fields.has(last)) last = null;
      else fields.set(last, (found[2] ?? '').trim());
    } else if (last !== null && /^[ \t]/u.test(line)) {
      fields.set(last, `${fields.get(last) ?? ''} ${line.trim()}`.slice(0, 2_000));
    }
  }
  return fields;
}

/** `5.1.1`, never an address of a machine: the class is 2, 4 or 5, and no further number follows. */
export function statusIn(text: string): string | null {
  return /(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.]*\d)/u.exec(text.slice(0, 20_000))?.[1] ?? null;
}

/** The status of a failure, in words: other numbers of the kind are versions. */
export function failureStatusIn(text: string): string | null {
  return /(?<![\d.])([45]\.\d{1,3}\.\d{1,3})(?![\d.]*\d)/u.exec(text.slice(0, 20_000))?.[1] ?? null;
}

/** The address in `rfc822; ann@party.example` or `<ann@party.example>`. */
export function addressIn(text: string): string | null {
  return /[^\s<>()[\]"',;:]{1,64}@[a-z0-9.-]{1,255}/iu.exec(text.slice(0, 2_000))?.[0] ?? null;
}

const messageId = /<([^<>\s@]{1,250}@[^<>\s]{1,250})>/gu;
const mostIds = 20;

/** Message-IDs in a header’s value. */
export const messageIdsIn = (text: string): readonly string[] =>
  [...text.slice(0, 20_000).matchAll(messageId)].slice(0, mostIds).map((found) => found[1] ?? '');

/** The Message-IDs that stand, as headers, in a returned message or in the words about it. */
export function originalIdsIn(text: string): readonly string[] {
  const ids: string[] = [];
  for (const found of text
    .slice(0, longestReport * 4)
    .matchAll(/^[ \t>|]{0,8}Message-ID:[ \t\r\n]{0,20}(<[^\n]{1,600})/gimu)) {
    ids.push(...messageIdsIn(found[1] ?? ''));
    if (ids.length >= mostIds) break;
  }
  return ids.slice(0, mostIds);
}
