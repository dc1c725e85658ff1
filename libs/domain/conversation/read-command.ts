import { plainWords, setOf } from './words.js';

/** What somebody who is in a conversation may ask of it in a word, at any time. */
export type Command = 'status' | 'steps' | 'over' | 'english' | 'french';

const commands: readonly (readonly [Command, ReadonlySet<string>])[] = [
  ['status', setOf('status statut etat suivi')],
  ['steps', setOf('steps step etapes etape consignes')],
  [
    'over',
    setOf('over fini finie finis terminee termine resolu resolue resolved solved fixed regle reglee finished done'),
  ],
  ['english', setOf('english anglais')],
  ['french', setOf('french francais francaise')],
];

/** Words that add nothing to a command. A negation is not among them: "not over" is a sentence. */
const filling = setOf(
  'please pls thanks thank you merci svp stp s il vous te plait it s is its all now the in en le la les c cest est tout maintenant ' +
    'what my our of a mon notre hi hello bonjour allo vigil everything it incident case dossier',
);

/** Reads a command: its word, with nothing but filling words, our own reference or signs around it. */
export function readCommand(text: string): Command | null {
  const words = plainWords(text.replace(/\b[A-Z0-9]{4}-[A-Z0-9]{3}\b/gi, ' '));
  if (words.length === 0 || words.length > 8) return null;
  const found = commands.filter(([, spellings]) => words.some((word) => spellings.has(word)));
  const [command, ...others] = found;
  if (command === undefined || others.length > 0) return null;
  return words.every((word) => command[1].has(word) || filling.has(word)) ? command[0] : null;
}

const thanking = setOf(
  'ok okay k d accord dac thanks thank you thx ty merci beaucoup so much great parfait super good bien recu got it noted note',
);

/** Whether a text only says thanks or that ours arrived: it needs no answer. */
export function isThanks(text: string): boolean {
  const words = plainWords(text);
  return words.length > 0 && words.length <= 5 && words.every((word) => thanking.has(word));
}
