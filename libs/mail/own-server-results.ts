/** One line of what a mail server of our own found (RFC 8601). */
export interface OwnServerResult {
  readonly server: string;
  /** `spf`, `dkim`, `dmarc`, `arc` or another. */
  readonly method: string;
  readonly result: string;
  /** The domain that it speaks of, as far as it says. */
  readonly domain: string | null;
}

const longestField = 8 * 1024;
const mostResults = 50;
/** How many servers of our own can have written a Received above: delivery, filter, border. */
const mostHopsAbove = 3;

/**
 * The results that our own mail server wrote at the top of the header. Anybody can write a field under our server's name;
 * what a server adds stands above everything it was sent. So only the first unbroken group of our own fields counts, and only
 * near the top: a Received below it ends what is ours. Our server must remove what comes in under its name (RFC 8601, 5).
 */
export function readOwnServerResults(
  fields: readonly (readonly [name: string, value: string])[],
  ownAuthservIds: readonly string[],
): readonly OwnServerResult[] {
  const own = new Set(ownAuthservIds.map((id) => id.toLowerCase()));
  const results: OwnServerResult[] = [];
  let hops = 0;
  for (const [name, value] of fields) {
    if (name === 'received') {
      hops += 1;
      if (results.length > 0 || hops > mostHopsAbove) break;
    }
    if (name !== 'authentication-results' || value.length > longestField) continue;
    const [server = '', ...parts] = withoutComments(value).split(';');
    const id = server.trim().split(/\s+/)[0]?.toLowerCase() ?? '';
    if (own.has(id)) results.push(...parts.flatMap((part) => readPart(id, part)));
  }
  return results.slice(0, mostResults);
}

function readPart(server: string, part: string): OwnServerResult[] {
  const [first = '', ...properties] = part.trim().split(/\s+/);
  const [, method, result] = /^([a-z][\w-]{0,40})(?:\/\d+)?=([a-z]{1,20})$/i.exec(first) ?? [];
  if (method === undefined || result === undefined) return [];
  const value = (...names: readonly string[]) =>
    names
      .map((name) => properties.find((property) => property.toLowerCase().startsWith(`${name}=`)))
      .find((property) => property !== undefined)
      ?.replace(/^[^=]*=/, '');
  const named = value('header.from', 'header.d', 'header.i', 'smtp.mailfrom', 'smtp.helo');
  const domain = named?.slice(named.lastIndexOf('@') + 1).toLowerCase() ?? '';
  return [
    {
      server,
      method: method.toLowerCase(),
      result: result.toLowerCase(),
      domain: /^[\w.-]{1,253}$/.test(domain) ? domain : null,
    },
  ];
}

/** Comments may be nested, and quoted text may hold what looks like one (RFC 5322, 3.2.2). */
function withoutComments(value: string): string {
  let depth = 0;
  let isQuoted = false;
  let kept = '';
  for (const symbol of value) {
    if (symbol === '"' && depth === 0) isQuoted = !isQuoted;
    if (symbol === '(' && !isQuoted) depth += 1;
    if (depth === 0) kept += symbol;
    if (symbol === ')' && !isQuoted && depth > 0) depth -= 1;
  }
  return kept;
}
