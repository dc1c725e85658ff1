import type { ReadReport } from './report-reading.js';

/** Characters looked at of the words, of each file that came along, and of the message as it came. */
const longest = { words: 32_000, file: 16_000, raw: 128_000 };
const mostFiles = 4;
const mostReferences = 20;

/**
 * Where a bounce may quote the mail that it returns: in its words, in its history, in what it attached (decoded: many servers
 * return the original in Base64 or quoted-printable), and in the message as it came. Bounded, the likeliest first.
 */
export function returnedTexts(raw: Buffer, reading: ReadReport): readonly string[] {
  const { text, forwardedText, references, attachments } = reading;
  const returned = attachments.filter(
    ({ contentType, isMessage }) => isMessage || !/^(?:image|audio|video)\//.test(contentType),
  );
  return [
    ...references.slice(0, mostReferences).map((id) => `<${id}>`),
    ...returned.slice(-mostFiles).map(({ content }) => content.toString('latin1', 0, longest.file)),
    text.slice(0, longest.words),
    forwardedText.slice(0, longest.words),
    raw.toString('latin1', 0, longest.raw),
  ];
}
