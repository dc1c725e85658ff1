import { glimpse } from './plain-text.js';
import { readFormReport } from './read-form-report.js';
import { readJsonReport } from './read-json-report.js';
import { type MailKnowledge, readMailReport } from './read-mail-report.js';
import { readPhoneReport } from './read-phone-report.js';
import { emptyReading, type ReadReport, type StoredReport } from './report-reading.js';

/**
 * Reads a raw report of any channel. Never throws and takes at most ten seconds: what cannot be taken apart comes back as
 * unreadable with the beginning of its raw text, so that a person can look. `mail` has what the reading of a mail needs to know of us.
 */
export async function readReport(report: StoredReport, mail: MailKnowledge = {}): Promise<ReadReport> {
  try {
    return { ...(await read(report, mail)), ...(report.language !== null && { statedLanguage: report.language }) };
  } catch {
    return { ...unreadable(report), statedLanguage: report.language };
  }
}

async function read(report: StoredReport, mail: MailKnowledge): Promise<ReadReport> {
  if (report.channel === 'email') return readMailReport(report, mail);
  const reading = readSimple(report);
  // Whoever fills in a form or sends a text quotes nobody.
  return { ...reading, ownText: reading.text };
}

function readSimple(report: StoredReport): ReadReport {
  if (report.channel === 'sms' || report.channel === 'voice') return readPhoneReport(report);
  return report.mediaType.includes('json') ? readJsonReport(report) : readFormReport(report);
}

function unreadable(report: StoredReport): ReadReport {
  const { channel, sender } = report;
  const contact = {
    email: channel === 'email' ? sender : null,
    phone: channel === 'sms' || channel === 'voice' ? sender : null,
  };
  return { ...emptyReading, readable: false, text: glimpse(report.raw), senderAddress: sender, contact };
}
