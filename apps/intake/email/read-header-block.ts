/** Longest header that is looked at, in bytes: a thread of a thousand Message-IDs still fits. */
const longestBlock = 256 * 1024;

export interface HeaderBlock {
  /** Where the body begins; null when the header does not end within what is looked at. */
  readonly bodyAt: number | null;
  /** Every field in order of appearance, names in lower case, values unfolded (RFC 5322, 2.2). */
  readonly fields: readonly (readonly [name: string, value: string])[];
}

/**
 * The header of a raw mail. Looks at no more than its first 256 KB: this runs while the sender waits. Bytes are taken as
 * Latin-1, so nothing is refused; what is no field is left out.
 */
export function readHeaderBlock(raw: Buffer): HeaderBlock {
  const text = raw.subarray(0, longestBlock).toString('latin1');
  const end = /^\r?\n|\r?\n\r?\n/.exec(text);
  const fields: (readonly [string, string[]])[] = [];
  let open: string[] | null = null;
  for (const line of (end === null ? text : text.slice(0, end.index)).split(/\r?\n/)) {
    if (/^[ \t]/.test(line)) {
      open?.push(line.trim());
      continue;
    }
    const colon = line.indexOf(':');
    open = colon > 0 ? [line.slice(colon + 1).trim()] : null;
    if (open !== null) fields.push([line.slice(0, colon).trim().toLowerCase(), open]);
  }
  return {
    bodyAt: end === null ? null : end.index + end[0].length,
    fields: fields.map(([name, parts]) => [name, parts.join(' ')]),
  };
}

/** The values of one field. The name is in lower case. */
export function valuesOf({ fields }: HeaderBlock, name: string): readonly string[] {
  return fields.filter(([field]) => field === name).map(([, value]) => value);
}
