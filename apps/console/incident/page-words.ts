import { useWords } from '../words/use-words.js';

/** The texts of the incident's page as a whole: how it is laid out, and what its parts say while they are folded. */
interface PageWords {
  readonly contents: string;
  readonly quick: string;
  readonly toTasks: string;
  readonly toMessage: string;
  readonly toActions: string;
  readonly next: string;
  readonly allDone: string;
  readonly messages: (count: number) => string;
  readonly found: (count: number) => string;
  readonly paged: (count: number) => string;
  readonly undecided: (count: number) => string;
  readonly notes: (count: number) => string;
  readonly showWords: (rule: string) => string;
  readonly wordsElsewhere: string;
  readonly toRule: (rule: string) => string;
  readonly closed: string;
  readonly missing: string;
  readonly missingHint: string;
  readonly forbidden: string;
  readonly forbiddenHint: string;
  readonly csv: string;
  readonly type: string;
  readonly value: string;
  readonly lookalike: string;
  readonly starters: (language: string) => string;
  readonly startersFull: string;
  readonly due: Readonly<Record<'acknowledge' | 'contact', string>>;
  readonly dueIn: (left: string) => string;
  readonly overdue: (since: string) => string;
}

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;
const comptes = (count: number, one: string, many: string) => `${count} ${count < 2 ? one : many}`;

const pageWords: Readonly<Record<'en' | 'fr', PageWords>> = {
  en: {
    contents: 'On this page',
    quick: 'Go to',
    toTasks: 'Tasks',
    toMessage: 'Write',
    toActions: 'Act',
    next: 'Next',
    allDone: 'Every task of the playbook is done.',
    messages: (count) => counted(count, 'message', 'messages'),
    found: (count) => `${count} found`,
    paged: (count) => `${count} paged`,
    undecided: (count) => `${count} to decide`,
    notes: (count) => counted(count, 'note', 'notes'),
    showWords: (rule) => `Show the words of rule ${rule}`,
    wordsElsewhere: 'Its words are in the subject, in an attachment or in a report that is not shown.',
    toRule: (rule) => `Rule ${rule}`,
    closed: 'This incident is closed. To work on it, reopen it under “Move on”.',
    missing: 'There is no such incident',
    missingHint: 'The address may be mistyped, or the incident may belong to somebody whose incidents you do not see.',
    forbidden: 'Your role does not show incidents',
    forbiddenHint: 'Ask a manager if you should see this one.',
    csv: 'Save as CSV',
    type: 'Type',
    value: 'Indicator (defanged)',
    lookalike: 'Looks like',
    starters: (language) => `Begin from a text (${language})`,
    startersFull: 'Empty the field first: nothing that you typed is replaced.',
    due: { acknowledge: 'To be acknowledged', contact: 'The reporter is to hear from us' },
    dueIn: (left) => `within ${left}`,
    overdue: (since) => `overdue by ${since}`,
  },
  fr: {
    contents: 'Sur cette page',
    quick: 'Aller à',
    toTasks: 'Tâches',
    toMessage: 'Écrire',
    toActions: 'Agir',
    next: 'À faire',
    allDone: 'Toutes les tâches du guide sont accomplies.',
    messages: (count) => comptes(count, 'message', 'messages'),
    found: (count) => comptes(count, 'trouvé', 'trouvés'),
    paged: (count) => comptes(count, 'alerte', 'alertes'),
    undecided: (count) => `${count} à décider`,
    notes: (count) => comptes(count, 'note', 'notes'),
    showWords: (rule) => `Montrer les mots de la règle ${rule}`,
    wordsElsewhere: 'Ses mots sont dans l’objet, dans une pièce jointe ou dans un signalement qui n’est pas montré.',
    toRule: (rule) => `Règle ${rule}`,
    closed: 'Cet incident est clos. Pour y travailler, rouvrez-le sous «\u00A0Faire avancer\u00A0».',
    missing: 'Cet incident n’existe pas',
    missingHint:
      'L’adresse est peut-être mal tapée, ou l’incident appartient à quelqu’un dont vous ne voyez pas les incidents.',
    forbidden: 'Votre rôle ne montre pas les incidents',
    forbiddenHint: 'Demandez à une ou un gestionnaire si vous devriez voir celui-ci.',
    csv: 'Enregistrer en CSV',
    type: 'Type',
    value: 'Indicateur (désamorcé)',
    lookalike: 'Ressemble à',
    starters: (language) => `Partir d’un texte (${language})`,
    startersFull: 'Videz d’abord le champ\u00A0: rien de ce que vous avez tapé n’est remplacé.',
    due: { acknowledge: 'À prendre en charge', contact: 'La personne doit avoir de nos nouvelles' },
    dueIn: (left) => `d’ici ${left}`,
    overdue: (since) => `en retard de ${since}`,
  },
};

/** The words of the incident's page in the language of the screen. */
export function usePageWords(): PageWords {
  return pageWords[useWords().words.language];
}
