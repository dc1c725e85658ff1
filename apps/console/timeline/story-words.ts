import { useWords } from '../words/use-words.js';
import type { Topic } from './story.js';

/** The words of a timeline as a story and as a plot. */
export interface StoryWords {
  readonly show: string;
  readonly topics: Readonly<Record<Topic, string>>;
  readonly nothing: string;
  readonly folded: (count: number) => string;
  readonly zones: (mine: string, election: string) => string;
  readonly lasted: (length: string) => string;
  readonly since: (length: string) => string;
  readonly print: string;
  readonly plot: string;
  readonly plotSummary: (phases: number, entries: number, from: string, to: string) => string;
  readonly phases: string;
  readonly phase: string;
  readonly from: string;
  readonly to: string;
  readonly length: string;
  readonly what: string;
  readonly who: string;
  readonly zoomHint: string;
}

const en: StoryWords = {
  show: 'Show',
  topics: {
    course: 'Course of the incident',
    paging: 'Paging and calls',
    conversation: 'Conversation',
    deliveries: 'Deliveries',
    record: 'Record',
  },
  nothing: 'Nothing of what is shown happened here.',
  folded: (count) => `${count} steps of sending`,
  zones: (mine, election) => `Times are in your zone (${mine}); below each, in the election’s (${election}).`,
  lasted: (length) => `for ${length}`,
  since: (length) => `${length} so far`,
  print: 'Print',
  plot: 'At a glance',
  plotSummary: (phases, entries, from, to) =>
    `${phases === 1 ? '1 phase' : `${phases} phases`} and ${entries === 1 ? '1 entry' : `${entries} entries`}, from ${from} to ${to}.`,
  phases: 'Phases',
  phase: 'Phase',
  from: 'From',
  to: 'To',
  length: 'Lasted',
  what: 'What',
  who: 'Who',
  zoomHint: 'Drag the ends of the bar below to look nearer; Ctrl and the wheel do the same.',
};

const fr: StoryWords = {
  show: 'Afficher',
  topics: {
    course: 'Cours de l’incident',
    paging: 'Appels de garde',
    conversation: 'Conversation',
    deliveries: 'Envois',
    record: 'Registre',
  },
  nothing: 'Rien de ce qui est affiché n’a eu lieu ici.',
  folded: (count) => `${count} étapes d’envoi`,
  zones: (mine, election) =>
    `Les heures sont celles de votre fuseau (${mine}); au-dessous, celles du scrutin (${election}).`,
  lasted: (length) => `pendant ${length}`,
  since: (length) => `depuis ${length}`,
  print: 'Imprimer',
  plot: 'En un coup d’œil',
  plotSummary: (phases, entries, from, to) =>
    `${phases === 1 ? '1 phase' : `${phases} phases`} et ${entries === 1 ? '1 inscription' : `${entries} inscriptions`}, du ${from} au ${to}.`,
  phases: 'Phases',
  phase: 'Phase',
  from: 'De',
  to: 'À',
  length: 'Durée',
  what: 'Quoi',
  who: 'Qui',
  zoomHint: 'Glissez les bouts de la barre ci-dessous pour regarder de plus près; Ctrl et la molette font de même.',
};

export function useStoryWords(): StoryWords {
  return { en, fr }[useWords().words.language];
}
