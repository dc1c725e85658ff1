import type { Language } from '#contracts';
import { useWords } from '../words/use-words.js';
import type { CommandGroup, KeyedName } from './commands.js';
import type { ThemeChoice } from './theme.js';

export interface CommandWords {
  readonly palette: string;
  readonly paletteTitle: string;
  readonly field: string;
  readonly placeholder: string;
  readonly list: string;
  readonly none: string;
  readonly found: (count: number) => string;
  readonly searching: string;
  readonly notSearched: string;
  readonly close: string;
  readonly incidents: string;
  readonly groups: Readonly<Record<CommandGroup, string>>;
  readonly named: Readonly<Record<KeyedName, string>>;
  readonly goTo: (page: string) => string;
  readonly view: (name: string) => string;
  readonly themes: Readonly<Record<ThemeChoice, string>>;
}

const en: CommandWords = {
  palette: 'Commands',
  paletteTitle: 'Find a page, an incident or a command',
  field: 'What are you looking for?',
  placeholder: 'Page, reference, words, command',
  list: 'What fits',
  none: 'Nothing fits. Try a reference, a word of the summary, or a page.',
  found: (count) => `${count} ${count === 1 ? 'entry' : 'entries'}`,
  searching: 'Searching incidents…',
  notSearched: 'Incidents could not be searched.',
  close: 'Close',
  incidents: 'Incidents',
  groups: { incident: 'This incident', list: 'This list', views: 'My views', pages: 'Pages', settings: 'Settings' },
  named: {
    next: 'Next incident',
    previous: 'Previous incident',
    take: 'Acknowledge the incident',
    select: 'Select the incident',
    search: 'Search the queue',
    assignMe: 'Assign the incident to me',
    note: 'Write a note',
    message: 'Write to the reporter',
    severity: 'Change the severity',
    queue: 'Back to the queue',
    help: 'Show the keys',
  },
  goTo: (page) => `Go to: ${page}`,
  view: (name) => `Queue: ${name}`,
  themes: { system: 'Colours as the system has them', light: 'Light colours', dark: 'Dark colours' },
};

const nbsp = '\u00a0';

const fr: CommandWords = {
  palette: 'Commandes',
  paletteTitle: 'Trouver une page, un incident ou une commande',
  field: `Que cherchez-vous${nbsp}?`,
  placeholder: 'Page, référence, mots, commande',
  list: 'Ce qui correspond',
  none: 'Rien ne correspond. Essayez une référence, un mot du résumé ou une page.',
  found: (count) => `${count} ${count < 2 ? 'entrée' : 'entrées'}`,
  searching: 'Recherche d’incidents…',
  notSearched: 'La recherche d’incidents a échoué.',
  close: 'Fermer',
  incidents: 'Incidents',
  groups: { incident: 'Cet incident', list: 'Cette liste', views: 'Mes vues', pages: 'Pages', settings: 'Réglages' },
  named: {
    next: 'Incident suivant',
    previous: 'Incident précédent',
    take: 'Prendre l’incident en charge',
    select: 'Choisir l’incident',
    search: 'Chercher dans la file',
    assignMe: 'M’affecter l’incident',
    note: 'Écrire une note',
    message: 'Écrire à la personne qui signale',
    severity: 'Changer la gravité',
    queue: 'Retour à la file',
    help: 'Afficher les touches',
  },
  goTo: (page) => `Aller à${nbsp}: ${page}`,
  view: (name) => `File${nbsp}: ${name}`,
  themes: { system: 'Couleurs du système', light: 'Couleurs claires', dark: 'Couleurs sombres' },
};

export const commandWords: Readonly<Record<Language, CommandWords>> = { en, fr };

export function useCommandWords(): CommandWords {
  return commandWords[useWords().words.language];
}
