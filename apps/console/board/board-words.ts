import { useWords } from '../words/use-words.js';

/** Texts of the board that came after its figures. */
interface BoardWords {
  readonly openByAge: string;
  readonly openByAgeSummary: (count: number, waiting: number, oldest: string) => string;
  readonly openByAgeNote: (shown: number) => string;
  readonly acknowledged: string;
  readonly unacknowledged: string;
  readonly opened: string;
  readonly openFor: (age: string) => string;
}

const boardWords: Readonly<Record<'en' | 'fr', BoardWords>> = {
  en: {
    openByAge: 'Open incidents by age',
    openByAgeSummary: (count, waiting, oldest) =>
      `${count === 1 ? '1 incident is' : `${count} incidents are`} open; ${waiting === 0 ? 'none waits for somebody' : `${waiting} ${waiting === 1 ? 'waits' : 'wait'} for somebody`}. The oldest was opened ${oldest} ago.`,
    openByAgeNote: (shown) => `Only the ${shown} most severe are shown.`,
    acknowledged: 'Somebody has it',
    unacknowledged: 'Nobody has it',
    opened: 'Opened',
    openFor: (age) => `open for ${age}`,
  },
  fr: {
    openByAge: 'Incidents ouverts selon l’âge',
    openByAgeSummary: (count, waiting, oldest) =>
      `${count === 1 ? '1 incident est ouvert' : `${count} incidents sont ouverts`}; ${waiting === 0 ? 'aucun n’attend quelqu’un' : `${waiting} ${waiting === 1 ? 'attend' : 'attendent'} quelqu’un`}. Le plus ancien a été ouvert il y a ${oldest}.`,
    openByAgeNote: (shown) => `Seuls les ${shown} plus graves sont montrés.`,
    acknowledged: 'Pris en charge',
    unacknowledged: 'Sans réponse',
    opened: 'Ouvert',
    openFor: (age) => `ouvert depuis ${age}`,
  },
};

export function useBoardWords(): BoardWords {
  return boardWords[useWords().words.language];
}
