import { type HeaderRole, headerRoles } from './phrases.js';
import { isBlank, plainLine } from './plain-line.js';

export interface HeaderBlock {
  /** Lines that it takes, the first included. */
  readonly lines: number;
  readonly from: string | null;
  readonly subject: string | null;
  readonly date: string | null;
  readonly to: string | null;
}

/** Headers, wrapped lines and blank ones between them. */
const mostLines = 24;
const mostContinued = 6;

const header = /^[*_]{0,2}([\p{L}][\p{L}\p{M} '.-]{0,28}?)\s?[*_]{0,2}\s?[:：]\s?[*_]{0,2}\s?(.*)$/u;

const readHeader = (line: string): { readonly role: HeaderRole; readonly value: string } | null => {
  const found = header.exec(line);
  const role = found === null ? undefined : headerRoles.get((found[1] ?? '').toLowerCase().trim());
  return role === undefined ? null : { role, value: (found?.[2] ?? '').replace(/[*_]+$/u, '').trim() };
};

/** Whether the line could begin a block: cheap, for each line of a message. */
const couldBegin = (line: string): boolean => {
  const at = line.slice(0, 40).search(/[:：]/u);
  return at > 0 && at <= 36;
};

/**
 * The headers that Outlook and others write above the message they quote or pass on, in any language, wrapped or double-spaced.
 * After a marker line (“-----Original Message-----”) two are enough; without one it takes three kinds of header, or two whose values
 * look right and an empty line after, since people write “Date: … Time: … Address: …” themselves.
 */
export function readHeaderBlock(lines: readonly string[], at: number, isAfterMarker: boolean): HeaderBlock | null {
  const firstLine = lines[at] ?? '';
  if (!couldBegin(firstLine)) return null;
  const first = readHeader(plainLine(firstLine));
  if (first === null || first.role === 'other') return null;
  const values = new Map<HeaderRole, string>();
  let last: HeaderRole = first.role;
  let end = at;
  let continued = 0;
  for (let line = at; line < lines.length && line - at < mostLines; line += 1) {
    const text = plainLine(lines[line] ?? '');
    if (text === '') {
      // Two blank lines end it; one may be HTML's double spacing.
      if (readHeader(plainLine(lines[line + 1] ?? '')) === null) break;
      continue;
    }
    const found = readHeader(text);
    if (found === null) {
      continued += 1;
      if (continued > mostContinued) break;
      continue;
    }
    // Wrapped lines belong to the header before, and only when another header follows them.
    for (let wrapped = end + 1; wrapped < line; wrapped += 1)
      values.set(last, `${values.get(last) ?? ''} ${plainLine(lines[wrapped] ?? '')}`.trim());
    if (values.has(found.role) && found.role !== 'other' && found.role !== 'to' && found.role !== 'cc') break;
    if (!values.has(found.role)) values.set(found.role, found.value);
    last = found.role;
    end = line;
    continued = 0;
  }
  const kinds = [...values.keys()].filter((role) => role !== 'other').length;
  if (kinds < 2 || !isBelievable(values, kinds, isAfterMarker, isBlank(lines[end + 1] ?? ''))) return null;
  const value = (role: HeaderRole) => values.get(role) || null;
  return {
    lines: end - at + 1,
    from: value('from'),
    subject: value('subject'),
    date: value('date'),
    to: value('to'),
  };
}

function isBelievable(
  values: ReadonlyMap<HeaderRole, string>,
  kinds: number,
  isAfterMarker: boolean,
  isEndedByBlank: boolean,
): boolean {
  if (isAfterMarker) return true;
  const hasPerson = values.has('from') || values.has('to');
  if (kinds >= 3) return hasPerson;
  const looksRight =
    (values.get('from') ?? '').includes('@') ||
    ((values.get('to') ?? '').includes('@') && /\d/u.test(values.get('date') ?? ''));
  return isEndedByBlank && looksRight;
}
