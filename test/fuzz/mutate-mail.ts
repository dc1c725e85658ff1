/** A source of numbers that gives the same ones again for the same seed (mulberry32). */
export class Dice {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** From 0 up to, not including, `end`. */
  below(end: number): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return end <= 0 ? 0 : ((t ^ (t >>> 14)) >>> 0) % end;
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)] as T;
  }
}

type Mutation = (raw: Buffer, dice: Dice, samples: readonly Buffer[]) => Buffer;

/** No mutated message is larger than this, in bytes. */
const largest = 4 * 1024 * 1024;

const charsets =
  'utf-8 utf-7 utf-16 iso-8859-1 windows-1252 windows-1251 koi8-r gb2312 gb18030 big5 iso-2022-jp shift_jis euc-kr hz-gb-2312 us-ascii unknown-8bit x-nothing'.split(
    ' ',
  );
const encodings = '7bit 8bit binary base64 quoted-printable x-uuencode uuencode nonsense'.split(' ');
const types =
  'text/plain text/html text/calendar multipart/mixed multipart/alternative multipart/related multipart/signed multipart/encrypted multipart/report message/rfc822 message/delivery-status application/ms-tnef application/pgp-encrypted application/pkcs7-mime application/octet-stream text'.split(
    ' ',
  );
const names =
  'From To Cc Subject Content-Type Content-Transfer-Encoding Content-Disposition Message-ID References Return-Path Date MIME-Version'.split(
    ' ',
  );
const tokens = [
  '=?utf-8?B?',
  '=?iso-2022-jp?Q?',
  '?=',
  '\r\n\r\n',
  '\n',
  '--',
  '"',
  '<',
  '>',
  '(',
  ')',
  ';',
  '=',
  '=3D',
  '%',
  "''",
  '\0',
  '\u00e9',
  '&#x',
  '<!--',
  '<a href="',
  '<blockquote>',
  '</',
  'begin 644 a\n',
  '-----BEGIN PGP MESSAGE-----',
  '> ',
  'On Mon wrote:',
  '\x1b$B',
];

function between(raw: Buffer, dice: Dice): [number, number] {
  const from = dice.below(raw.length);
  return [from, Math.min(raw.length, from + 1 + dice.below(dice.pick([4, 64, 1_024, 32_768])))];
}

const join = (...pieces: readonly (Buffer | string)[]): Buffer =>
  Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece)));
const replaced = (raw: Buffer, from: RegExp, to: (found: string) => string): Buffer =>
  Buffer.from(raw.toString('latin1').replace(from, to), 'latin1');

const mutations: readonly Mutation[] = [
  function flipBits(raw, dice) {
    const out = Buffer.from(raw);
    for (let count = 1 + dice.below(40); count > 0 && out.length > 0; count -= 1) {
      const at = dice.below(out.length);
      out[at] = (out[at] ?? 0) ^ (1 << dice.below(8));
    }
    return out;
  },
  function cutOff(raw, dice) {
    return raw.subarray(0, dice.below(raw.length + 1));
  },
  function cutFront(raw, dice) {
    return raw.subarray(dice.below(raw.length + 1));
  },
  function cutOut(raw, dice) {
    const [from, to] = between(raw, dice);
    return join(raw.subarray(0, from), raw.subarray(to));
  },
  function repeatPiece(raw, dice) {
    const [from, to] = between(raw, dice);
    const times = Math.min(dice.pick([2, 10, 200, 5_000]), Math.floor(largest / 2 / Math.max(1, to - from)));
    return join(raw.subarray(0, to), ...Array.from({ length: times }, () => raw.subarray(from, to)), raw.subarray(to));
  },
  function putToken(raw, dice) {
    const at = dice.below(raw.length + 1);
    return join(raw.subarray(0, at), dice.pick(tokens).repeat(dice.pick([1, 1, 3, 100, 20_000])), raw.subarray(at));
  },
  function swapBoundaries(raw, dice) {
    const found = [...raw.toString('latin1').matchAll(/boundary="?([^"\s;]{1,80})/gi)].map((match) => match[1] ?? '');
    const from = dice.pick(found.length > 0 ? found : ['--']);
    const to = dice.pick([...found, '', 'x', `${from}x`, from.slice(0, -1)]);
    return Buffer.from(
      raw
        .toString('latin1')
        .split(from)
        .map((piece, index, all) => (index === all.length - 1 ? piece : piece + (dice.below(2) === 0 ? from : to)))
        .join(''),
      'latin1',
    );
  },
  function doubleField(raw, dice) {
    const lines = raw.toString('latin1').split('\n');
    const at = dice.below(Math.min(lines.length, 60));
    lines.splice(
      dice.below(Math.min(lines.length, 60)),
      0,
      ...Array.from(
        { length: Math.min(dice.pick([1, 5, 2_000]), Math.floor(largest / (1 + (lines[at]?.length ?? 0)))) },
        () => lines[at] ?? '',
      ),
    );
    return Buffer.from(lines.join('\n').slice(0, largest), 'latin1');
  },
  function addField(raw, dice) {
    const value = dice.pick([
      dice.pick(types),
      `${dice.pick(types)}; boundary=x; charset=${dice.pick(charsets)}`,
      dice.pick(tokens).repeat(50),
      dice.pick(encodings),
      'a@b.example, "c',
      `attachment; filename*0*=${dice.pick(charsets)}''%E9; filename*1=b`,
    ]);
    return join(`${dice.pick(names)}: ${value}\r\n`, raw);
  },
  function lieAboutCharset(raw, dice) {
    return replaced(raw, /charset="?[\w-]{1,40}/gi, () => `charset=${dice.pick(charsets)}`);
  },
  function lieAboutEncoding(raw, dice) {
    return replaced(
      raw,
      /(content-transfer-encoding:)[^\r\n]{0,60}/gi,
      (found) => `${found.split(':')[0]}: ${dice.pick(encodings)}`,
    );
  },
  function lieAboutType(raw, dice) {
    return replaced(raw, /(content-type:\s*)[\w/.+-]{1,60}/gi, (found) =>
      dice.below(2) === 0 ? found : `Content-Type: ${dice.pick(types)}`,
    );
  },
  function nest(raw, dice) {
    let out = raw;
    for (let level = 1 + dice.below(dice.pick([2, 8, 40])); level > 0 && out.length < largest; level -= 1) {
      out =
        dice.below(2) === 0
          ? join(`Content-Type: message/rfc822\r\n\r\n`, out)
          : join(
              `Content-Type: multipart/${dice.pick(['mixed', 'alternative', 'related'])}; boundary="n${level}"\r\n\r\n--n${level}\r\n`,
              out,
              dice.below(3) === 0 ? '' : `\r\n--n${level}--\r\n`,
            );
    }
    return out;
  },
  function changeLineEnds(raw, dice) {
    const end = dice.pick(['\r', '\n', '\r\n', '\r\r\n', '\n\n', '\0']);
    return Buffer.from(raw.toString('latin1').split(/\r?\n/).join(end), 'latin1');
  },
  function longHeader(raw, dice) {
    const piece = dice.pick(['a', ' a', '\r\n a', '<', '(', '"', '=?utf-8?q?=41?= ', 'a@b.example, ', ';', '\\', '=?']);
    return join(`${dice.pick(names)}: ${piece.repeat(dice.pick([1_000, 60_000, 300_000]))}\r\n`, raw);
  },
  function splice(raw, dice, samples) {
    const other = dice.pick(samples);
    return join(raw.subarray(0, dice.below(raw.length + 1)), other.subarray(dice.below(other.length + 1)));
  },
  function crossFields(raw, dice, samples) {
    const other = dice.pick(samples).toString('latin1').split(/\r?\n/).slice(0, 30);
    return join(`${other.filter((_, index) => (index * 7 + other.length) % 3 !== 0).join('\r\n')}\r\n`, raw);
  },
];

/** One to five changes on one of the samples. */
export function mutate(
  samples: readonly Buffer[],
  dice: Dice,
): { readonly raw: Buffer; readonly how: readonly string[] } {
  let raw = dice.pick(samples);
  const how: string[] = [];
  for (let count = 1 + dice.below(5); count > 0; count -= 1) {
    const mutation = dice.pick(mutations);
    how.push(mutation.name);
    raw = mutation(raw, dice, samples).subarray(0, largest);
  }
  return { raw, how };
}
