/** What a responder's text message says. `code` is the page's code when the message names one. */
export type Reply =
  | { readonly kind: 'acknowledge'; readonly code: string | null }
  /** Not me: it goes on to whoever else there is. */
  | { readonly kind: 'decline'; readonly code: string | null }
  /** Somebody further up, at once. */
  | { readonly kind: 'escalate'; readonly code: string | null }
  | { readonly kind: 'snooze'; readonly code: string | null; readonly minutes: number }
  | { readonly kind: 'help' }
  | { readonly kind: 'unknown' };

/** For how long a page is put off when the reply does not say; minutes. */
const snoozeUnsaid = 15;

/** Longest part of a reply that is read, in characters. An answer to a page is a word or two. */
const longestReply = 1_000;

const acknowledging = new Set(
  (
    'ack acked acking acknowledge acknowledged acknowledging ok okay k yes y yep yeah ya sure roger copy confirm confirmed ' +
    'accept accepted mine got taking take thumbsup 4 ' +
    'oui o ouais recu recue accuse pris prise prends prend accord dac accepte acceptee confirme confirmee occupe acquitte acquitter'
  ).split(' '),
);

const escalating = new Set(
  'esc escalate escalated next pass skip escalade escalader suivant suivante passe passer transfere transferer'.split(
    ' ',
  ),
);

const declining = new Set(
  (
    'decline declined declining refuse refused refusing busy no nope n cant cannot unavailable ' +
    'decliner refuser non occupee indisponible'
  ).split(' '),
);

/** What somebody can be who then says that they are not. */
const able = new Set('can able available peux peut disponible'.split(' '));

const putting = new Set('snooze snoozed later rappeler rappelle rappelez rappel reporter reporte tard'.split(' '));

/** What stands around the minutes of a snooze. */
const timing = new Set('in for by dans plus min mins minute minutes'.split(' '));

const asking = new Set('help aide info menu commands commandes'.split(' '));

/** Words that add nothing, so that "I got it, thanks" is understood and "I got your other text" is not taken for it. */
const filling = new Set(
  (
    'i m im am ill ve ive have ll s it this that the on my way page alert incident code for please thanks thank you thx vigil to a now ' +
    'j je ai en le la l les ca c est ce cet cette de d du bien moi merci svp stp pour maintenant tout suite alerte numero charge te vous plait'
  ).split(' '),
);

const negating = new Set('not dont didnt wont never wrong isnt pas ne jamais aucun aucune'.split(' '));

/**
 * Reads a responder's answer to a page, in English or French. A mistaken "acknowledged" would silence the pager while nobody
 * is awake, a mistaken "unknown" only asks again: so whatever holds a word this does not know is not understood, except after
 * a plain "ack", and a negation is never an acknowledgement.
 */
export function parseReply(text: string): Reply {
  const words = wordsOf(withoutQuotedText(text.slice(0, longestReply)));
  const codes = new Set(words.filter((word) => /^\d{3,6}$/.test(word)));
  if (words.length === 0 || codes.size > 1) return { kind: 'unknown' };
  const [code = null] = codes;
  const rest = words.filter((word) => word !== code);
  const has = (set: ReadonlySet<string>) => rest.some((word) => set.has(word));
  const isOnly = (...sets: readonly ReadonlySet<string>[]) => rest.every((word) => sets.some((set) => set.has(word)));

  if (has(asking) && isOnly(asking, filling)) return { kind: 'help' };
  if (has(putting)) return readSnooze(rest, code);
  if (has(escalating)) {
    const isClear = isOnly(escalating, declining, filling, negating) && !has(acknowledging);
    return isClear || rest[0]?.startsWith('esc') === true ? { kind: 'escalate', code } : { kind: 'unknown' };
  }
  if (has(declining) || (has(able) && has(negating))) {
    const isClear = isOnly(declining, able, filling, negating) && !has(acknowledging);
    return isClear || rest[0]?.startsWith('decl') === true ? { kind: 'decline', code } : { kind: 'unknown' };
  }
  if (has(negating)) return { kind: 'unknown' };
  const saysAck = has(acknowledging) && isOnly(acknowledging, filling);
  const isBareCode = code !== null && isOnly(filling);
  const startsWithAck = rest[0]?.startsWith('ack') === true && !has(asking);
  return saysAck || isBareCode || startsWithAck ? { kind: 'acknowledge', code } : { kind: 'unknown' };
}

/** One number of minutes at most, and no other word that could mean something else. */
function readSnooze(words: readonly string[], code: string | null): Reply {
  const numbers = words.filter((word) => /^\d{1,2}$/.test(word));
  const others = words.filter((word) => !numbers.includes(word));
  const isClear = others.every((word) => putting.has(word) || timing.has(word) || filling.has(word));
  if (numbers.length > 1 || !isClear) return { kind: 'unknown' };
  return { kind: 'snooze', code, minutes: Number(numbers[0] ?? snoozeUnsaid) };
}

/** Drops what a mail program quotes below the answer: quoted lines, and everything after the line that announces them. */
function withoutQuotedText(text: string): string {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim());
  const announced = lines.findIndex(
    (line) =>
      /^-{2,}/.test(line) || /^(on|le)\b.{0,200}(wrote|a écrit)\s?:$/i.test(line) || /^(from|de)\s?: /i.test(line),
  );
  return (announced === -1 ? lines : lines.slice(0, announced)).filter((line) => !line.startsWith('>')).join(' ');
}

/** Lower case words and numbers without accents or punctuation; "ack482" is two, a thumb up is a word of its own. */
function wordsOf(text: string): readonly string[] {
  const plain = text
    .replace(/[\u{1F44D}\u{1F44C}\u{2705}\u{2714}]/gu, ' thumbsup ')
    .replace(/\?/g, ' aide ')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/(can|don|didn|won|isn)['’]t/g, '$1t');
  return plain.match(/[a-z]+|\d+|[\p{L}]+/gu) ?? [];
}
