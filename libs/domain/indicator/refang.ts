import { cleanText } from './clean-text.js';

/**
 * Text with defanged addresses made whole again (hxxp, [.], (dot), [at], [:]// …), for extraction only. Linear time:
 * each pattern is one pass without nested repetition. `refang(defang(value))` is the value, for every indicator.
 */
export function refang(text: string): string {
  return patterns.reduce<string>(
    (whole, [pattern, replacement]) => whole.replace(pattern, replacement),
    cleanText(text),
  );
}

/** The last two labels of names that somebody took the trouble to defang: nobody does that to the name of a file. */
export function namesDefangedIn(text: string): ReadonlySet<string> {
  const clean = cleanText(text);
  if (!defangedDot.test(clean)) return new Set();
  return new Set(
    [...clean.matchAll(defangedName)].map(([, label = '', ending = '']) => `${label}.${ending}`.toLowerCase()),
  );
}

const open = '[\\[({<]';
const close = '[\\])}>]';
/** Endings that are no word of either language, or hardly ever, so that " . com" and " point com" mean a name. */
const plainEnding = '(?:com|ca|org|net|fr|qc|quebec|example|info|biz|xyz|io|ru|cn|co|uk|top|club)';

/** The dot of such a name; looked for first, since most texts have none. */
const defangedDot = /[[({<]\s?(?:\.|dot|point|punto|d0t)|\.\]|\\\./iu;

const defangedName = new RegExp(
  `([\\p{L}\\p{N}-]{1,63})\\s?(?:${open}\\s?(?:\\.|dot|point|punto|d0t)\\s?${close}|\\[\\.|\\.\\]|\\\\\\.)\\s?(\\p{L}{2,24})(?![\\p{L}\\p{N}])`,
  'giu',
);

/** Words before "at … dot …" that are no part of an address: "hosted at evil dot com". */
const notLocalParts =
  'is|it|was|were|are|site|page|link|links|hosted|located|look|looks|looked|looking|available|found|up|live|online|domain|url|address|login|log|sign|registered|us|me|them|him|her|you|website|form|still|visit|go|get|arrive|arrived|click|redirected|portal|server';

const patterns: readonly (readonly [RegExp, string])[] = [
  // A URL that stands percent-encoded by itself; inside another it is a parameter.
  [/%3A%2F%2F(?<=(?:^|[\s"'<(])(?:https?|hxxps?|ftp)%3A%2F%2F)/giu, '://'],
  // A URL that a mail program wrapped between its angle brackets (RFC 3986, appendix C).
  [/\r?\n(?<=<(?:https?|hxxps?):\/\/[^\s<>]{1,200}\r?\n)(?=[^\s<>]{1,200}>)/giu, ''],
  // One that was cut where the line was full.
  [/\r?\n(?<=[^\s]{50}[/?&=%_-]\r?\n)(?=[a-z0-9%][^\s]{8})/gu, ''],
  [
    /(?<![\p{L}\p{N}])(?:h(?:[tx*_#~^]{2}|\[tt\]|\[xx\]|\(tt\))p|\[h\]ttp|h\s?t\s?t\s?p|meow|(?<=\s)ttp)(?:\[s\]|\(s\)|\s(?=s\s?:)|)(s?)(?=\s?(?::|[[({<]\s?:))/giu,
    'http$1',
  ],
  [/(?<![\p{L}\p{N}])http\s?\[?:?\]?(?=\[s\])/giu, 'http'],
  [/(?<![\p{L}\p{N}])hxxp(s?)(?=:?[\\/]{2})/giu, 'http$1'],
  [/(?<![\p{L}\p{N}])(https?|ftp)\/\/(?=[\p{L}\p{N}])/giu, '$1://'],
  [/(?<![\p{L}\p{N}])fxp(?=s?\s?(?::|[[({<]\s?:))/giu, 'ftp'],
  [/(?<=(?:https?|ftp)\s?)[[({<]\s?:\s?[\])}>](?=[\p{L}\p{N}])/giu, '://'],
  [/[[({<]\s?:\s?\/\/\s?[\])}>]/gu, '://'],
  [/[[({<]\s?:\s?[\])}>]/gu, ':'],
  [/(?<=(?:https?|ftp):\s?)[[({<]\s?\/\/\s?[\])}>]/giu, '//'],
  [/[[({<]\s?(?:\/|slash)\s?[\])}>]/giu, '/'],
  [/(?<=https?|ftp)(?:\s?:\s?\/\s?\/\s?|:\s?\\{2,4})(?=[\p{L}\p{N}[({])/giu, '://'],
  [/%2E(?<=https?:\/\/[\p{L}\p{N}.-]{1,80}%2E)(?=[\p{L}\p{N}])/giu, '.'],
  [/%2F(?<=https?:\/\/[\p{L}\p{N}.-]{1,80}%2F)/giu, '/'],
  // "ann at evil dot com", as somebody says it into a telephone.
  [
    new RegExp(
      `\\sat\\s(?<=(?<![\\p{L}\\p{N}])(?!(?:${notLocalParts})\\s)[\\p{L}\\p{N}._-]{2,64}\\sat\\s)(?=[\\p{L}\\p{N}-]{1,63}\\sdot\\s\\p{L}{2,24}(?![\\p{L}\\p{N}]))`,
      'giu',
    ),
    '@',
  ],
  [
    /\s(?:dash|hyphen|tiret|trait\sd['’]union)\s(?<=[\p{L}\p{N}]\s[^\s]+(?:\s[^\s]+)?\s)(?=[\p{L}\p{N}]{1,40}\s(?:dash|hyphen|tiret|trait|dot|point)\s)/giu,
    '-',
  ],
  [new RegExp(`\\s?${open}\\s?(?:\\.|,|dot|d0t|punto|point)\\s?${close}\\s?`, 'giu'), '.'],
  [/\s?(?:\[\.|\.\]|\\\.|\(\.(?=\p{L}{2,}\b(?!\)))|(?<=[\p{L}\p{N}])\.\))(?=[\p{L}\p{N}])/gu, '.'],
  [/(?<=[\p{L}\p{N}])(?:\s(?:DOT|dot|Dot)\s|[-_](?:DOT|dot)[-_])(?=[\p{L}\p{N}]{2})/gu, '.'],
  [
    new RegExp(`(?<=[\\p{L}\\p{N}]{3})\\spoint\\s(?=(?:com|ca|org|fr|qc|quebec|example)(?![\\p{L}\\p{N}-]))`, 'giu'),
    '.',
  ],
  [new RegExp(`(?<=[\\p{L}\\p{N}]{2})\\s\\.\\s(?=${plainEnding}(?![\\p{L}\\p{N}-]))`, 'gu'), '.'],
  [/\s\.\s(?<=https?:\/\/[\p{L}\p{N}.-]{1,80}[\p{L}\p{N}]\s\.\s)(?=[\p{L}\p{N}])/giu, '.'],
  [/\s?[[({<]\s?(?:@|at|arobase|arobas|à|&)\s?[\])}>]\s?/giu, '@'],
  [/(?<=[\p{L}\p{N}])(?:\[a\]|\(a\))(?=[\p{L}\p{N}-]{1,63}\.)/gu, '@'],
  [/(?<=[\p{L}\p{N}])\s(?:arobase|arobas|[àa]\scommercial)\s(?=[\p{L}\p{N}])/giu, '@'],
  [/\sAT\s(?<=(?:^|[^\p{L}\p{N}._-])[\p{Ll}\p{N}._-]{2,64}\sAT\s)(?=[\p{Ll}\p{N}-]{1,63}\.)/gu, '@'],
  [/(?<=[\p{L}\p{N}._-])\s@\s(?=[\p{L}\p{N}-]{1,63}\.\p{L}{2})/gu, '@'],
];
