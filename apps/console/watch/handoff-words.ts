import type { OpenWork } from '#contracts';
import { useWords } from '../words/use-words.js';

/** Every text of the hand-off of the watch. */
export interface HandoffWords {
  readonly title: string;
  readonly nextAt: (schedule: string, when: string, names: string) => string;
  readonly nobodyNext: string;
  readonly nothing: string;
  readonly last: Readonly<Record<NonNullable<OpenWork['last']>['from'], (by: string) => string>>;
  readonly silence: string;
  readonly owed: Readonly<Record<NonNullable<OpenWork['breach']>['promise'], (when: string) => string>>;
  readonly late: string;
  readonly nothingOwed: string;
  readonly note: (schedule: string) => string;
  readonly noteHint: string;
  readonly save: string;
  readonly saved: (when: string) => string;
  readonly theirNote: (name: string, when: string) => string;
  readonly until: (when: string) => string;
}

const en: HandoffWords = {
  title: 'What you hand over',
  nextAt: (schedule, when, names) => `${schedule}: to ${names}, ${when}`,
  nobodyNext: 'nobody',
  nothing: 'You have no open incident.',
  last: { reporter: () => 'The reporter', watch: (by) => `${by} to the reporter`, note: (by) => `${by}, note` },
  silence: 'Nothing was said yet.',
  owed: {
    acknowledge: (when) => `Somebody must take it by ${when}`,
    contact: (when) => `A word to the reporter is owed by ${when}`,
  },
  late: 'late',
  nothingOwed: 'Nothing is owed.',
  note: (schedule) => `Note to whoever comes next: ${schedule}`,
  noteHint: 'Shown to them before they take over. The latest counts.',
  save: 'Save note',
  saved: (when) => `Written ${when}.`,
  theirNote: (name, when) => `${name} wrote, ${when}`,
  until: (when) => `Take over by ${when}`,
};

const fr: HandoffWords = {
  title: 'Ce que vous remettez',
  nextAt: (schedule, when, names) => `${schedule}\u00A0: à ${names}, ${when}`,
  nobodyNext: 'personne',
  nothing: 'Vous n’avez aucun incident ouvert.',
  last: {
    reporter: () => 'La personne qui a signalé',
    watch: (by) => `${by}, à la personne qui a signalé`,
    note: (by) => `${by}, note`,
  },
  silence: 'Rien n’a encore été dit.',
  owed: {
    acknowledge: (when) => `Quelqu’un doit le prendre d’ici ${when}`,
    contact: (when) => `Un mot est dû à la personne qui a signalé d’ici ${when}`,
  },
  late: 'en retard',
  nothingOwed: 'Rien n’est dû.',
  note: (schedule) => `Note à la personne qui suit\u00A0: ${schedule}`,
  noteHint: 'Montrée à cette personne avant qu’elle prenne la relève. La dernière compte.',
  save: 'Enregistrer la note',
  saved: (when) => `Écrite ${when}.`,
  theirNote: (name, when) => `${name} a écrit, ${when}`,
  until: (when) => `À prendre d’ici ${when}`,
};

/** The words of the hand-off in the language of the screen. */
export function useHandoffWords(): HandoffWords {
  return { en, fr }[useWords().words.language];
}
