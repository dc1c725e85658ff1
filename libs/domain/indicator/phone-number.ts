import type { Around } from './whose.js';

const attackers = [
  /(?<!\p{L})(?:calls?|texts?|messages?|robocalls?|number|sms|caller\sid|appels?|textos?|num[ée]ro|afficheur|whatsapp|signal)(?!\p{L})[^.!?\n]{0,34}(?<!\p{L})(?:shows?|showed|showing|displays?|came|comes?|coming|sent|writes?|wrote|from|was|were|is|are|affichent?|montrent?|viennent|venaient|vient|provien\p{L}*|affich\p{L}*|du|depuis|sont|[ée]tait|[ée]taient)(?!\p{L})[^.!?\n]{0,20}$/iu,
  // Someone in quotation marks is not who they say: « la candidate » (514 …).
  /["“«][^"”»\n]{1,40}["”»]\s?(?:\p{L}{1,12}\s){0,2}[(,:]?\s?$/u,
  /(?<!\p{L})(?:fake|scam\p{L}*|fraud\p{L}*|impost\p{L}*|attackers?|hackers?|pirates?|arnaqu\p{L}*|faux|fausse|usurpat\p{L}*|extort\p{L}*|suspect\p{L}*|spoof\p{L}*|unknown|inconnue?|posing|pretend\p{L}*|imitat\p{L}*|imite\p{L}*)(?!\p{L})[^.!?\n]{0,50}(?<!\s(?:au|at|on|sur)\s)$/iu,
  /(?<!\p{L})(?:ask|tell|told|say|said|instruct|urg|invit|demand|direct|dit|disant|want|claim|leav|left|laiss)\p{L}*\s(?:(?!(?:you|vous)\s)[^.!?\n]){0,40}(?<!\p{L})(?:call|phone|text|dial|ring|appeler|t[ée]l[ée]phoner|composer|texter|[ée]crire|number|num[ée]ro)(?!\p{L})(?!\sback)[^.!?\n]{0,14}$/iu,
  /(?<!\p{L})(?:recovery|backup|r[ée]cup[ée]ration|secours|forward\p{L}*|renvo\p{L}*|transf\p{L}*|rediri\p{L}*|redirect\p{L}*|2fa|mfa|added|ajout[ée]\p{L}*|chang\p{L}*|linked|li[ée]e?)(?!\p{L})[^.!?\n]{0,50}(?<!\p{L})(?:to|is|now|[àa]|au|est|vers|par|pour|was|become|devenu|number|num[ée]ro)\s(?:the\s|le\s|now\s|d[ée]sormais\s)?$/iu,
  /(?<!\p{L})(?:called|texted|phoned|rang|messaged|appel[ée]e?s?|text[ée]e?s?|contact[ée]e?s?)(?!\p{L})[^.!?\n]{0,30}(?<!\p{L})(?:from|du|depuis|par|by|via)\s(?:the\s|le\s|a\s|un\s)?(?:number\s|num[ée]ro\s)?$/iu,
  // "Sender: 514 …", « Afficheur : 514 … »
  /(?<!\p{L})(?:senders?(?:['’]s)?(?:\snumber|\sid)?|caller\sid|call\sdisplay|afficheur|exp[ée]diteur|exp[ée]ditrice)[\s:(]{1,4}$/iu,
  // What came, then where from: "It is not closed. From 780 …", « … paie-nous » du 438 …
  /(?:^|[.!?;,\n]\s?|["”»]\s?)(?:sent\s|texted\s|re[çc]u\s|envoy[ée]\s)?(?:from|du|depuis\sle)\s(?:the\s)?(?:number\s|num[ée]ro\s)?$/iu,
];
/** What a lure asks for: « … appelez le 1-888 … ». */
const askedInQuotes =
  /["“«][^"”»\n]{0,64}(?:call|dial|text|appele[rz]|compose[rz]|texte[rz])\s(?:us\s|now\s|this\snumber\s|at\s|le\s|au\s|nous\sau\s){0,2}$/iu;
const reporters =
  /(?<!\p{L})(?:reach|me|my|us|our|office|cell|cellular|mobile|ext|back|tel|t[ée]l|phone|rappel\p{L}*|appele[rz](?:-|\s)(?:moi|nous|la|le|au)|appelez|joindre|joignable|mon|moi|ma|nous|notre|bureau|cellulaire|landline)(?!\p{L})[^.!?\n]{0,14}$/iu;
const reportersAfter =
  /^\s?,?\s?(?:ext\.?|poste|x)\s?\d|^\W{0,3}(?:is|est)\s(?:my|mine|our|the\sstolen|mon|le\smien|notre)(?!\p{L})/iu;

/** Numbers that an attacker calls from, texts from or wants called. Others in a report are how to reach somebody. */
export function isAttackersNumber({ before, after }: Around, foreign: boolean): boolean {
  if (reportersAfter.test(after)) return false;
  if (askedInQuotes.test(before)) return true;
  const said = attackers.some((pattern) => pattern.test(before));
  return reporters.test(before) ? said && strong.test(before) : said || foreign;
}

/** Words after which even "our" or "office" does not make the number the reporter's: "texts to our members came from …". */
const strong =
  /(?<!\p{L})(?:from|du|depuis|came|comes?|coming|shows?|showing|viennent|venaient|provien\p{L}*|affich\p{L}*|fake|faux|scammers?|fraudeurs?)(?!\p{L})(?:(?!(?<!\p{L})(?:my|our|mon|notre|me|us|bureau|office)(?!\p{L}))[^.!?\n]){0,24}$/iu;

/** What may be a telephone number: at most 15 digits with the marks that people put between them. */
export const phoneShape =
  /(?<![\p{L}\p{N}.])(?:\+|00|011[\s.-]?)?\(?\d(?:[\s().\u2010-\u2013\u00A0-]{0,3}\d){7,14}(?![\p{L}\p{N}])/gu;

/** E.164, taking ten digits for a North American number; null when it cannot be a telephone number. */
export function asPhone(text: string): string | null {
  const digits = text.replace(/\D/gu, '');
  const international = /^\+|^00\d|^011[\s.-]?\d{8}/u.test(text);
  const bare = text.startsWith('+') ? digits : digits.replace(/^(?:011|00)/u, '');
  if (!international || bare.startsWith('1')) {
    const national = bare.length === 11 && bare.startsWith('1') ? bare.slice(1) : bare;
    return /^[2-9]\d{2}[2-9]\d{6}$/u.test(national) ? `+1${national}` : null;
  }
  return /^[1-9]\d{7,14}$/u.test(bare) ? `+${bare}` : null;
}
