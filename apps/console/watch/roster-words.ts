import type { CalendarReport } from '#contracts';
import { useWords } from '../words/use-words.js';

type Outcome = CalendarReport['entries'][number]['outcome'];

/** The words of making schedules, standing in for them and importing into them. */
export interface RosterWords {
  readonly newSchedule: string;
  readonly newScheduleHint: string;
  readonly addSchedule: string;
  readonly scheduleMade: string;
  readonly toPolicies: string;
  readonly inTurn: (name: string, place: number) => string;
  readonly standIns: string;
  readonly noStandIns: string;
  readonly newStandIns: string;
  readonly standInsHint: string;
  readonly standInsEmpty: string;
  readonly hoursEach: string;
  readonly saveStandIns: string;
  readonly turns: (count: number) => string;
  readonly andMore: (count: number) => string;
  readonly importCalendar: string;
  readonly importHint: string;
  readonly calendarFile: string;
  readonly reading: string;
  readonly showImport: string;
  readonly wouldImport: string;
  readonly imported: string;
  readonly nothingToImport: string;
  readonly applyImport: (changes: number) => string;
  readonly counts: (counts: CalendarReport['counts']) => string;
  readonly line: string;
  readonly outcome: string;
  readonly who: string;
  readonly when: string;
  readonly why: string;
  readonly outcomes: Readonly<Record<Outcome, string>>;
  readonly refusals: Readonly<Record<string, string>>;
}

const en: RosterWords = {
  newSchedule: 'New schedule',
  newScheduleHint:
    'It begins with one layer, a day each in the order in which you choose the people; edit its layers afterwards. Nobody on it is woken before a step of a policy names it.',
  addSchedule: 'Add the schedule',
  scheduleMade: 'Added.',
  toPolicies: 'Name it in a policy',
  inTurn: (name, place) => `${name} (turn ${place})`,
  standIns: 'Temporary schedule',
  noStandIns: 'None in these days.',
  newStandIns: 'New temporary schedule',
  standInsHint: 'For this time the turns below stand in for all layers; overrides still count on top.',
  standInsEmpty: 'Choose a time, hours and people to see the turns.',
  hoursEach: 'Hours in a turn',
  saveStandIns: 'Save the temporary schedule',
  turns: (count) => (count === 1 ? '1 turn' : `${count} turns`),
  andMore: (count) => `and ${count} more`,
  importCalendar: 'Import a calendar file',
  importHint:
    'Each event of an iCalendar file (.ics) becomes an override: whoever is its attendee, or its title names, is on duty for its time. The same event again changes what it made; a cancelled one takes it back.',
  calendarFile: 'Calendar file',
  reading: 'Reading…',
  showImport: 'Show what it would change',
  wouldImport: 'It would change this.',
  imported: 'Imported.',
  nothingToImport: 'There is nothing to change.',
  applyImport: (changes) => (changes === 1 ? 'Make 1 change' : `Make ${changes} changes`),
  counts: ({ created, changed, removed, unchanged, refused }) =>
    `New: ${created}. Changed: ${changed}. Taken back: ${removed}. As before: ${unchanged}. Refused: ${refused}.`,
  line: 'Line',
  outcome: 'Outcome',
  who: 'Who',
  when: 'When',
  why: 'Why',
  outcomes: { created: 'new', changed: 'changed', unchanged: 'as before', removed: 'taken back', refused: 'refused' },
  refusals: {
    unreadable: 'The event cannot be read.',
    'no-uid': 'It has no UID, so it could not be known again.',
    'uid-twice': 'Another event above has the same UID.',
    recurring: 'It repeats; an override is one time.',
    'no-time': 'It has no time.',
    'unknown-zone': 'Its time zone is not known.',
    'out-of-order': 'It ends before it begins.',
    'too-long': 'It lasts longer than 400 days.',
    'unknown-person': 'Nobody on the watch has this name or address.',
    'several-people': 'Several people have this name: use the address.',
  },
};

const fr: RosterWords = {
  newSchedule: 'Nouvel horaire',
  newScheduleHint:
    'Il commence avec une couche, un jour chacun dans l’ordre où vous choisissez les personnes; modifiez ses couches ensuite. Personne n’est réveillé par lui tant qu’une étape d’une politique ne le nomme pas.',
  addSchedule: 'Ajouter l’horaire',
  scheduleMade: 'Ajouté.',
  toPolicies: 'Le nommer dans une politique',
  inTurn: (name, place) => `${name} (tour ${place})`,
  standIns: 'Horaire temporaire',
  noStandIns: 'Aucun pendant ces jours.',
  newStandIns: 'Nouvel horaire temporaire',
  standInsHint:
    'Pendant cette période, les tours ci-dessous tiennent lieu de toutes les couches; les remplacements comptent par-dessus.',
  standInsEmpty: 'Choisissez une période, des heures et des personnes pour voir les tours.',
  hoursEach: 'Heures par tour',
  saveStandIns: 'Enregistrer l’horaire temporaire',
  turns: (count) => (count === 1 ? '1 tour' : `${count} tours`),
  andMore: (count) => `et ${count} de plus`,
  importCalendar: 'Importer un fichier de calendrier',
  importHint:
    'Chaque événement d’un fichier iCalendar (.ics) devient un remplacement\u00A0: la personne invitée, ou que nomme le titre, est de garde pendant ce temps. Le même événement, importé de nouveau, modifie ce qu’il avait fait; annulé, il le retire.',
  calendarFile: 'Fichier de calendrier',
  reading: 'Lecture…',
  showImport: 'Montrer ce qu’il changerait',
  wouldImport: 'Voici ce qu’il changerait.',
  imported: 'Importé.',
  nothingToImport: 'Il n’y a rien à changer.',
  applyImport: (changes) => (changes === 1 ? 'Faire 1 changement' : `Faire ${changes} changements`),
  counts: ({ created, changed, removed, unchanged, refused }) =>
    `Nouveaux\u00A0: ${created}. Modifiés\u00A0: ${changed}. Retirés\u00A0: ${removed}. Inchangés\u00A0: ${unchanged}. Refusés\u00A0: ${refused}.`,
  line: 'Ligne',
  outcome: 'Résultat',
  who: 'Qui',
  when: 'Quand',
  why: 'Pourquoi',
  outcomes: { created: 'nouveau', changed: 'modifié', unchanged: 'inchangé', removed: 'retiré', refused: 'refusé' },
  refusals: {
    unreadable: 'L’événement ne peut pas être lu.',
    'no-uid': 'Il n’a pas d’UID et ne pourrait pas être reconnu.',
    'uid-twice': 'Un autre événement plus haut porte le même UID.',
    recurring: 'Il se répète; un remplacement n’a lieu qu’une fois.',
    'no-time': 'Il n’a pas d’heure.',
    'unknown-zone': 'Son fuseau horaire est inconnu.',
    'out-of-order': 'Il finit avant de commencer.',
    'too-long': 'Il dure plus de 400 jours.',
    'unknown-person': 'Personne de l’équipe de garde ne porte ce nom ni cette adresse.',
    'several-people': 'Plusieurs personnes portent ce nom\u00A0: utilisez l’adresse.',
  },
};

export function useRosterWords(): RosterWords {
  return { en, fr }[useWords().words.language];
}
