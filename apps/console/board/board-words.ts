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
  readonly openNow: string;
  /** For whoever hears the link alone. */
  readonly openOf: (count: number, severity: string) => string;
  readonly waitingOf: (count: number, severity: string) => string;
  readonly nobodyHas: (count: number) => string;
  readonly nextPromise: string;
  readonly promise: Readonly<Record<'acknowledge' | 'contact', string>>;
  readonly left: string;
  readonly overdueBy: string;
  readonly overdue: (count: number) => string;
  readonly kept: string;
  readonly toWatch: string;
  readonly toMeasures: string;
  readonly doors: string;
  readonly toHealth: string;
  readonly holds: string;
  readonly wrong: (count: number) => string;
  readonly door: Readonly<Record<'api' | 'email' | 'sms', string>>;
  readonly worked: string;
  readonly underWay: string;
  readonly notTried: string;
  readonly audit: string;
  readonly auditBroken: string;
  readonly auditNever: string;
  readonly ago: (age: string) => string;
  readonly week: string;
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
    openNow: 'Open now',
    openOf: (count, severity) => `${severity}: ${count} open`,
    waitingOf: (count, severity) => `${severity}: nobody has ${count}`,
    nobodyHas: (count) => `nobody has ${count}`,
    nextPromise: 'Next due, of the most severe',
    promise: { acknowledge: 'Somebody must have it', contact: 'The reporter must hear from us' },
    left: 'left',
    overdueBy: 'overdue',
    overdue: (count) => (count === 1 ? '1 past its target' : `${count} past their target`),
    kept: 'Every open incident has somebody, and its reporter has heard from us.',
    toWatch: 'Watch',
    toMeasures: 'Measures',
    doors: 'Doors and self-test',
    toHealth: 'Health',
    holds: 'All well',
    wrong: (count) => (count === 1 ? '1 thing is wrong' : `${count} things are wrong`),
    door: { api: 'Web', email: 'Email', sms: 'Text' },
    worked: 'worked',
    underWay: 'under way',
    notTried: 'not tried yet',
    audit: 'Audit of promises',
    auditBroken: 'broken',
    auditNever: 'never',
    ago: (age) => `${age} ago`,
    week: 'last seven days',
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
    openNow: 'Ouverts maintenant',
    openOf: (count, severity) => `${severity}\u00a0: ${count} ${count > 1 ? 'ouverts' : 'ouvert'}`,
    waitingOf: (count, severity) => `${severity}\u00a0: ${count} sans réponse`,
    nobodyHas: (count) => `${count} sans réponse`,
    nextPromise: 'Prochaine échéance, parmi les plus graves',
    promise: { acknowledge: 'Quelqu’un doit s’en charger', contact: 'La personne doit avoir de nos nouvelles' },
    left: 'restant',
    overdueBy: 'de retard',
    overdue: (count) => (count === 1 ? '1 hors délai' : `${count} hors délai`),
    kept: 'Chaque incident ouvert est pris en charge, et la personne a eu de nos nouvelles.',
    toWatch: 'Garde',
    toMeasures: 'Mesures',
    doors: 'Voies d’entrée et autotest',
    toHealth: 'Santé',
    holds: 'Tout va bien',
    wrong: (count) => (count === 1 ? '1 chose ne va pas' : `${count} choses ne vont pas`),
    door: { api: 'Web', email: 'Courriel', sms: 'Texto' },
    worked: 'réussi',
    underWay: 'en cours',
    notTried: 'pas encore essayé',
    audit: 'Vérification des promesses',
    auditBroken: 'rompues',
    auditNever: 'jamais',
    ago: (age) => `il y a ${age}`,
    week: 'sept derniers jours',
  },
};

export function useBoardWords(): BoardWords {
  return boardWords[useWords().words.language];
}
