import { wordsOf, type Word } from './words.js';
import type { TextLanguage } from './verdict.js';

const english = new Set(
  `the and is are was were be been have has had do does did not no of to in that this it he she we they you your our their his her them us with
  for from at by but what when where which who how why can could would should will there here just still about after before any some been
  get got getting keep someone nobody everything please thanks hi hello help out up now into than then these those if or an as so
  dont cant didnt doesnt havent wont im ive weve its my me its account password email website page phone hacked locked call
  right today yesterday tonight morning week
  also another anyone anything ask asked asking away back bad because being call called came come day did does doing done each either email emails every everybody
  everyone few first fine found gave give going gone good guy had happen happened having here if into keep keeps kept know last left let like list little log
  look looks lot made make man many maybe money more most much must need never new night nobody nothing now off office old only open other our over own people
  person posted really said same saw say says see seen send sent she since so somebody something started still stuff such sure take taken talk tell than thing
  things think those though thought through told too took try trying two under until use used using very via wait want wants way week well went while whoever whose
  why wife wrong yes yet you your their they're there's isnt wasnt theyre theres youre whats lets tomorrow ago around down even ever half hour hours minutes month
  number sounds real fake someone stole stolen write writing wrote reply replied answer candidate's meeting party voting vote hacked posting everything inside opened like forget good shared weird logins treasurer riding caller screens otherwise got receipt hotline
  all campaign changed am three put saying received else isn home access paid accounts whole deleted files none turned work removed closed go days mine looked lost passwords
  far addresses him calling personal moved computer overnight stopped didn signed logged followers sending private weeks clicked haven against unknown show outside checked
  attached device phoned goes odd numbers whether doesn itself strange installed unless lunch somewhere noon twice telling forwarding sorry pretending shows named replaced
  reported showing wanted another asks tried find wrong believe careful kicked re-registered board safe sleeping guys folks stuff public loses gone thinks`.split(
    /\s+/u,
  ),
);

const french = new Set(
  `le la les un une des du de et est sont etait etaient etre ete avoir avons avez ont ai as avait je tu il elle nous vous ils elles notre nos votre vos
  leur leurs mon ma mes ton ta tes son sa ses ce cet cette ces que qui quoi dont ou quand comment pourquoi dans sur sous avec sans pour par chez
  depuis apres avant mais donc car si ne pas plus jamais rien personne aucun aucune tout tous toute toutes au aux en y d l j qu n s m t c
  bonjour bonsoir allo merci svp courriel compte mot passe hier demain matin soir aujourd hui ici aussi encore deja tres peu peut fait
  
  alors ancien ancienne apres aucun aujourd autre autres avez avons bien bon bonne bureau c'est car cela celle celui cette chose choses comme comment contre
  courriels cours dans de debut dehors dernier derniere depuis des dessus deux dire dit dites donc donne donner encore ensuite entre envoye envoyer eux faire fait faites faut
  fois gars gens heure heures ici il ils jamais jour jours jusqu la leur lien liste lui mal meme mes mettre mieux mis moi moins mois monde monsieur madame mot nom
  noms non nos notre nouveau nouvelle nuit on ou oui par parce parti pas pendant personne peu peut peux plein plus plusieurs pourquoi pourrait presque pris puis
  quand quel quelle quelque quelques quelqu'un qui quoi recu reste rien sait sais sans savoir semaine sept ses si sien soir sont sous souvent suis sur
  tellement toi toujours tous tout toute toutes trois trop trouve trouver un une vais vers veut viens vient voici voir vois vos votre vous vraiment y'a ya yo
  equipe candidat candidate numero telephone courriel reponse repondre ecrit ecrire ecrivent appelez appeler svp roule marche pu faux fausse vrai vraie
  quelquun gens argent adresse envoient avait avais etais serait aurait cet temps fete nous autres lettre lettres lundi mardi mercredi jeudi vendredi samedi dimanche
  pis chu ca cest jai tantot quelqu se lui faut veut piratage pirate urgence aide page dit va asteure quoi presentement cible logiciel espion essai mensuel dossier rappelez autobus pleine plein pages cachees allez ete etait
  combien bande demande campagne benevole benevoles boite ouvert appel appels affiche avis fournisseur publie seulement disant clique prise fichier paye ecris confirme inconnu texto
  dedans carte formulaire attaque connexion cellulaire envoie montre juste personnes parle groupe arret transfere refuse cle fuite repond eu vole verifie reseau adresses
  comptes accueil membres regle ferme laisse debranche maintenant signale efface verrouille pense restaure courriels tombee personnel ordi midi gros toucher touche vieux cheffe faille
  seul sinon ailleurs serveur cliquer rappeler demandent envoye jeter hameconnage`.split(/\s+/u),
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
const shareOfSecond = 0.16;

/** In a text of few words that tell, two are enough when they are so large a share. */
const fewestOfSecondInShort = 2;
const shareOfSecondInShort = 0.28;
const shortText = 16;

/** Keywords of carriers in both languages at once: who writes so wants to be understood in either. */
const keywordsOf = { en: new Set(['stop', 'help']), fr: new Set(['arret', 'aide']) };

/** With fewer words of the reporter's own, quotations tell too. */
const fewestOwn = 5;

/** Characters read: a longer report does not change its language. */
const enoughToTell = 10_000;

/** Beside a word, these make it part of a link, an address or a file name: of no language. */
const technical = '@/\\[]_';

/** The language a text is written in; bilingual when both carry weight. English when nothing in it tells. Linear time. */
export function detectLanguage(text: string): TextLanguage {
  const read = text.slice(0, enoughToTell);
  return languageOfWords(read, wordsOf(read));
}

/** The same, of the words already read from the text. */
export function languageOfWords(text: string, words: readonly Word[]): TextLanguage {
  let en = 0;
  let fr = 0;
  const ownWords = words.reduce((count, { quoted }) => (quoted ? count : count + 1), 0);
  for (const { folded, start, end, quoted } of words) {
    if (start > enoughToTell) break;
    if (quoted && ownWords >= fewestOwn) continue;
    if (neither.has(folded) || inName(text, start, end)) continue;
    if (english.has(folded)) en++;
    if (french.has(folded) || isAccented(text, start, end)) fr++;
  }
  if (words.length <= 3 && inBoth(words)) return 'bilingual';
  const second = Math.min(en, fr);
  if (second >= fewestOfSecond && second / (en + fr) >= shareOfSecond) return 'bilingual';
  if (en + fr <= shortText && second >= fewestOfSecondInShort && second / (en + fr) >= shareOfSecondInShort)
    return 'bilingual';
  return fr > en ? 'fr' : 'en';
}

function inBoth(words: readonly Word[]): boolean {
  return Object.values(keywordsOf).every((keywords) => words.some(({ folded }) => keywords.has(folded)));
}

function inName(text: string, start: number, end: number): boolean {
  const before = text.charAt(start - 1);
  const after = text.charAt(end);
  if (before !== '' && technical.includes(before)) return true;
  if (after !== '' && technical.includes(after)) return true;
  // Trois-Rivières, Mont-Royal.
  if ((before === '-' || after === '-') && /\p{Lu}/u.test(text.charAt(start))) return true;
  return (before === '.' && isWordly(text.charAt(start - 2))) || (after === '.' && isWordly(text.charAt(end + 1)));
}

/** Of the two languages one has accents; names keep theirs in either. */
function isAccented(text: string, start: number, end: number): boolean {
  return /^\p{Ll}*[éèêëàâçùûîïô]/u.test(text.slice(start, end));
}

function isWordly(character: string): boolean {
  return /[\p{L}\p{N}]/u.test(character);
}
