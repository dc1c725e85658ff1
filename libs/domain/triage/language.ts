import { wordsOf } from './words.js';
import type { TextLanguage } from './verdict.js';

const english = new Set(
  `the and is are was were be been have has had do does did not no of to in that this it he she we they you your our their his her them us with
  for from at by but what when where which who how why can could would should will there here just still about after before any some been
  get got getting keep someone nobody everything please thanks hi hello help out up now into than then these those if or an as so
  dont cant didnt doesnt havent wont im ive weve its my me its account password email website page phone hacked locked call
  right today yesterday tonight morning week`.split(/\s+/u),
);

const french = new Set(
  `le la les un une des du de et est sont etait etaient etre ete avoir avons avez ont ai as avait je tu il elle nous vous ils elles notre nos votre vos
  leur leurs mon ma mes ton ta tes son sa ses ce cet cette ces que qui quoi dont ou quand comment pourquoi dans sur sous avec sans pour par chez
  depuis apres avant mais donc car si ne pas plus jamais rien personne aucun aucune tout tous toute toutes au aux en y d l j qu n s m t c
  bonjour bonsoir allo merci svp courriel compte mot passe hier demain matin soir aujourd hui ici aussi encore deja tres peu peut fait
  pis chu ca cest jai tantot quelqu se lui faut veut piratage pirate urgence aide page dit va`.split(/\s+/u),
);

/** Words of both lists, and those that a name brings into the other language, say nothing. */
const neither = new Set([
  'page',
  'as',
  'me',
  'm',
  's',
  't',
  'l',
  'd',
  'de',
  'la',
  'le',
  'y',
  'si',
  'on',
  'a',
  'pour',
  'est',
]);

/** A second language counts when it brings at least this many words and this share of the words that say anything. */
const fewestOfSecond = 3;
const shareOfSecond = 0.22;

/** Characters read: a longer report does not change its language. */
const enoughToTell = 10_000;

/** The language a text is written in; bilingual when both carry weight. English when nothing in it tells. Linear time. */
export function detectLanguage(text: string): TextLanguage {
  const all = wordsOf(text.slice(0, enoughToTell));
  const own = all.filter((word) => !word.quoted);
  let en = 0;
  let fr = 0;
  for (const { folded } of own.length >= 5 ? own : all) {
    if (neither.has(folded)) continue;
    if (english.has(folded)) en++;
    if (french.has(folded)) fr++;
  }
  const second = Math.min(en, fr);
  if (second >= fewestOfSecond && second / (en + fr) >= shareOfSecond) return 'bilingual';
  return fr > en ? 'fr' : 'en';
}
