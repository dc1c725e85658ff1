/** Endings that name a file far more often than a site. */
const fileEndings = new Set(
  `zip exe pdf doc docx docm xls xlsx xlsm csv ppt pptx txt rtf png jpg jpeg gif svg mp3 mp4 mov wav eml msg html htm php asp aspx jsp js ts
  json xml yaml yml dll bat cmd ps1 vbs iso img dmg apk lnk rar tar gz 7z bak log sql db cfg ini conf sh py md`.split(
    /\s+/u,
  ),
);

/** Generic top-level domains in use, and `.example` of RFC 2606; all two-letter ones count as countries'. */
const genericEndings = new Set(
  `com net org info biz name pro edu gov mil int example test invalid app dev page site online store shop club xyz top icu live world today news
  blog link click email support help team tech cloud digital network systems services solutions agency group center company media press
  party vote voting democrat republican elections campaign community foundation charity fund finance financial money bank loan cash pay
  asia africa quebec cat eus tel travel jobs mobi aero coop museum work works space website host hosting server best buzz fun life love
  win bid trade stream download men date racing review science cam monster rest bar bond cfd sbs lol ink wiki wang ren vip ltd inc gmbh
  global international one zone run city domains directory chat social video studio design photo photos pics art expert guru ninja rocks
  plus red blue green black pink onion local zip mov`.split(/\s+/u),
);

/** Two-letter endings that are also words: "call me.It was" is two sentences. */
const alsoWords = new Set([
  'it',
  'is',
  'in',
  'me',
  'my',
  'no',
  'so',
  'to',
  'us',
  'at',
  'be',
  'by',
  'do',
  'am',
  'as',
  'la',
  'ma',
  'de',
  'et',
  'sa',
  'va',
  'pm',
  'il',
  'se',
  'ne',
]);

/** The domain name in lower case, with punycode read, when the text can be one; else null. Long or odd labels are refused. */
export function asDomainName(text: string): string | null {
  if (text.length > 253 || text.length < 4) return null;
  const labels = text.split('.');
  const ending = (labels.at(-1) ?? '').toLowerCase();
  if (labels.length < 2 || labels.length > 12) return null;
  if (
    !labels.every(
      (label) => label.length <= 63 && /^[\p{L}\p{N}_](?:[\p{L}\p{N}\p{M}_-]*[\p{L}\p{N}\p{M}])?$/u.test(label),
    )
  )
    return null;
  const country = /^[a-z]{2}$/u.test(ending);
  const idn = ending.startsWith('xn--');
  if (!country && !idn && (!genericEndings.has(ending) || fileEndings.has(ending))) return null;
  if (country && fileEndings.has(ending) && labels.length === 2) return null;
  if (country && alsoWords.has(ending) && /^\p{Lu}/u.test(labels.at(-1) ?? '') && /\p{Ll}/u.test(text)) return null;
  if (labels.length === 2 && /^[\p{L}]$/u.test(labels[0] ?? '') && country) return null;
  if (labels.slice(0, -1).every((label) => /^\d+$/u.test(label))) return null;
  return labels.map((label) => readPunycode(label.toLowerCase())).join('.');
}

/** Whether a host is one of the domains or lies under one. */
export function isUnder(host: string, domains: Iterable<string>): boolean {
  for (const domain of domains) if (host === domain || host.endsWith(`.${domain}`)) return true;
  return false;
}

/** An `xn--` label as people read it (RFC 3492); the label itself when it does not decode. */
function readPunycode(label: string): string {
  if (!label.startsWith('xn--')) return label;
  const encoded = label.slice(4);
  const delimiter = encoded.lastIndexOf('-');
  const output = Array.from(encoded.slice(0, Math.max(0, delimiter)), (character) => character.codePointAt(0) ?? 0);
  let code = 128;
  let bias = 72;
  let at = 0;
  for (let next = delimiter + 1; next < encoded.length;) {
    const before = at;
    for (let weight = 1, k = 36; ; k += 36) {
      const digit = digitOf(encoded.charAt(next++));
      if (digit === null) return label;
      at += digit * weight;
      const threshold = Math.min(26, Math.max(1, k - bias));
      if (digit < threshold) break;
      weight *= 36 - threshold;
      if (at > 0x7fffffff || weight > 0x7fffffff) return label;
    }
    const length = output.length + 1;
    bias = adapted(at - before, length, before === 0);
    code += Math.floor(at / length);
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return label;
    at %= length;
    output.splice(at++, 0, code);
  }
  return String.fromCodePoint(...output);
}

function digitOf(character: string): number | null {
  if (/^[a-z]$/u.test(character)) return character.charCodeAt(0) - 97;
  return /^[0-9]$/u.test(character) ? character.charCodeAt(0) - 22 : null;
}

function adapted(delta: number, length: number, first: boolean): number {
  let left = first ? Math.floor(delta / 700) : Math.floor(delta / 2);
  left += Math.floor(left / length);
  let k = 0;
  for (; left > 455; k += 36) left = Math.floor(left / 35);
  return k + Math.floor((36 * left) / (left + 38));
}
