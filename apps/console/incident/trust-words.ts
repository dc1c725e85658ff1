import { useWords } from '../words/use-words.js';

type Standing = 'verified' | 'registered-verified' | 'registered' | 'domain' | 'unknown';
type Method = 'code-sms' | 'code-email' | 'code-voice' | 'call-back';

/** What the incident page says about who reports, and where an answer may go. */
export interface TrustWords {
  readonly whoTitle: string;
  readonly sayFirst: string;
  readonly sayFirstHow: string;
  /** By the language of the phrase. */
  readonly sayInOther: Readonly<Record<'en' | 'fr', (phrase: string) => string>>;
  readonly standing: Readonly<Record<Standing, string>>;
  readonly standingHint: Readonly<Record<Standing, string>>;
  readonly authenticated: string;
  readonly forged: string;
  readonly vouched: (method: string, by: string) => string;
  readonly answeredBy: (name: string) => string;
  readonly entered: Readonly<Record<'responder' | 'reporter-web' | 'reporter-text', string>>;
  readonly verifyTitle: string;
  readonly contact: string;
  readonly chooseContact: string;
  readonly noContacts: string;
  readonly address: string;
  readonly methods: Readonly<Record<Method, string>>;
  readonly refused: Readonly<Record<string, string>>;
  readonly callAnswered: string;
  readonly note: string;
  readonly sendCode: string;
  readonly recordCall: string;
  readonly working: string;
  readonly codeSent: (address: string) => string;
  readonly codeHow: string;
  readonly code: string;
  readonly checkCode: string;
  readonly triesLeft: (count: number) => string;
  readonly earlier: string;
  readonly state: Readonly<Record<'open' | 'verified' | 'failed' | 'superseded', string>>;
  readonly gateTitle: string;
  readonly next: string;
  readonly content: Readonly<Record<'full' | 'neutral' | 'nothing', string>>;
  readonly because: Readonly<Record<string, string>>;
  /** What the gate decided, by its code. */
  readonly decided: Readonly<Record<string, string>>;
  readonly followUpToo: string;
  readonly marksTitle: string;
  readonly noMarks: string;
  readonly foundByRules: string;
  readonly marked: (by: string) => string;
  readonly safeAgain: string;
  readonly markAddress: string;
  readonly markHint: string;
  readonly markCompromised: string;
  readonly markSafe: string;
  readonly reason: string;
  readonly overrideTitle: string;
  readonly overrideHint: string;
  readonly overrideText: string;
  readonly overrideReason: string;
  readonly overrideSend: string;
  readonly sent: string;
}

const en: TrustWords = {
  whoTitle: 'Who reports',
  sayFirst: 'When you call them, say first',
  sayFirstHow:
    'It stands on their receipt: so they know that it is you. It proves nothing about them. Never let them say it for you.',
  sayInOther: { en: (phrase) => `In English: ${phrase}`, fr: (phrase) => `In French: ${phrase}` },
  standing: {
    verified: 'Verified for this incident',
    'registered-verified': 'Registered contact, verified address',
    registered: 'Says to be a registered contact',
    domain: 'From the party’s domain, not registered',
    unknown: 'Unknown',
  },
  standingHint: {
    verified: 'Somebody made sure, by a registered channel that the report did not come from.',
    'registered-verified': 'The report came from an address that was verified before.',
    registered:
      'The address is registered, but nothing proves that the report came from it. Verify before you trust it.',
    domain: 'Anybody at the party may write from there, and anybody can claim to.',
    unknown: 'Served all the same. Verify before anything goes out that is not their own words.',
  },
  authenticated: 'Sender authentication passed.',
  forged: 'Sender authentication failed: the mail may not be from this address.',
  vouched: (method, by) => `${method}; ${by} vouches`,
  answeredBy: (name) => `answered by ${name}`,
  entered: {
    responder: 'code read out to a responder',
    'reporter-web': 'code entered with the receipt of the report',
    'reporter-text': 'code sent by text',
  },
  verifyTitle: 'Verify by another channel',
  contact: 'Registered contact',
  chooseContact: 'Choose…',
  noContacts: 'This party has registered nobody. Find a number that the report did not bring.',
  address: 'By',
  methods: {
    'code-sms': 'Code by text',
    'code-email': 'Code by mail',
    'code-voice': 'Code by voice',
    'call-back': 'I call them',
  },
  refused: {
    'came-from': 'the report came from here or named it',
    compromised: 'said to be compromised',
    'phone-taken': 'may ring at the attacker’s',
    'not-reachable': 'cannot be used',
  },
  callAnswered: 'Who answered?',
  note: 'Note',
  sendCode: 'Send the code',
  recordCall: 'Record the call',
  working: 'Working…',
  codeSent: (address) => `A code is on its way to ${address}.`,
  codeHow:
    'They enter it on the confirmation page, or read it to you when they call. Never ask for it when you are the one who calls.',
  code: 'Code they read out',
  checkCode: 'Check',
  triesLeft: (count) => (count === 1 ? '1 try left' : `${count} tries left`),
  earlier: 'Earlier',
  state: { open: 'waiting for the code', verified: 'verified', failed: 'failed or expired', superseded: 'replaced' },
  gateTitle: 'Where an answer goes',
  next: 'The next message',
  content: { full: 'Gets the message', neutral: 'Gets a neutral receipt', nothing: 'Gets nothing' },
  because: {
    verified: 'verified, the safest that is known',
    'stated-safe': 'named as safe by the reporter',
    'came-from': 'the report came from here, and nothing speaks against it',
    override: 'chosen by a manager',
    compromised: 'an open incident says it is compromised',
    'phone-taken': 'the telephone may be in the attacker’s hands',
    'opted-out': 'wants no texts (STOP)',
    unproven: 'nobody has made sure whose it is',
    unverified: 'registered, but not verified',
    'less-safe': 'a safer one is known',
  },
  decided: {
    verified: 'It goes to an address that was verified and that nothing speaks against.',
    'stated-safe': 'It goes to the address that the reporter named as safe; nothing speaks against it.',
    'came-from': 'It goes where the report came from; nothing speaks against it.',
    override: 'It goes where a manager chose.',
    'only-compromised':
      'No address that is known can be trusted. Reach the reporter in another way before you send anything that helps.',
    unproven: 'Nobody has made sure who is at the addresses that are known. Verify the reporter first.',
    'no-address': 'The reporter left no address. They can read the answer on the follow-up page.',
  },
  followUpToo: 'The follow-up page shows it too, to whoever holds the receipt.',
  marksTitle: 'Do not trust',
  noMarks: 'Nothing is said to be compromised.',
  foundByRules: 'found in a report',
  marked: (by) => `by ${by}`,
  safeAgain: 'safe again',
  markAddress: 'Address, domain or account',
  markHint: 'A domain covers every mailbox in it.',
  markCompromised: 'Mark as compromised',
  markSafe: 'Safe again',
  reason: 'Reason',
  overrideTitle: 'Send one message elsewhere, against the gate',
  overrideHint: 'The attacker may read it. The record keeps your name and the reason.',
  overrideText: 'Message',
  overrideReason: 'Why this address after all?',
  overrideSend: 'Send against the gate',
  sent: 'Sent.',
};

const fr: TrustWords = {
  whoTitle: 'Qui signale',
  sayFirst: 'Lorsque vous appelez, dites d’abord',
  sayFirstHow:
    'Ces mots figurent sur le reçu\u00A0: la personne sait ainsi que c’est vous. Ils ne prouvent rien à son sujet. Ne la laissez jamais les dire à votre place.',
  sayInOther: {
    en: (phrase) => `En anglais\u00A0: ${phrase}`,
    fr: (phrase) => `En français\u00A0: ${phrase}`,
  },
  standing: {
    verified: 'Identité vérifiée pour cet incident',
    'registered-verified': 'Contact inscrit, adresse vérifiée',
    registered: 'Dit être un contact inscrit',
    domain: 'Du domaine du parti, non inscrite',
    unknown: 'Inconnue',
  },
  standingHint: {
    verified: 'On s’en est assuré par un canal inscrit, autre que celui du signalement.',
    'registered-verified': 'Le signalement vient d’une adresse déjà vérifiée.',
    registered:
      'L’adresse est inscrite, mais rien ne prouve que le signalement en vient. Vérifiez avant de vous y fier.',
    domain: 'Toute personne du parti peut écrire de là, et n’importe qui peut le prétendre.',
    unknown: 'Servie comme les autres. Vérifiez avant d’envoyer autre chose que ses propres mots.',
  },
  authenticated: 'L’authentification de l’expéditeur a réussi.',
  forged: 'L’authentification de l’expéditeur a échoué\u00A0: le courriel ne vient peut-être pas de cette adresse.',
  vouched: (method, by) => `${method}; ${by} s’en porte garant`,
  answeredBy: (name) => `réponse de ${name}`,
  entered: {
    responder: 'code lu à l’équipe',
    'reporter-web': 'code entré avec le reçu du signalement',
    'reporter-text': 'code envoyé par texto',
  },
  verifyTitle: 'Vérifier par un autre canal',
  contact: 'Contact inscrit',
  chooseContact: 'Choisir…',
  noContacts: 'Ce parti n’a inscrit personne. Trouvez un numéro que le signalement n’a pas fourni.',
  address: 'Par',
  methods: {
    'code-sms': 'Code par texto',
    'code-email': 'Code par courriel',
    'code-voice': 'Code vocal',
    'call-back': 'J’appelle',
  },
  refused: {
    'came-from': 'le signalement en vient ou la mentionne',
    compromised: 'dite compromise',
    'phone-taken': 'peut sonner chez l’auteur de l’attaque',
    'not-reachable': 'inutilisable',
  },
  callAnswered: 'Qui a répondu?',
  note: 'Note',
  sendCode: 'Envoyer le code',
  recordCall: 'Consigner l’appel',
  working: 'En cours…',
  codeSent: (address) => `Un code est en route vers ${address}.`,
  codeHow:
    'La personne l’entre sur la page de confirmation ou vous le lit lorsqu’elle appelle. Ne le demandez jamais si c’est vous qui appelez.',
  code: 'Code que la personne lit',
  checkCode: 'Vérifier',
  triesLeft: (count) => (count === 1 ? '1 essai restant' : `${count} essais restants`),
  earlier: 'Auparavant',
  state: { open: 'en attente du code', verified: 'vérifiée', failed: 'échouée ou expirée', superseded: 'remplacée' },
  gateTitle: 'Où va une réponse',
  next: 'Le prochain message',
  content: { full: 'Reçoit le message', neutral: 'Reçoit un accusé neutre', nothing: 'Ne reçoit rien' },
  because: {
    verified: 'vérifiée, la plus sûre que l’on connaisse',
    'stated-safe': 'indiquée comme sûre par la personne',
    'came-from': 'le signalement en vient, et rien ne la met en doute',
    override: 'choisie par une ou un gestionnaire',
    compromised: 'un incident ouvert la dit compromise',
    'phone-taken': 'le téléphone est peut-être entre les mains de l’auteur de l’attaque',
    'opted-out': 'ne veut pas de textos (ARRET)',
    unproven: 'personne ne s’est assuré de qui s’y trouve',
    unverified: 'inscrite, mais non vérifiée',
    'less-safe': 'une plus sûre est connue',
  },
  decided: {
    verified: 'Il va à une adresse vérifiée que rien ne met en doute.',
    'stated-safe': 'Il va à l’adresse que la personne a indiquée comme sûre; rien ne la met en doute.',
    'came-from': 'Il va d’où vient le signalement; rien ne met cette adresse en doute.',
    override: 'Il va où une ou un gestionnaire l’a choisi.',
    'only-compromised':
      'Aucune adresse connue n’est digne de confiance. Joignez la personne autrement avant d’envoyer quoi que ce soit d’utile.',
    unproven:
      'Personne ne s’est assuré de qui se trouve aux adresses connues. Vérifiez d’abord l’identité de la personne.',
    'no-address': 'La personne n’a laissé aucune adresse. Elle peut lire la réponse sur la page de suivi.',
  },
  followUpToo: 'La page de suivi le montre aussi à qui détient le reçu.',
  marksTitle: 'À ne pas croire',
  noMarks: 'Rien n’est dit compromis.',
  foundByRules: 'trouvé dans un signalement',
  marked: (by) => `par ${by}`,
  safeAgain: 'de nouveau sûre',
  markAddress: 'Adresse, domaine ou compte',
  markHint: 'Un domaine couvre toutes ses boîtes.',
  markCompromised: 'Marquer comme compromise',
  markSafe: 'De nouveau sûre',
  reason: 'Raison',
  overrideTitle: 'Envoyer un seul message ailleurs, malgré le contrôle',
  overrideHint: 'L’auteur de l’attaque pourrait le lire. Le dossier garde votre nom et la raison.',
  overrideText: 'Message',
  overrideReason: 'Pourquoi cette adresse malgré tout?',
  overrideSend: 'Envoyer malgré le contrôle',
  sent: 'Envoyé.',
};

const catalogues = { en, fr } as const;

export function useTrustWords(): TrustWords {
  return catalogues[useWords().words.language];
}
