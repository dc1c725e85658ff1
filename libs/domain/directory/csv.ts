/** Rows of fields with the line that each row begins on. */
export interface CsvRow {
  readonly line: number;
  readonly fields: readonly string[];
}

export type ParsedCsv =
  | { readonly outcome: 'parsed'; readonly separator: ',' | ';' | '\t'; readonly rows: readonly CsvRow[] }
  | { readonly outcome: 'refused'; readonly reason: 'quote-open' | 'too-many-rows'; readonly line: number };

/**
 * Reads comma-separated values (RFC 4180) as spreadsheets write them: quotes doubled inside quotes, line ends of any kind,
 * line breaks inside quotes, and whichever of comma, semicolon and tab the first line has most of. Lines with nothing in them are
 * skipped. One pass over the text, whatever is in it.
 */
export function parseCsv(text: string, mostRows: number): ParsedCsv {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const separator = separatorOf(source);
  const rows: CsvRow[] = [];
  let fields: string[] = [];
  let field = '';
  let quoted = false;
  let wasQuoted = false;
  let line = 1;
  let startsOn = 1;
  const endField = () => {
    fields.push(wasQuoted ? field : field.trim());
    field = '';
    wasQuoted = false;
  };
  const endRow = () => {
    endField();
    if (fields.some((value) => value !== '')) rows.push({ line: startsOn, fields });
    fields = [];
    startsOn = line;
  };
  for (let index = 0; index < source.length; index += 1) {
    const char = source.charAt(index);
    if (quoted) {
      if (char === '\n') line += 1;
      if (char !== '"') field += char;
      else if (source.charAt(index + 1) === '"') {
        field += '"';
        index += 1;
      } else quoted = false;
    } else if (char === '"' && field.trim() === '') {
      field = '';
      quoted = true;
      wasQuoted = true;
    } else if (char === separator) endField();
    else if (char === '\n' || char === '\r') {
      if (char === '\r' && source.charAt(index + 1) === '\n') index += 1;
      line += 1;
      endRow();
      if (rows.length > mostRows) return { outcome: 'refused', reason: 'too-many-rows', line: startsOn };
    } else if (!wasQuoted || char.trim() !== '') field += char;
  }
  if (quoted) return { outcome: 'refused', reason: 'quote-open', line: startsOn };
  endRow();
  if (rows.length > mostRows) return { outcome: 'refused', reason: 'too-many-rows', line: startsOn };
  return { outcome: 'parsed', separator, rows };
}

function separatorOf(text: string): ',' | ';' | '\t' {
  const counts = { ',': 0, ';': 0, '\t': 0 };
  let quoted = false;
  for (const char of text.slice(0, 20_000)) {
    if (char === '"') quoted = !quoted;
    else if (!quoted && (char === '\n' || char === '\r')) break;
    else if (!quoted && (char === ',' || char === ';' || char === '\t')) counts[char] += 1;
  }
  if (counts[';'] > counts[','] && counts[';'] >= counts['\t']) return ';';
  return counts['\t'] > counts[','] ? '\t' : ',';
}

/** What a spreadsheet would take for a formula, or what this writes in its place: the apostrophe must come off once only. */
const formulaStart = /^'*[=+\-@\t\r|%]/;

/** Rows as CSV with CRLF. A cell that a spreadsheet would compute has an apostrophe before it, which `undefuse` takes away. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(writeCell).join(',')}\r\n`).join('');
}

function writeCell(value: string): string {
  const safe = formulaStart.test(value) ? `'${value}` : value;
  return /[",;\r\n\t]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A cell as it was before `writeCsv` made it harmless. */
export function undefuse(value: string): string {
  return value.startsWith("'") && formulaStart.test(value.slice(1)) ? value.slice(1) : value;
}
