import { useWords } from '../words/use-words.js';

/** Every text of the page of many timelines. */
export interface TimelinesWords {
  readonly title: string;
  readonly menu: string;
  readonly intro: string;
  readonly severity: string;
  readonly party: string;
  readonly any: string;
  readonly plot: (count: number) => string;
  readonly summary: (shown: number, total: number, from: string, to: string) => string;
  readonly cut: (shown: number, total: number) => string;
  readonly nothing: string;
  readonly nothingHint: string;
  readonly badTime: string;
  readonly onDuty: string;
  readonly nobody: string;
  readonly pollingDay: (name: string) => string;
  readonly windowCloses: (name: string) => string;
  readonly now: string;
  readonly acknowledged: string;
  readonly contacted: string;
  readonly reference: string;
  readonly kind: string;
  readonly state: string;
  readonly reported: string;
  readonly phases: string;
  readonly openHint: string;
  readonly noShifts: string;
}

const en: TimelinesWords = {
  title: 'Timelines',
  menu: 'Timelines',
  intro:
    'The incidents that were opened in a time, each from its report on, with who was on duty, polling day and the end of the window.',
  severity: 'Severity',
  party: 'Party',
  any: 'All',
  plot: (count) => (count === 1 ? '1 incident' : `${count} incidents`),
  summary: (shown, total, from, to) =>
    `${shown === total ? `${total} incidents` : `${shown} of ${total} incidents`}, ${from} to ${to}, the most severe above.`,
  cut: (shown, total) =>
    `${shown} of ${total} are shown: the most severe, and of those the latest. Narrow the time, the severity or the party to see the others.`,
  nothing: 'No incident was opened in this time.',
  nothingHint: 'Choose a longer time, or all severities and parties.',
  badTime: 'There is no such time. Choose another.',
  onDuty: 'On duty',
  nobody: 'Nobody',
  pollingDay: (name) => `Polling day: ${name}`,
  windowCloses: (name) => `The window closes: ${name}`,
  now: 'Now',
  acknowledged: 'Acknowledged',
  contacted: 'First word to the reporter',
  reference: 'Reference',
  kind: 'Kind',
  state: 'State',
  reported: 'Reported',
  phases: 'Phases',
  openHint: '▲ somebody took it, ● the reporter heard from us. A click on a bar, or Enter, opens the incident.',
  noShifts: 'Shifts are shown for times of up to 62 days.',
};

const fr: TimelinesWords = {
  title: 'Chronologies',
  menu: 'Chronologies',
  intro:
    'Les incidents ouverts pendant une période, chacun depuis son signalement, avec la garde, le jour du scrutin et la fin de la période de service.',
  severity: 'Gravité',
  party: 'Parti',
  any: 'Tous',
  plot: (count) => (count === 1 ? '1 incident' : `${count} incidents`),
  summary: (shown, total, from, to) =>
    `${shown === total ? `${total} incidents` : `${shown} incidents sur ${total}`}, du ${from} au ${to}, les plus graves en haut.`,
  cut: (shown, total) =>
    `${shown} sur ${total} sont montrés\u00A0: les plus graves et, parmi eux, les plus récents. Restreignez la période, la gravité ou le parti pour voir les autres.`,
  nothing: 'Aucun incident n’a été ouvert pendant cette période.',
  nothingHint: 'Choisissez une période plus longue, ou toutes les gravités et tous les partis.',
  badTime: 'Cette période n’existe pas. Choisissez-en une autre.',
  onDuty: 'De garde',
  nobody: 'Personne',
  pollingDay: (name) => `Jour du scrutin\u00A0: ${name}`,
  windowCloses: (name) => `Fin de la période de service\u00A0: ${name}`,
  now: 'Maintenant',
  acknowledged: 'Pris en charge',
  contacted: 'Premier mot à la personne qui signale',
  reference: 'Référence',
  kind: 'Genre',
  state: 'État',
  reported: 'Signalé',
  phases: 'Phases',
  openHint:
    '▲ quelqu’un l’a pris en charge, ● la personne a eu de nos nouvelles. Un clic sur une barre, ou Entrée, ouvre l’incident.',
  noShifts: 'Les quarts sont montrés pour les périodes de 62 jours au plus.',
};

export const timelinesWords = { en, fr } as const;

export function useTimelinesWords(): TimelinesWords {
  return timelinesWords[useWords().words.language];
}
