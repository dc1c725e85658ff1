import { plainLine } from './plain-text.js';
import { type ReadReport, type StoredReport } from './report-reading.js';
import { readStatedFacts } from './stated-facts.js';

/** The fields of the report page or of the follow-up page, as the browser sent them. */
export function readFormReport({ raw, language }: StoredReport): ReadReport {
  const fields = new URLSearchParams(raw.toString('utf8'));
  // Browsers send line breaks as CR LF; in the field they were one character.
  const field = (name: string) => fields.get(name)?.replaceAll('\r\n', '\n') ?? null;
  const stated = field('language');
  const stillHappening = field('stillHappening');
  const facts = readStatedFacts({
    description: field('description') ?? field('message') ?? '',
    account: field('account'),
    accountName: field('accountName'),
    since: field('since'),
    stillHappening:
      stillHappening === 'yes' || stillHappening === 'true'
        ? true
        : stillHappening === 'no' || stillHappening === 'false'
          ? false
          : null,
    organization: field('organization'),
    name: field('name'),
    email: field('email'),
    phone: field('phone'),
    language: stated === 'en' || stated === 'fr' ? stated : language,
  });
  return { ...facts, attachmentNames: fileNamesIn(fields) };
}

/** The door lists each file as its hash, its size and its name. */
function fileNamesIn(fields: URLSearchParams): readonly string[] {
  return fields
    .getAll('attachment')
    .slice(0, 100)
    .flatMap((line) => plainLine(/^\S+ \S+ (.+)$/u.exec(line)?.[1], 200) ?? []);
}
