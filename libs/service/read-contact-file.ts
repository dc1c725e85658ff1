import { parseCsv, readContactRow, readHeader, type ContactColumn, type ReadRow } from '#domain';

/** A file of more than so many bytes or rows is refused: no party has so many contacts. */
export const largestContactFile = 10 * 1024 * 1024;
export const mostContactRows = 50_000;

export type ContactFile =
  | {
      readonly outcome: 'read';
      readonly encoding: 'utf-8' | 'windows-1252' | 'utf-16le';
      readonly rows: readonly ReadRow[];
      /** Headings that mean nothing here; their columns are left out. */
      readonly ignored: readonly string[];
    }
  | {
      readonly outcome: 'refused';
      readonly reason: 'too-large' | 'empty' | 'too-many-rows' | 'quote-open';
      readonly line: number | null;
    }
  | {
      readonly outcome: 'refused';
      readonly reason: 'columns-missing';
      readonly missing: readonly ContactColumn[];
      readonly line: null;
    };

/** Reads a file of contacts as spreadsheets save it: UTF-8 with or without a mark, UTF-16 with one, Windows-1252 otherwise. */
export function readContactFile(bytes: Uint8Array): ContactFile {
  if (bytes.byteLength > largestContactFile) return { outcome: 'refused', reason: 'too-large', line: null };
  const { text, encoding } = decode(bytes);
  const parsed = parseCsv(text, mostContactRows + 1);
  if (parsed.outcome === 'refused') return { outcome: 'refused', reason: parsed.reason, line: parsed.line };
  const [first, ...rows] = parsed.rows;
  if (first === undefined) return { outcome: 'refused', reason: 'empty', line: null };
  const head = readHeader(first);
  if (head.outcome === 'refused') {
    return { outcome: 'refused', reason: 'columns-missing', missing: head.missing, line: null };
  }
  return {
    outcome: 'read',
    encoding,
    rows: rows.map((row) => readContactRow(row, head.header)),
    ignored: head.ignored,
  };
}

function decode(bytes: Uint8Array): {
  readonly text: string;
  readonly encoding: 'utf-8' | 'windows-1252' | 'utf-16le';
} {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: decodeAs(bytes, 'utf-16le'), encoding: 'utf-16le' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll('\0', ''), encoding: 'utf-8' };
  } catch {
    return { text: decodeAs(bytes, 'windows-1252'), encoding: 'windows-1252' };
  }
}

function decodeAs(bytes: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding).decode(bytes).replaceAll('\0', '');
}
