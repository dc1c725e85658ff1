import { createHash } from 'node:crypto';
import type { PageFrame } from '../pages/page-frame.js';
import { receiptWords } from '../pages/receipt-words.js';
import { textValue, writeContentLines } from './content-lines.js';

export interface KeptReceipt {
  readonly reference: string;
  /** Null unless its holder wants it in the file, which others may read. */
  readonly receiptCode: string | null;
  readonly followUpUrl: string;
}

/** When the calendar reminds of looking for an answer, after it was saved, in milliseconds. */
const remindsAfter = 2 * 3_600_000;
const lasts = 15 * 60_000;

/** An iCalendar object (RFC 5545) with one event that rings: look for an answer. Saved again, it replaces the first. */
export function writeReminder({ language, hotline }: PageFrame, receipt: KeptReceipt, now: Date): string {
  const say = receiptWords[language].file;
  const start = new Date(now.getTime() + remindsAfter);
  const title = textValue(say.reminder(receipt.reference));
  return writeContentLines([
    ['BEGIN', 'VCALENDAR'],
    ['VERSION', '2.0'],
    ['PRODID', `-//Vigil//Receipt//${language.toUpperCase()}`],
    ['BEGIN', 'VEVENT'],
    ['UID', uidOf(receipt, 'reminder')],
    ['DTSTAMP', stamp(now)],
    ['DTSTART', stamp(start)],
    ['DTEND', stamp(new Date(start.getTime() + lasts))],
    ['SUMMARY', title],
    ['DESCRIPTION', textValue(notes(receipt, hotline, language))],
    ['CLASS', 'PRIVATE'],
    ['BEGIN', 'VALARM'],
    ['ACTION', 'DISPLAY'],
    ['TRIGGER', 'PT0S'],
    ['DESCRIPTION', title],
    ['END', 'VALARM'],
    ['END', 'VEVENT'],
    ['END', 'VCALENDAR'],
  ]);
}

/** The hotline as a contact (vCard 3.0, RFC 2426): what telephones of every age can read. */
export function writeContactCard({ language, hotline }: PageFrame, receipt: KeptReceipt): string {
  const name = textValue(hotline.name);
  return writeContentLines([
    ['BEGIN', 'VCARD'],
    ['VERSION', '3.0'],
    ['UID', uidOf(receipt, 'contact')],
    ['N', `${name};;;;`],
    ['FN', name],
    ['ORG', name],
    ['TEL;TYPE=WORK,VOICE', hotline.phone],
    ['EMAIL;TYPE=INTERNET', textValue(hotline.email)],
    ['URL', receipt.followUpUrl],
    ['NOTE', textValue(notes(receipt, hotline, language))],
    ['END', 'VCARD'],
  ]);
}

function notes(
  { reference, receiptCode, followUpUrl }: KeptReceipt,
  { phoneShown }: PageFrame['hotline'],
  language: PageFrame['language'],
): string {
  const say = receiptWords[language].file;
  return [
    say.reference(reference),
    ...(receiptCode === null ? [] : [say.receiptCode(receiptCode)]),
    say.where(followUpUrl),
    say.call(phoneShown),
  ].join('\n');
}

/** The same for the same report, and nothing that could be read back. */
function uidOf({ reference }: KeptReceipt, kind: string): string {
  return `${createHash('sha256').update(`${kind} ${reference}`).digest('hex').slice(0, 32)}@vigil`;
}

/** An instant in UTC, to the second: 20271001T130500Z. */
function stamp(at: Date): string {
  return `${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}
