import { useWords } from '../words/use-words.js';

type State = 'before' | 'after' | 'closed';

/** Every text of the page of elections. */
export interface ElectionsWords {
  readonly title: string;
  readonly intro: string;
  readonly none: string;
  readonly states: Readonly<Record<State, string>>;
  readonly pollingDay: string;
  readonly zone: string;
  readonly opened: string;
  readonly lastDay: string;
  readonly closes: string;
  readonly closed: string;
  readonly incidents: string;
  readonly counts: (all: number, open: number) => string;
  readonly candidates: string;
  readonly yours: (moment: string) => string;
  readonly in: (length: string) => string;
  readonly noGaps: string;
  readonly gaps: (count: number, from: string, to: string) => string;
  /** A day that the hotline begins at midnight there begins at another hour in this browser. */
  readonly clocksDiffer: (zone: string) => string;
  readonly cutoff: string;
  readonly follows: readonly string[];
  readonly law: string;
}

const en: ElectionsWords = {
  title: 'Elections and windows',
  intro: 'Which elections the hotline serves, and until when. They are named in election.yaml.',
  none: 'No election is configured: the hotline is closed.',
  states: { before: 'before polling day', after: 'after polling day, open', closed: 'closed' },
  pollingDay: 'Polling day',
  zone: 'Time zone',
  opened: 'Served since',
  lastDay: 'Last day of service',
  closes: 'The window closes',
  closed: 'Cutoff carried out',
  incidents: 'Incidents so far',
  counts: (all, open) => `${all}, of which ${open} open`,
  candidates: 'Candidates in the directory',
  yours: (moment) => `${moment} yours`,
  in: (length) => `in ${length}`,
  noGaps: 'Somebody is on duty at all times until then.',
  gaps: (count, from, to) =>
    `${count === 1 ? '1 time' : `${count} times`} at which nobody is on duty, the first from ${from} to ${to}.`,
  clocksDiffer: (zone) =>
    `This browser and the hotline do not agree about the clocks of ${zone}: what the hotline takes for midnight is another hour here. One of the two has old time-zone rules. The hotline’s are on the page Configuration, and come with Node.js; tell whoever runs it.`,
  cutoff: 'When the last window closes',
  follows: [
    'Reports are still stored and answered, with where to turn instead.',
    'Nobody is paged any more, and running escalations end.',
    'Open incidents stay in the console, as the list to hand over.',
  ],
  law: 'A month is counted as the Interpretation Act counts it (R.S.C. 1985, c. I-21, s. 28): the day of the same number in the following month, or that month’s last day.',
};

const fr: ElectionsWords = {
  title: 'Élections et périodes',
  intro: 'Quelles élections la ligne dessert, et jusqu’à quand. Elles sont nommées dans election.yaml.',
  none: 'Aucune élection n’est configurée\u00A0: la ligne est fermée.',
  states: { before: 'avant le jour du scrutin', after: 'après le jour du scrutin, ouverte', closed: 'fermée' },
  pollingDay: 'Jour du scrutin',
  zone: 'Fuseau horaire',
  opened: 'Desservie depuis',
  lastDay: 'Dernier jour de service',
  closes: 'Fin de la période',
  closed: 'Fermeture effectuée',
  incidents: 'Incidents jusqu’ici',
  counts: (all, open) => `${all}, dont ${open} ouverts`,
  candidates: 'Candidats au répertoire',
  yours: (moment) => `${moment} pour vous`,
  in: (length) => `dans ${length}`,
  noGaps: 'Quelqu’un est de garde en tout temps jusque-là.',
  gaps: (count, from, to) =>
    `${count === 1 ? '1 moment' : `${count} moments`} sans personne de garde, le premier du ${from} au ${to}.`,
  clocksDiffer: (zone) =>
    `Ce navigateur et la ligne ne s’entendent pas sur les horloges de ${zone}\u00A0: ce que la ligne tient pour minuit est une autre heure ici. L’un des deux a d’anciennes règles de fuseaux horaires. Celles de la ligne sont à la page Configuration et viennent avec Node.js; avisez qui l’exploite.`,
  cutoff: 'Quand la dernière période se termine',
  follows: [
    'Les signalements sont encore conservés et reçoivent une réponse, avec où s’adresser.',
    'Plus personne n’est alerté, et les escalades en cours prennent fin.',
    'Les incidents ouverts restent dans la console\u00A0: c’est la liste à transmettre.',
  ],
  law: 'Un mois se compte comme le veut la Loi d’interprétation (L.R.C. 1985, ch. I-21, art. 28)\u00A0: le quantième correspondant du mois suivant ou, à défaut, le dernier jour de ce mois.',
};

export function useElectionsWords(): ElectionsWords {
  return { en, fr }[useWords().words.language];
}
