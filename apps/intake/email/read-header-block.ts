/** Longest header that is looked at, in bytes. */
const longestBlock = 64 * 1024;

/**
 * The named header fields of a raw mail, unfolded, in order of appearance (RFC 5322, 2.2). Looks only at the header, and only
 * at its first 64 KB: this runs while the sender waits. Bytes are taken as Latin-1, so nothing is refused.
 */
export function readHeaderFields(raw: Buffer, name: string): readonly string[] {
  const lines = headerBlock(raw).split(/\r?\n/);
  const prefix = `${name.toLowerCase()}:`;
  const fields: string[][] = [];
  let open: string[] | null = null;
  for (const line of lines) {
    if (/^[ \t]/.test(line)) {
      open?.push(line.trim());
      continue;
    }
    open = line.slice(0, prefix.length).toLowerCase() === prefix ? [line.slice(prefix.length).trim()] : null;
    if (open !== null) fields.push(open);
  }
  return fields.map((parts) => parts.join(' '));
}

function headerBlock(raw: Buffer): string {
  const text = raw.subarray(0, longestBlock).toString('latin1');
  const end = /\r?\n\r?\n/.exec(text);
  return end === null ? text : text.slice(0, end.index);
}
