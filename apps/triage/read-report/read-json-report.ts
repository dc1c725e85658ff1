import { followUpMessage, newReport } from '#contracts';
import { type ReadReport, type StoredReport } from './report-reading.js';
import { readStatedFacts } from './stated-facts.js';

/** What was posted to the API: a new report, or a message that continues one. Throws when it is neither. */
export function readJsonReport({ raw, language }: StoredReport): ReadReport {
  const body: unknown = JSON.parse(raw.toString('utf8'));
  const nothing = {
    account: null,
    accountName: null,
    since: null,
    stillHappening: null,
    organization: null,
    name: null,
    email: null,
    phone: null,
  };
  const { data: report } = newReport.safeParse(body);
  if (report === undefined) {
    const continued = followUpMessage.pick({ message: true }).parse(body);
    return readStatedFacts({ ...nothing, description: continued.message, language });
  }
  return readStatedFacts({
    description: report.description,
    account: report.account ?? null,
    accountName: report.accountName ?? null,
    since: report.since ?? null,
    stillHappening: report.stillHappening ?? null,
    organization: report.organization ?? null,
    name: report.name ?? null,
    email: report.contact.email ?? null,
    phone: report.contact.phone ?? null,
    language: report.language,
  });
}
