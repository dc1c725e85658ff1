import { hasOwnNumber } from '#domain';
import { plainLine, plainText } from './plain-text.js';
import { emptyReading, type ReadReport, type StoredReport } from './report-reading.js';

/** Longest list of pictures that a text may come with. */
const mostMedia = 10;

/**
 * A carrier's webhook about a text or a call, in its form fields. A call says nothing but who called, until the carrier has
 * written down the message that the caller left.
 */
export function readPhoneReport({ channel, raw, sender }: StoredReport): ReadReport {
  const fields = new URLSearchParams(raw.toString('utf8'));
  const from = plainLine(fields.get('From') ?? sender, 64);
  const media = Math.min(Number(fields.get('NumMedia')) || 0, mostMedia);
  return {
    ...emptyReading,
    text: plainText(fields.get(channel === 'sms' ? 'Body' : 'TranscriptionText') ?? '').trim(),
    senderAddress: from,
    senderName: plainLine(fields.get('CallerName'), 200),
    // A withheld number is a word, not a number: there is nothing to call back.
    contact: { email: null, phone: hasOwnNumber(from) ? from : null },
    attachmentNames: Array.from(
      { length: media },
      (_, index) => plainLine(fields.get(`MediaContentType${index}`), 100) ?? 'media',
    ),
  };
}
