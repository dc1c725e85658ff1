import type { MethodView } from '#contracts';
import { useWords } from '../words/use-words.js';

type Kind = MethodView['kind'];

/** Every text of the page on which people say how they are paged. */
export interface ReachWords {
  readonly title: string;
  readonly intro: string;
  readonly ways: string;
  readonly kinds: Readonly<Record<Kind, string>>;
  readonly verified: string;
  readonly waiting: string;
  readonly codeUntil: (time: string) => string;
  readonly bad: (since: string) => string;
  readonly up: (what: string) => string;
  readonly remove: (what: string) => string;
  readonly removeShort: string;
  readonly upShort: string;
  readonly sendCode: string;
  readonly code: string;
  readonly enter: string;
  readonly add: string;
  readonly kind: string;
  readonly address: string;
  readonly addressHint: string;
  readonly push: string;
  readonly pushHint: string;
  readonly pushOn: string;
  readonly pushDone: string;
  readonly pushBlocked: string;
  readonly pushMissing: string;
  readonly rules: string;
  readonly rulesHint: string;
  readonly ownRules: string;
  readonly never: string;
  readonly asUsual: string;
  readonly atOnce: string;
  readonly afterMinutes: (minutes: number) => string;
  readonly saveRules: string;
  readonly usual: string;
  readonly quiet: string;
  readonly quietHint: string;
  readonly from: string;
  readonly until: string;
  readonly zone: string;
  readonly saveQuiet: string;
  readonly noQuiet: string;
  readonly saved: string;
  readonly everybody: string;
  readonly everybodyHint: string;
  readonly nothingSound: string;
  readonly states: Readonly<Record<'sound' | 'unverified' | 'bad', string>>;
}

const en: ReachWords = {
  title: 'How I am paged',
  intro: 'A page goes out by these ways, in this order. Each counts only once its code has been entered here.',
  ways: 'Ways',
  kinds: { sms: 'Text', voice: 'Call', email: 'Mail', push: 'This or another browser' },
  verified: 'works',
  waiting: 'waits for its code: not used yet',
  codeUntil: (time) => `a code is on its way, good until ${time}`,
  bad: (since) => `nothing has arrived there since ${since}: ask for a code to use it again`,
  up: (what) => `Try ${what} earlier`,
  remove: (what) => `Remove ${what}`,
  removeShort: 'Remove',
  upShort: 'Earlier',
  sendCode: 'Send a code',
  code: 'Code',
  enter: 'Enter',
  add: 'Add a way',
  kind: 'Way',
  address: 'Number or address',
  addressHint: 'Numbers in international form: +1 613 555 0123. A code goes there at once.',
  push: 'Be woken by this browser',
  pushHint: 'It shows the page even when the console is closed, and you can answer it there.',
  pushOn: 'Allow in this browser',
  pushDone: 'This browser is woken.',
  pushBlocked: 'This browser does not allow notifications from the hotline: change that in its settings first.',
  pushMissing: 'This browser cannot be woken: it has no push service.',
  rules: 'When each way is tried',
  rulesHint:
    'Counted from the page, and only while nobody has answered. Without rules of your own the usual ones hold.',
  ownRules: 'You have rules of your own.',
  never: 'never',
  asUsual: 'as usual',
  atOnce: 'at once',
  afterMinutes: (minutes) => `after ${minutes} min`,
  saveRules: 'Save these rules',
  usual: 'Back to the usual rules',
  quiet: 'Quiet hours',
  quietHint: 'Only mail and browsers then. A critical page ignores quiet hours.',
  from: 'From',
  until: 'Until',
  zone: 'Time zone',
  saveQuiet: 'Save quiet hours',
  noQuiet: 'No quiet hours',
  saved: 'Saved.',
  everybody: 'Who can be woken',
  everybodyHint: 'Those whom least reaches come first.',
  nothingSound: 'nothing reaches this person',
  states: { sound: 'works', unverified: 'not verified', bad: 'does not work' },
};

const fr: ReachWords = {
  title: 'Comment me joindre',
  intro: 'Une alerte part par ces moyens, dans cet ordre. Chacun ne compte qu’une fois son code entré ici.',
  ways: 'Moyens',
  kinds: { sms: 'Texto', voice: 'Appel', email: 'Courriel', push: 'Ce navigateur ou un autre' },
  verified: 'fonctionne',
  waiting: 'attend son code\u00A0: pas encore utilisé',
  codeUntil: (time) => `un code est en route, valide jusqu’à ${time}`,
  bad: (since) => `rien n’y arrive depuis ${since}\u00A0: demandez un code pour l’utiliser de nouveau`,
  up: (what) => `Essayer ${what} plus tôt`,
  remove: (what) => `Retirer ${what}`,
  removeShort: 'Retirer',
  upShort: 'Plus tôt',
  sendCode: 'Envoyer un code',
  code: 'Code',
  enter: 'Entrer',
  add: 'Ajouter un moyen',
  kind: 'Moyen',
  address: 'Numéro ou adresse',
  addressHint: 'Numéros sous forme internationale\u00A0: +1 613 555 0123. Un code y part aussitôt.',
  push: 'Être réveillé par ce navigateur',
  pushHint: 'Il montre l’alerte même si la console est fermée, et vous pouvez y répondre.',
  pushOn: 'Autoriser dans ce navigateur',
  pushDone: 'Ce navigateur est réveillé.',
  pushBlocked:
    'Ce navigateur n’autorise pas les notifications de la ligne\u00A0: changez d’abord cela dans ses réglages.',
  pushMissing: 'Ce navigateur ne peut être réveillé\u00A0: il n’a pas de service de notification.',
  rules: 'Quand chaque moyen est essayé',
  rulesHint:
    'Compté depuis l’alerte, et tant que personne n’a répondu. Sans règles à vous, les règles usuelles s’appliquent.',
  ownRules: 'Vous avez vos propres règles.',
  never: 'jamais',
  asUsual: 'comme d’habitude',
  atOnce: 'aussitôt',
  afterMinutes: (minutes) => `après ${minutes} min`,
  saveRules: 'Enregistrer ces règles',
  usual: 'Revenir aux règles usuelles',
  quiet: 'Heures de repos',
  quietHint: 'Seulement le courriel et les navigateurs. Une alerte critique passe outre aux heures de repos.',
  from: 'De',
  until: 'À',
  zone: 'Fuseau horaire',
  saveQuiet: 'Enregistrer les heures de repos',
  noQuiet: 'Aucune heure de repos',
  saved: 'Enregistré.',
  everybody: 'Qui peut être réveillé',
  everybodyHint: 'D’abord les personnes les moins joignables.',
  nothingSound: 'rien ne joint cette personne',
  states: { sound: 'fonctionne', unverified: 'non vérifié', bad: 'ne fonctionne pas' },
};

export const reachWords = { en, fr } as const;

export function useReachWords(): ReachWords {
  return reachWords[useWords().words.language];
}
