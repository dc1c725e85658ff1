import { useWords } from '../words/use-words.js';
import type { Span } from './calendar-days.js';

/** Every text of the calendar of who is on duty. */
export interface CalendarWords {
  readonly spans: Readonly<Record<Span, string>>;
  readonly zone: string;
  readonly zones: Readonly<Record<'election' | 'schedule' | 'viewer', (zone: string) => string>>;
  readonly asList: string;
  readonly onDuty: string;
  readonly changes: string;
  readonly week: (from: string, to: string) => string;
  readonly row: (name: string, week: string) => string;
  readonly now: string;
  readonly temporary: string;
  readonly absent: (name: string) => string;
  readonly absenceAsked: (name: string) => string;
  readonly swapOffered: (name: string) => string;
  readonly nobody: string;
  readonly gap: (from: string, to: string) => string;
  readonly changed: string;
  readonly choose: string;
  readonly chooseHint: string;
  readonly markHint: string;
  readonly chosen: (from: string, to: string, length: string, names: string) => string;
  readonly changeThis: (when: string) => string;
  readonly change: string;
  readonly changing: (what: string) => string;
  readonly clear: string;
  readonly savedOverride: (what: string) => string;
  readonly removedOverride: (what: string) => string;
  readonly undo: string;
  readonly undone: string;
}

const en: CalendarWords = {
  spans: { day: 'Day', week: 'Week', 'two-weeks': 'Two weeks', month: 'Month' },
  zone: 'Times of',
  zones: {
    election: (zone) => `${zone}, the election’s`,
    schedule: (zone) => `${zone}, the schedule’s`,
    viewer: (zone) => `${zone}, mine`,
  },
  asList: 'As a list',
  onDuty: 'On duty',
  changes: 'Changes',
  week: (from, to) => (from === to ? from : `${from} to ${to}`),
  row: (name, week) => `${name}, ${week}`,
  now: 'Now',
  temporary: 'Temporary schedule',
  absent: (name) => `${name} is away`,
  absenceAsked: (name) => `${name} asks to be away`,
  swapOffered: (name) => `${name} offers a swap`,
  nobody: 'Nobody',
  gap: (from, to) => `Nobody from ${from} to ${to}`,
  changed: 'changed',
  choose: 'Choose a time to change',
  chooseHint:
    'Drag along “On duty” to choose a time; a click chooses a whole shift. With the keyboard: arrows go, Shift and arrows stretch, Space takes the whole shift, Enter opens the form, Escape clears.',
  markHint: 'Arrows move it, Shift and arrows move its end, Enter opens the form.',
  chosen: (from, to, length, names) => `${from} to ${to}, ${length}. On duty: ${names}.`,
  changeThis: (when) => `Change who is on duty, ${when}`,
  change: 'Change',
  changing: (what) => `Changing the override: ${what}`,
  clear: 'Clear',
  savedOverride: (what) => `Saved: ${what}.`,
  removedOverride: (what) => `Removed: ${what}.`,
  undo: 'Undo',
  undone: 'Undone.',
};

const fr: CalendarWords = {
  spans: { day: 'Jour', week: 'Semaine', 'two-weeks': 'Deux semaines', month: 'Mois' },
  zone: 'Heures de',
  zones: {
    election: (zone) => `${zone}, celles du scrutin`,
    schedule: (zone) => `${zone}, celles de l’horaire`,
    viewer: (zone) => `${zone}, les miennes`,
  },
  asList: 'En liste',
  onDuty: 'De garde',
  changes: 'Changements',
  week: (from, to) => (from === to ? from : `du ${from} au ${to}`),
  row: (name, week) => `${name}, ${week}`,
  now: 'Maintenant',
  temporary: 'Horaire temporaire',
  absent: (name) => `${name}\u00A0: absence`,
  absenceAsked: (name) => `${name}\u00A0: absence demandée`,
  swapOffered: (name) => `${name} propose un échange`,
  nobody: 'Personne',
  gap: (from, to) => `Personne du ${from} au ${to}`,
  changed: 'modifié',
  choose: 'Choisir un moment à modifier',
  chooseHint:
    'Glissez sur «\u00A0De garde\u00A0» pour choisir un moment; un clic choisit tout le quart. Au clavier\u00A0: les flèches déplacent, Maj et les flèches étendent, la barre d’espace prend tout le quart, Entrée ouvre le formulaire, Échap efface.',
  markHint: 'Les flèches le déplacent, Maj et les flèches déplacent sa fin, Entrée ouvre le formulaire.',
  chosen: (from, to, length, names) => `Du ${from} au ${to}, ${length}. De garde\u00A0: ${names}.`,
  changeThis: (when) => `Modifier qui est de garde, ${when}`,
  change: 'Modifier',
  changing: (what) => `Modification du remplacement\u00A0: ${what}`,
  clear: 'Effacer',
  savedOverride: (what) => `Enregistré\u00A0: ${what}.`,
  removedOverride: (what) => `Retiré\u00A0: ${what}.`,
  undo: 'Annuler ce changement',
  undone: 'C’est annulé.',
};

/** The words of the calendar in the language of the screen. */
export function useCalendarWords(): CalendarWords {
  return { en, fr }[useWords().words.language];
}
