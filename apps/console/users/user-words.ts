import type { Permission } from '#domain';
import { useWords } from '../words/use-words.js';

interface UserWords {
  readonly title: string;
  readonly intro: string;
  readonly search: string;
  readonly none: string;
  readonly more: string;
  readonly add: string;
  readonly change: string;
  readonly close: string;
  readonly signIn: string;
  readonly signInHint: string;
  readonly name: string;
  readonly role: string;
  readonly party: string;
  readonly noParty: string;
  readonly language: string;
  readonly languages: Readonly<Record<'en' | 'fr', string>>;
  readonly phone: string;
  readonly email: string;
  readonly save: string;
  readonly saved: string;
  readonly lastSignIn: string;
  readonly never: string;
  readonly sessions: (count: number) => string;
  readonly ended: string;
  readonly inFile: string;
  readonly inFileHint: string;
  readonly oneTimeUntil: string;
  readonly reset: string;
  readonly resetHint: string;
  readonly signOut: string;
  readonly end: string;
  readonly restore: string;
  readonly ownHint: string;
  readonly password: (name: string) => string;
  readonly passwordHint: string;
  readonly leaving: (name: string) => string;
  readonly lastAdmin: string;
  readonly nothingLost: string;
  readonly gaps: string;
  readonly overrides: (count: number) => string;
  readonly incidents: (count: number) => string;
  readonly sessionsEnd: (count: number) => string;
  readonly confirmEnd: (name: string) => string;
  readonly confirmRole: string;
  readonly cancel: string;
  readonly roles: string;
  readonly rolesHint: string;
  readonly permission: string;
  readonly may: string;
  readonly mayNot: string;
  readonly permissions: Readonly<Record<Permission, string>>;
  readonly own: {
    readonly title: string;
    readonly link: string;
    readonly intro: string;
    readonly forced: string;
    readonly current: string;
    readonly chosen: string;
    readonly chosenHint: string;
    readonly again: string;
    readonly differ: string;
    readonly save: string;
    readonly saved: string;
  };
}

const en: UserWords = {
  title: 'Users and roles',
  intro: 'Who may sign in, and as what. Nothing is deleted: an account that has ended stays in the record.',
  search: 'Find by name',
  none: 'Nobody is called that.',
  more: 'Show more',
  add: 'Add a person',
  change: 'Change',
  close: 'Close',
  signIn: 'Sign-in name',
  signInHint: 'Small letters, digits and hyphens. It cannot be changed later.',
  name: 'Name',
  role: 'Role',
  party: 'Party',
  noParty: 'Choose a party',
  language: 'Language',
  languages: { en: 'English', fr: 'French' },
  phone: 'Telephone',
  email: 'Email',
  save: 'Save',
  saved: 'Saved.',
  lastSignIn: 'Last sign-in',
  never: 'never',
  sessions: (count) => (count === 1 ? '1 session' : `${count} sessions`),
  ended: 'Ended',
  inFile: 'roster file',
  inFileHint:
    'The roster file names this person. What you change here stays, until that person’s part of the file changes: then the next start applies it.',
  oneTimeUntil: 'One-time password until',
  reset: 'Reset password',
  resetHint:
    'You see a one-time password once. Their sessions end; with it they can only choose a password of their own.',
  signOut: 'End sessions',
  end: 'End account…',
  restore: 'Let back in',
  ownHint: 'This is your own account: another administrator changes its role or ends it.',
  password: (name) => `One-time password for ${name}`,
  passwordHint:
    'Hand it over in person or by telephone, now: it is shown once, opens nothing but the way to a new password, and ends',
  leaving: (name) => `If ${name} leaves`,
  lastAdmin: 'This is the last administrator. Make somebody else one first.',
  nothingLost: 'Nobody is missed on any schedule in the next four weeks.',
  gaps: 'Nobody would be on duty',
  overrides: (count) =>
    count === 1 ? '1 override names them and falls away.' : `${count} overrides name them and fall away.`,
  incidents: (count) =>
    count === 1
      ? '1 open incident is in their hands: hand it off first.'
      : `${count} open incidents are in their hands: hand them off first.`,
  sessionsEnd: (count) => (count === 1 ? '1 session ends at once.' : `${count} sessions end at once.`),
  confirmEnd: (name) => `End the account of ${name}`,
  confirmRole: 'Change the role all the same',
  cancel: 'Cancel',
  roles: 'Which role may what',
  rolesHint: 'The same table that every request is checked against.',
  permission: 'May',
  may: 'yes',
  mayNot: 'no',
  permissions: {
    'incident.read': 'Read incidents',
    'incident.work': 'Acknowledge, assign and note',
    'incident.move': 'Move an incident on',
    'incident.severity': 'Change a severity',
    'incident.message': 'Write to reporters',
    'timeline.read': 'Read timelines',
    'board.read': 'See the board',
    'measures.read': 'See the measures',
    'roster.read': 'See who is on duty',
    'audit.read': 'Read the audit and the hotline’s health',
    'audit.settle': 'Accept findings, retry events',
    'handover.read': 'Read hand-overs',
    'account.manage': 'Keep accounts',
    'incident.verify': 'Verify who somebody is',
    'gate.override': 'Override the trust gate',
    'directory.read': 'Read the directory',
    'directory.edit': 'Keep the directory',
    'roster.edit': 'Change schedules',
    'policy.edit': 'Change policies',
    'shift.swap': 'Swap and take over shifts',
    'method.edit': 'Say how they are paged',
    'election.read': 'See elections and windows',
    'election.edit': 'Move polling day, extend a window',
    'configuration.read': 'See the configuration in force',
  },
  own: {
    title: 'Your password',
    link: 'Change your password',
    intro: 'Your other sessions end when you change it.',
    forced: 'You signed in with a one-time password. Choose your own: nothing else opens before.',
    current: 'Present password',
    chosen: 'New password',
    chosenHint: 'At least 15 characters: a short sentence is easy to remember. No digit or sign is needed.',
    again: 'New password again',
    differ: 'The two are not the same.',
    save: 'Change password',
    saved: 'Changed. Your other sessions have ended.',
  },
};

const fr: UserWords = {
  title: 'Comptes et rôles',
  intro: 'Qui peut ouvrir une session, et à quel titre. Rien n’est supprimé\u00A0: un compte fermé reste au dossier.',
  search: 'Chercher par nom',
  none: 'Personne ne porte ce nom.',
  more: 'Afficher la suite',
  add: 'Ajouter une personne',
  change: 'Modifier',
  close: 'Fermer',
  signIn: 'Nom d’utilisateur',
  signInHint: 'Minuscules sans accent, chiffres et traits d’union. Il ne changera plus.',
  name: 'Nom',
  role: 'Rôle',
  party: 'Parti',
  noParty: 'Choisissez un parti',
  language: 'Langue',
  languages: { en: 'Anglais', fr: 'Français' },
  phone: 'Téléphone',
  email: 'Courriel',
  save: 'Enregistrer',
  saved: 'Enregistré.',
  lastSignIn: 'Dernière session',
  never: 'jamais',
  sessions: (count) => (count < 2 ? `${count} session` : `${count} sessions`),
  ended: 'Fermé',
  inFile: 'fichier de garde',
  inFileHint:
    'Le fichier de garde nomme cette personne. Vos modifications restent tant que sa partie du fichier ne change pas; sinon, le prochain démarrage l’applique.',
  oneTimeUntil: 'Mot de passe à usage unique jusqu’au',
  reset: 'Réinitialiser le mot de passe',
  resetHint:
    'Vous voyez une seule fois un mot de passe à usage unique. Les sessions de la personne se ferment; il lui permet seulement de choisir le sien.',
  signOut: 'Fermer les sessions',
  end: 'Fermer le compte…',
  restore: 'Rouvrir le compte',
  ownHint: 'C’est votre propre compte\u00A0: quelqu’un d’autre en change le rôle ou le ferme.',
  password: (name) => `Mot de passe à usage unique pour ${name}`,
  passwordHint:
    'Transmettez-le maintenant, de vive voix\u00A0: il n’est montré qu’une fois, ne sert qu’à choisir un nouveau mot de passe et expire',
  leaving: (name) => `Si ${name} part`,
  lastAdmin: 'C’est la dernière personne à administrer les comptes. Donnez d’abord ce rôle à quelqu’un d’autre.',
  nothingLost: 'Aucun horaire n’aura de trou dans les quatre prochaines semaines.',
  gaps: 'Personne ne serait de garde',
  overrides: (count) => (count === 1 ? '1 remplacement à son nom tombe.' : `${count} remplacements à son nom tombent.`),
  incidents: (count) =>
    count === 1
      ? '1 incident ouvert est entre ses mains\u00A0: confiez-le d’abord à quelqu’un.'
      : `${count} incidents ouverts sont entre ses mains\u00A0: confiez-les d’abord à quelqu’un.`,
  sessionsEnd: (count) =>
    count < 2 ? `${count} session se ferme aussitôt.` : `${count} sessions se ferment aussitôt.`,
  confirmEnd: (name) => `Fermer le compte de ${name}`,
  confirmRole: 'Changer le rôle malgré tout',
  cancel: 'Annuler',
  roles: 'Ce que permet chaque rôle',
  rolesHint: 'Le tableau même d’après lequel chaque demande est vérifiée.',
  permission: 'Peut',
  may: 'oui',
  mayNot: 'non',
  permissions: {
    'incident.read': 'Lire les incidents',
    'incident.work': 'Prendre en charge, confier et noter',
    'incident.move': 'Faire avancer un incident',
    'incident.severity': 'Changer la gravité',
    'incident.message': 'Écrire à qui a signalé',
    'timeline.read': 'Lire les chronologies',
    'board.read': 'Voir le tableau de bord',
    'measures.read': 'Voir les mesures',
    'roster.read': 'Voir qui est de garde',
    'audit.read': 'Lire la vérification et la santé de la ligne',
    'audit.settle': 'Accepter les constats, réessayer',
    'handover.read': 'Lire les relèves',
    'account.manage': 'Tenir les comptes',
    'incident.verify': 'Vérifier une identité',
    'gate.override': 'Passer outre le filtre de confiance',
    'directory.read': 'Lire le répertoire',
    'directory.edit': 'Tenir le répertoire',
    'roster.edit': 'Modifier les horaires',
    'policy.edit': 'Modifier les politiques',
    'shift.swap': 'Échanger et reprendre des gardes',
    'method.edit': 'Dire comment on est joint',
    'election.read': 'Voir les élections et les périodes',
    'election.edit': 'Déplacer le scrutin, prolonger une période',
    'configuration.read': 'Voir la configuration en vigueur',
  },
  own: {
    title: 'Votre mot de passe',
    link: 'Changer votre mot de passe',
    intro: 'Vos autres sessions se ferment quand vous le changez.',
    forced:
      'Vous avez ouvert une session avec un mot de passe à usage unique. Choisissez le vôtre\u00A0: rien d’autre ne s’ouvre avant.',
    current: 'Mot de passe actuel',
    chosen: 'Nouveau mot de passe',
    chosenHint: 'Au moins 15 caractères\u00A0: une courte phrase se retient bien. Ni chiffre ni signe n’est exigé.',
    again: 'Nouveau mot de passe, encore une fois',
    differ: 'Les deux ne sont pas identiques.',
    save: 'Changer le mot de passe',
    saved: 'Changé. Vos autres sessions sont fermées.',
  },
};

export const userWords = { en, fr } as const;

export function useUserWords(): UserWords {
  return userWords[useWords().words.language];
}
