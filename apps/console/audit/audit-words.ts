import { useWords } from '../words/use-words.js';
import type { Area } from './audit-search.js';

/** Every text of the audit's page. */
export interface AuditWords {
  readonly title: string;
  readonly intro: string;
  readonly area: string;
  readonly areas: Readonly<Record<Area, string>>;
  readonly anyone: string;
  readonly all: string;
  readonly who: string;
  readonly since: string;
  readonly until: string;
  readonly when: string;
  readonly what: string;
  readonly whom: string;
  readonly recorded: string;
  readonly none: string;
  readonly noneHint: string;
  readonly more: string;
  readonly save: string;
  readonly saving: (count: number) => string;
  readonly cut: (count: number) => string;
  readonly service: (name: string) => string;
  readonly unknown: string;
  readonly check: string;
  readonly checkIntro: string;
  readonly checkButton: string;
  readonly stop: string;
  readonly checking: (subjects: number, entries: number) => string;
  readonly whole: (subjects: number, entries: number) => string;
  readonly broken: (count: number) => string;
  readonly brokenAt: (kind: 'report' | 'incident' | 'audit', id: string, seq: number) => string;
  readonly brokenHint: string;
  readonly kinds: Readonly<Record<string, string>>;
}

const en: AuditWords = {
  title: 'Audit',
  intro:
    'Who did what to the hotline itself: accounts and sign-ins, the watch and its policies, the directory. Nobody can change it.',
  area: 'Record',
  areas: { accounts: 'Accounts and sign-ins', watch: 'Watch and policies', directory: 'Directory' },
  anyone: 'Anyone',
  all: 'All records',
  who: 'Who',
  since: 'From',
  until: 'To',
  when: 'When',
  what: 'What',
  whom: 'To whom or what',
  recorded: 'What is recorded',
  none: 'Nothing is recorded for this choice.',
  noneHint: 'Choose a longer time, or all records.',
  more: 'Show more',
  save: 'Save as CSV',
  saving: (count) => `Reading, ${count} so far…`,
  cut: (count) => `The file holds the latest ${count}. Narrow the time to save the others.`,
  service: (name) => `Vigil (${name})`,
  unknown: 'nobody that is known',
  check: 'Are the records whole?',
  checkIntro:
    'Checks the chain of every report and incident, and that of accounts, entry by entry, against what was written.',
  checkButton: 'Check all records',
  stop: 'Stop',
  checking: (subjects, entries) => `${subjects} chains with ${entries} entries checked so far…`,
  whole: (subjects, entries) => `All of them read as they were written: ${subjects} chains with ${entries} entries.`,
  broken: (count) => `${count === 1 ? '1 chain does' : `${count} chains do`} not read as written`,
  brokenAt: (kind, id, seq) =>
    `${{ report: 'Report', incident: 'Incident', audit: 'Accounts' }[kind]} ${id}, from entry ${seq} on`,
  brokenHint:
    'Something has been changed, removed or added outside the product. Keep a copy of the database as it is before anything else.',
  kinds: {
    'session.opened': 'Signed in',
    'session.refused': 'Sign-in refused',
    'session.ended': 'Signed out',
    'password.changed': 'Own password changed',
    'password.reset': 'Password reset',
    'user.added': 'Account added',
    'user.edited': 'Account changed',
    'user.ended': 'Account ended',
    'user.restored': 'Account let back in',
    'user.signed-out': 'Sessions ended',
    'schedule.added': 'Schedule added',
    'schedule.edited': 'Schedule changed',
    'override.added': 'Override added',
    'override.imported': 'Override imported',
    'override.removed': 'Override removed',
    'temporary.added': 'Temporary schedule added',
    'temporary.removed': 'Temporary schedule removed',
    'absence.requested': 'Absence asked for',
    'absence.granted': 'Absence granted',
    'absence.refused': 'Absence refused',
    'absence.removed': 'Absence removed',
    'swap.offered': 'Swap offered',
    'swap.taken': 'Swap taken',
    'swap.withdrawn': 'Swap withdrawn',
    'handoff.noted': 'Note for the hand-off',
    'policy.added': 'Policy added',
    'policy.edited': 'Policy changed',
    'policy.moved': 'Running escalations moved to the present policy',
    'policy-rules.edited': 'Rules of the policies changed',
    'method.added': 'Way of paging added',
    'method.edited': 'Way of paging changed',
    'method.removed': 'Way of paging removed',
    'method.verified': 'Way of paging verified',
    'feed.made': 'Calendar address made',
    'feed.revoked': 'Calendar address revoked',
    'monitor.added': 'Monitor added',
    'monitor.removed': 'Monitor removed',
    'notice.acknowledged': 'Notice acknowledged',
    'finding.accepted': 'Finding accepted',
    'event.retried': 'Event retried',
    'contact.added': 'Contact added',
    'contact.edited': 'Contact changed',
    'contact.removed': 'Contact removed',
    'contact.imported': 'Contact imported',
    'address.added': 'Address added',
    'address.edited': 'Address changed',
    'address.removed': 'Address removed',
    'address.verified': 'Address verified',
    'account.added': 'Party account added',
    'account.removed': 'Party account removed',
  },
};

const fr: AuditWords = {
  title: 'Vérification',
  intro:
    'Qui a fait quoi à la ligne elle-même\u00A0: comptes et connexions, garde et politiques, répertoire. Personne ne peut le modifier.',
  area: 'Registre',
  areas: { accounts: 'Comptes et connexions', watch: 'Garde et politiques', directory: 'Répertoire' },
  anyone: 'Tout le monde',
  all: 'Tous les registres',
  who: 'Qui',
  since: 'Du',
  until: 'Au',
  when: 'Quand',
  what: 'Quoi',
  whom: 'À qui ou à quoi',
  recorded: 'Ce qui est inscrit',
  none: 'Rien n’est inscrit pour ce choix.',
  noneHint: 'Choisissez une période plus longue, ou tous les registres.',
  more: 'Afficher la suite',
  save: 'Enregistrer en CSV',
  saving: (count) => `Lecture, ${count} jusqu’ici…`,
  cut: (count) => `Le fichier contient les ${count} plus récents. Restreignez la période pour enregistrer les autres.`,
  service: (name) => `Vigil (${name})`,
  unknown: 'personne de connu',
  check: 'Les registres sont-ils intacts?',
  checkIntro:
    'Vérifie la chaîne de chaque signalement et incident, et celle des comptes, inscription par inscription, avec ce qui a été écrit.',
  checkButton: 'Vérifier tous les registres',
  stop: 'Arrêter',
  checking: (subjects, entries) => `${subjects} chaînes et ${entries} inscriptions vérifiées jusqu’ici…`,
  whole: (subjects, entries) =>
    `Toutes se lisent comme elles ont été écrites\u00A0: ${subjects} chaînes, ${entries} inscriptions.`,
  broken: (count) =>
    count === 1
      ? '1 chaîne ne se lit pas comme elle a été écrite'
      : `${count} chaînes ne se lisent pas comme elles ont été écrites`,
  brokenAt: (kind, id, seq) =>
    `${{ report: 'Signalement', incident: 'Incident', audit: 'Comptes' }[kind]} ${id}, à partir de l’inscription ${seq}`,
  brokenHint:
    'Quelque chose a été modifié, retiré ou ajouté hors du produit. Gardez une copie de la base de données telle quelle avant toute autre chose.',
  kinds: {
    'session.opened': 'Connexion',
    'session.refused': 'Connexion refusée',
    'session.ended': 'Déconnexion',
    'password.changed': 'Mot de passe changé par la personne',
    'password.reset': 'Mot de passe réinitialisé',
    'user.added': 'Compte ajouté',
    'user.edited': 'Compte modifié',
    'user.ended': 'Compte fermé',
    'user.restored': 'Compte rouvert',
    'user.signed-out': 'Sessions fermées',
    'schedule.added': 'Horaire ajouté',
    'schedule.edited': 'Horaire modifié',
    'override.added': 'Remplacement ajouté',
    'override.imported': 'Remplacement importé',
    'override.removed': 'Remplacement retiré',
    'temporary.added': 'Horaire temporaire ajouté',
    'temporary.removed': 'Horaire temporaire retiré',
    'absence.requested': 'Absence demandée',
    'absence.granted': 'Absence accordée',
    'absence.refused': 'Absence refusée',
    'absence.removed': 'Absence retirée',
    'swap.offered': 'Échange proposé',
    'swap.taken': 'Échange accepté',
    'swap.withdrawn': 'Échange retiré',
    'handoff.noted': 'Note pour la relève',
    'policy.added': 'Politique ajoutée',
    'policy.edited': 'Politique modifiée',
    'policy.moved': 'Escalades en cours passées à la politique actuelle',
    'policy-rules.edited': 'Règles des politiques modifiées',
    'method.added': 'Moyen d’alerte ajouté',
    'method.edited': 'Moyen d’alerte modifié',
    'method.removed': 'Moyen d’alerte retiré',
    'method.verified': 'Moyen d’alerte vérifié',
    'feed.made': 'Adresse de calendrier créée',
    'feed.revoked': 'Adresse de calendrier révoquée',
    'monitor.added': 'Moniteur ajouté',
    'monitor.removed': 'Moniteur retiré',
    'notice.acknowledged': 'Avis lu',
    'finding.accepted': 'Constat accepté',
    'event.retried': 'Événement repris',
    'contact.added': 'Contact ajouté',
    'contact.edited': 'Contact modifié',
    'contact.removed': 'Contact retiré',
    'contact.imported': 'Contact importé',
    'address.added': 'Adresse ajoutée',
    'address.edited': 'Adresse modifiée',
    'address.removed': 'Adresse retirée',
    'address.verified': 'Adresse vérifiée',
    'account.added': 'Compte du parti ajouté',
    'account.removed': 'Compte du parti retiré',
  },
};

export function useAuditWords(): AuditWords {
  return { en, fr }[useWords().words.language];
}
