import type { IncidentRow, Language } from '#contracts';
import { useWords } from '../words/use-words.js';

type Promised = NonNullable<IncidentRow['breach']>['promise'];

interface QueueWords {
  readonly filters: string;
  readonly search: string;
  readonly searchHint: string;
  readonly state: string;
  readonly severity: string;
  readonly holder: string;
  readonly since: string;
  readonly category: string;
  readonly account: string;
  readonly party: string;
  readonly flag: string;
  readonly any: string;
  readonly open: string;
  readonly all: string;
  readonly me: string;
  readonly nobody: string;
  readonly noParty: string;
  readonly unacknowledged: string;
  readonly more: string;
  readonly clear: string;
  readonly sinces: Readonly<Record<'1h' | '6h' | '24h' | '7d', string>>;
  readonly flags: Readonly<Record<'life-safety' | 'violence' | 'foreign-interference', string>>;
  readonly nothing: string;
  readonly count: (count: number, isMore: boolean) => string;
  readonly promise: Readonly<Record<Promised, string>>;
  readonly dueIn: (left: string) => string;
  readonly lateBy: (time: string) => string;
  readonly why: string;
  readonly said: (evidence: string) => string;
  readonly take: string;
  readonly takeOf: (reference: string) => string;
  readonly notTaken: (reference: string, why: string) => string;
  readonly select: (reference: string) => string;
  readonly selected: (count: number) => string;
  readonly selection: string;
  readonly reason: string;
  readonly usualReason: string;
  readonly close: string;
  readonly closing: string;
  readonly unselect: string;
  readonly closed: (count: number) => string;
  readonly reopened: (count: number) => string;
  readonly undo: string;
  readonly dismiss: string;
  readonly tooMany: (most: number) => string;
}

const nbsp = '\u00a0';

const en: QueueWords = {
  filters: 'Narrow the queue',
  search: 'Search',
  searchHint: 'Reference, words, party',
  state: 'State',
  severity: 'Severity',
  holder: 'Whose',
  since: 'Opened',
  category: 'Kind of incident',
  account: 'Kind of account',
  party: 'Party',
  flag: 'Mark',
  any: 'Any',
  open: 'Open',
  all: 'All',
  me: 'Mine',
  nobody: 'Nobody’s',
  noParty: 'No party known',
  unacknowledged: 'Only unacknowledged',
  more: 'More filters',
  clear: 'Clear filters',
  sinces: {
    '1h': 'In the last hour',
    '6h': 'In the last 6 hours',
    '24h': 'In the last 24 hours',
    '7d': 'In the last 7 days',
  },
  flags: { 'life-safety': 'Life safety', violence: 'Violence', 'foreign-interference': 'Foreign interference' },
  nothing: 'No incident fits these filters.',
  count: (count, isMore) =>
    isMore ? `more than ${count} incidents` : `${count} ${count === 1 ? 'incident' : 'incidents'}`,
  promise: { acknowledge: 'To acknowledge', contact: 'To contact' },
  dueIn: (left) => `in ${left}`,
  lateBy: (time) => `late by ${time}`,
  why: 'Why',
  said: (evidence) => `“${evidence}”`,
  take: 'Acknowledge',
  takeOf: (reference) => `Acknowledge ${reference}`,
  notTaken: (reference, why) => `${reference} is not yours. ${why}`,
  select: (reference) => `Select ${reference}`,
  selected: (count) => `${count} selected`,
  selection: 'Selected incidents',
  reason: 'Reason',
  usualReason: 'Junk: not an incident',
  close: 'Close as junk',
  closing: 'Closing…',
  unselect: 'Select none',
  closed: (count) => `${count} closed as junk.`,
  reopened: (count) => `${count} reopened.`,
  undo: 'Undo',
  dismiss: 'Dismiss',
  tooMany: (most) => `At most ${most} at once.`,
};

const fr: QueueWords = {
  filters: 'Restreindre la file',
  search: 'Chercher',
  searchHint: 'Référence, mots, parti',
  state: 'État',
  severity: 'Gravité',
  holder: 'À qui',
  since: 'Ouverture',
  category: 'Type d’incident',
  account: 'Type de compte',
  party: 'Parti',
  flag: 'Mention',
  any: 'Indifférent',
  open: 'Ouverts',
  all: 'Tous',
  me: 'À moi',
  nobody: 'À personne',
  noParty: 'Parti inconnu',
  unacknowledged: 'Sans réponse seulement',
  more: 'Autres filtres',
  clear: 'Effacer les filtres',
  sinces: {
    '1h': 'Depuis une heure',
    '6h': 'Depuis 6 heures',
    '24h': 'Depuis 24 heures',
    '7d': 'Depuis 7 jours',
  },
  flags: { 'life-safety': 'Vie en danger', violence: 'Violence', 'foreign-interference': 'Ingérence étrangère' },
  nothing: 'Aucun incident ne correspond à ces filtres.',
  count: (count, isMore) =>
    isMore ? `plus de ${count} incidents` : `${count} ${count < 2 ? 'incident' : 'incidents'}`,
  promise: { acknowledge: 'À prendre en charge', contact: 'À joindre' },
  dueIn: (left) => `dans ${left}`,
  lateBy: (time) => `en retard de ${time}`,
  why: 'Pourquoi',
  said: (evidence) => `«${nbsp}${evidence}${nbsp}»`,
  take: 'Prendre en charge',
  takeOf: (reference) => `Prendre en charge ${reference}`,
  notTaken: (reference, why) => `${reference} n’est pas à vous. ${why}`,
  select: (reference) => `Choisir ${reference}`,
  selected: (count) => `${count} ${count < 2 ? 'choisi' : 'choisis'}`,
  selection: 'Incidents choisis',
  reason: 'Motif',
  usualReason: 'Indésirable, pas un incident',
  close: 'Clore comme indésirables',
  closing: 'Clôture…',
  unselect: 'Ne rien choisir',
  closed: (count) => `${count} ${count < 2 ? 'clos comme indésirable' : 'clos comme indésirables'}.`,
  reopened: (count) => `${count} ${count < 2 ? 'rouvert' : 'rouverts'}.`,
  undo: 'Annuler',
  dismiss: 'Masquer',
  tooMany: (most) => `Au plus ${most} à la fois.`,
};

export const queueWords: Readonly<Record<Language, QueueWords>> = { en, fr };

export function useQueueWords(): QueueWords {
  return queueWords[useWords().words.language];
}
