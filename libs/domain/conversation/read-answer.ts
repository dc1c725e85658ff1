import { normalizeAddress } from '../contact/address.js';
import { plainWords, setOf } from './words.js';

/** What triage needs most, in the order in which it is asked. */
export const questions = ['account', 'active', 'safety'] as const;
export type Question = (typeof questions)[number];

export type AccountAnswer = 'email' | 'social' | 'messaging' | 'website' | 'telephony' | 'other';
export type ActiveAnswer = 'yes' | 'no' | 'unsure';
export type SafetyAnswer = 'safe' | 'unsafe' | 'danger' | 'elsewhere';

export type Understood =
  | { readonly question: 'account'; readonly value: AccountAnswer }
  | { readonly question: 'active'; readonly value: ActiveAnswer }
  | {
      readonly question: 'safety';
      readonly value: SafetyAnswer;
      /** An address that the text names, normalized. */
      readonly contact: GivenContact | null;
    };

export interface GivenContact {
  readonly kind: 'email' | 'sms';
  readonly address: string;
}

/** Reads the answer to a question: its number, yes or no in either language, or a sentence. Null when it is none. */
export function readAnswer(question: Question, text: string): Understood | null {
  switch (question) {
    case 'account': {
      const value = readAccount(text);
      return value === null ? null : { question, value };
    }
    case 'active': {
      const value = readActive(text);
      return value === null ? null : { question, value };
    }
    case 'safety':
      break;
  }
  const contact = readContact(text);
  const value = readSafety(text, contact);
  return value === null ? null : { question, value, contact };
}

const accounts: readonly (readonly [AccountAnswer, ReadonlySet<string>])[] = [
  [
    'email',
    setOf('email emails mail courriel courriels gmail outlook hotmail yahoo office365 o365 m365 inbox mailbox boite'),
  ],
  [
    'social',
    setOf('facebook fb instagram insta ig twitter tiktok youtube linkedin threads bluesky social socials sociaux page'),
  ],
  ['messaging', setOf('whatsapp signal telegram messenger messaging messagerie discord')],
  ['website', setOf('website site web wordpress domain domaine')],
  ['telephony', setOf('phone sim telephone cell cellulaire numero mobile')],
  ['other', setOf('other autre none aucun rien nothing')],
];

function readAccount(text: string): AccountAnswer | null {
  const number = onlyNumber(text);
  if (number !== null) return accounts[number - 1]?.[0] ?? null;
  const words = plainWords(text);
  return accounts.find(([, names]) => words.some((word) => names.has(word)))?.[0] ?? null;
}

const yes = setOf('yes y yep yeah ya oui ouais o si');
const no = setOf('no n nope non nan');
const unsure = setOf('unsure maybe peut dunno idk');
const going = setOf('still encore toujours ongoing posting publie envoie sending locked bloque bloques bloquee barre');
const ended = setOf('stopped arrete termine finished');

function readActive(text: string): ActiveAnswer | null {
  const number = onlyNumber(text);
  if (number !== null) return (['yes', 'no', 'unsure'] as const)[number - 1] ?? null;
  const words = plainWords(text);
  if (isUnsure(words)) return 'unsure';
  const [first = ''] = words;
  if (yes.has(first)) return 'yes';
  if (words.some((word) => going.has(word)) || lacksAccess(words)) return 'yes';
  if (no.has(first) || words.some((word) => ended.has(word))) return 'no';
  return null;
}

/** "not sure", "no idea", "je ne sais pas". */
function isUnsure(words: readonly string[]): boolean {
  const text = ` ${words.join(' ')} `;
  return (
    words.some((word) => unsure.has(word)) ||
    [' not sure', ' no idea', ' don t know', ' dont know', ' sais pas', ' aucune idee', ' pas sur'].some((phrase) =>
      text.includes(phrase),
    )
  );
}

/** "can't get in", "plus accès", "locked out". */
function lacksAccess(words: readonly string[]): boolean {
  const text = ` ${words.join(' ')} `;
  return [
    ' can t log in ',
    ' cant log in ',
    ' can t get in ',
    ' cant get in ',
    ' can t sign in ',
    ' cant sign in ',
    ' can t access ',
    ' cant access ',
    ' no access ',
    ' lost access ',
    ' locked out ',
    ' plus acces ',
    ' pas acces ',
    ' plus entrer ',
    ' plus me connecter ',
    ' plus se connecter ',
    ' plus nous connecter ',
    ' barre dehors ',
  ].some((phrase) => text.includes(phrase));
}

/** Whether a report says by itself that it is going on, or that its writer is locked out. */
export function saysItGoesOn(text: string): boolean {
  const words = plainWords(text);
  const said = ` ${words.join(' ')} `;
  const now = [' right now ', ' en ce moment ', ' as we speak ', ' en direct '];
  return lacksAccess(words) || words.some((word) => going.has(word)) || now.some((phrase) => said.includes(phrase));
}

const emailAddress = /[\w.+-]{1,64}@[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,5}/i;
const phoneNumber = /\+?\(?\d[\d().\s-]{8,20}\d/;

const safe = setOf('safe sur sure secure securitaire securise');
const endangered = setOf('danger dangerous 911 threat menace menaces threatened afraid peur');

function readSafety(text: string, contact: GivenContact | null): SafetyAnswer | null {
  const number = onlyNumber(text);
  if (number !== null) return (['safe', 'unsafe', 'danger'] as const)[number - 1] ?? null;
  // What an address is made of says nothing: safe@party.example may be the unsafe one.
  const words = plainWords(text.slice(0, 1_600).replace(emailAddress, ' '));
  const [first = ''] = words;
  const negated = words.some((word) => no.has(word) || word === 'not' || word === 'pas' || word === 'unsafe');
  if (words.some((word) => endangered.has(word)) && !negated) return 'danger';
  if (yes.has(first) || first === '1' || (words.some((word) => safe.has(word)) && !negated)) return 'safe';
  if (first === '2' || negated) return 'unsafe';
  return contact === null ? null : 'elsewhere';
}

function readContact(text: string): GivenContact | null {
  const head = text.slice(0, 1_600);
  const email = emailAddress.exec(head)?.[0];
  if (email !== undefined) return { kind: 'email', address: normalizeAddress(email) };
  const phone = normalizeAddress(phoneNumber.exec(head)?.[0].trim() ?? '');
  return /^\+\d{10,15}$/.test(phone) ? { kind: 'sms', address: phone } : null;
}

/** The number of a choice, when the text is nothing else: "1", "2.", "#3", "option 2". */
function onlyNumber(text: string): number | null {
  const [, digit] = /^[\s#("'«]*(?:option|choix|answer|reponse)?\s*([1-9])[\s.)!"'»]*$/i.exec(text.slice(0, 40)) ?? [];
  return digit === undefined ? null : Number(digit);
}
