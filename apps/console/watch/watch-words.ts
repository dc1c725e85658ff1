import { useWords } from '../words/use-words.js';

type OverrideKind = 'replace' | 'add' | 'remove';

/** Every text of the watch's page. */
export interface WatchWords {
  readonly title: string;
  readonly now: string;
  readonly until: (when: string) => string;
  /** `when`: unless it is when the shift before ends. */
  readonly next: (names: string, when: string | null) => string;
  readonly nobody: string;
  readonly gaps: (count: number) => string;
  readonly noGaps: string;
  readonly gap: (schedule: string, from: string, to: string) => string;
  readonly unconfirmed: string;
  readonly unconfirmedShift: (name: string, schedule: string, from: string) => string;
  readonly calendar: string;
  readonly schedule: string;
  readonly span: string;
  readonly earlier: string;
  readonly later: string;
  readonly today: string;
  readonly showLayers: string;
  readonly changedMark: string;
  readonly gapMark: string;
  readonly overrides: string;
  readonly noOverrides: string;
  readonly override: (kind: OverrideKind, person: string, replaces: string | null) => string;
  readonly takeOff: (what: string) => string;
  readonly remove: string;
  readonly newOverride: string;
  readonly what: string;
  readonly kinds: Readonly<Record<OverrideKind, string>>;
  readonly person: string;
  readonly replaces: string;
  readonly whoever: string;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly reasonHint: string;
  readonly preview: string;
  readonly previewEmpty: string;
  readonly becomes: string;
  readonly unchanged: string;
  readonly wrongOrder: string;
  readonly saveOverride: string;
  readonly saved: string;
  readonly editLayers: string;
  readonly editLayersHint: string;
  readonly layer: (place: number) => string;
  readonly layerTools: Readonly<Record<'up' | 'down' | 'remove', (place: number) => string>>;
  readonly newLayer: string;
  readonly scheduleName: string;
  readonly layerName: string;
  readonly zone: string;
  readonly startsOn: string;
  readonly handoffAt: string;
  readonly every: string;
  readonly unit: string;
  readonly units: Readonly<Record<'hours' | 'days' | 'weeks' | 'months', string>>;
  readonly turns: string;
  readonly turn: (place: number) => string;
  readonly turnTools: Readonly<Record<'up' | 'down' | 'remove', (name: string) => string>>;
  readonly addTurn: string;
  readonly windows: string;
  readonly noWindows: string;
  readonly addWindow: string;
  readonly removeWindow: (place: number) => string;
  readonly days: Readonly<
    Record<'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday', string>
  >;
  readonly showPreview: string;
  readonly previewing: string;
  readonly stopPreview: string;
  readonly saveSchedule: string;
  readonly discard: string;
  readonly refused: string;
  readonly mine: string;
  readonly noShifts: string;
  readonly confirmed: string;
  readonly confirm: string;
  readonly offer: string;
  readonly offerTo: string;
  readonly anyone: string;
  readonly offerSwap: string;
  readonly cancel: string;
  readonly swaps: string;
  readonly noSwaps: string;
  readonly swap: (by: string, to: string | null) => string;
  readonly take: string;
  readonly withdraw: string;
  readonly handoffs: string;
  readonly handoff: (from: string | null, to: string) => string;
  readonly handoffOpen: (count: number) => string;
  readonly takeOver: string;
  readonly lapsed: string;
  readonly absences: string;
  readonly noAbsences: string;
  readonly absenceStates: Readonly<Record<'requested' | 'granted' | 'refused' | 'removed', string>>;
  readonly grant: string;
  readonly refuse: string;
  readonly newAbsence: string;
  readonly absenceHint: string;
  readonly saveAbsence: string;
  readonly feeds: string;
  readonly feedsHint: string;
  readonly feedOf: string;
  readonly myShifts: string;
  readonly makeFeed: string;
  readonly feedUrl: string;
  readonly feedOnce: string;
  readonly madeAt: string;
  readonly revoke: (of: string) => string;
}

const en: WatchWords = {
  title: 'Watch',
  now: 'On duty now',
  until: (when) => `until ${when}`,
  next: (names, when) => (when === null ? `then ${names}` : `then ${names}, ${when}`),
  nobody: 'Nobody',
  gaps: (count) => (count === 1 ? '1 gap in the coming 14 days' : `${count} gaps in the coming 14 days`),
  noGaps: 'No gap in the coming 14 days.',
  gap: (schedule, from, to) => `${schedule}: nobody from ${from} to ${to}`,
  unconfirmed: 'Not confirmed, within 24 hours',
  unconfirmedShift: (name, schedule, from) => `${name}, ${schedule}, from ${from}`,
  calendar: 'Calendar',
  schedule: 'Schedule',
  span: 'Show',
  earlier: 'Earlier',
  later: 'Later',
  today: 'Today',
  showLayers: 'Show the layers',
  changedMark: 'changed',
  gapMark: 'Nobody: a gap',
  overrides: 'Overrides',
  noOverrides: 'None in the days shown.',
  override: (kind, person, replaces) =>
    ({
      replace: `${person} instead of ${replaces ?? 'whoever is on duty'}`,
      add: `${person} as well`,
      remove: `without ${person}`,
    })[kind],
  takeOff: (what) => `Remove the override: ${what}`,
  remove: 'Remove',
  newOverride: 'Change who is on duty',
  what: 'What changes',
  kinds: { replace: 'Somebody instead', add: 'Somebody as well', remove: 'Without somebody' },
  person: 'Who',
  replaces: 'Instead of',
  whoever: 'Whoever is on duty',
  from: 'From',
  to: 'To',
  reason: 'Reason',
  reasonHint: 'Seen by everyone on the watch.',
  preview: 'What it changes',
  previewEmpty: 'Choose a time to see what it changes.',
  becomes: 'becomes',
  unchanged: 'stays as it is',
  wrongOrder: 'The end must be after the beginning.',
  saveOverride: 'Save override',
  saved: 'Saved.',
  editLayers: 'Edit the schedule',
  editLayersHint: 'A later layer takes over from an earlier one. The change counts from the next page on.',
  layer: (place) => `Layer ${place}`,
  layerTools: {
    up: (place) => `Move layer ${place} up`,
    down: (place) => `Move layer ${place} down`,
    remove: (place) => `Remove layer ${place}`,
  },
  newLayer: 'Add a layer',
  scheduleName: 'Name of the schedule',
  layerName: 'Name of the layer',
  zone: 'Time zone',
  startsOn: 'Starts on',
  handoffAt: 'Hand-off at',
  every: 'Turns of',
  unit: 'Unit',
  units: { hours: 'hours', days: 'days', weeks: 'weeks', months: 'months' },
  turns: 'Who takes turns, in this order',
  turn: (place) => `Turn ${place}`,
  turnTools: {
    up: (name) => `${name} one turn earlier`,
    down: (name) => `${name} one turn later`,
    remove: (name) => `Take ${name} out of the turns`,
  },
  addTurn: 'Add a turn',
  windows: 'Only at these hours',
  noWindows: 'At all hours.',
  addWindow: 'Add hours',
  removeWindow: (place) => `Remove hours ${place}`,
  days: {
    monday: 'Mon',
    tuesday: 'Tue',
    wednesday: 'Wed',
    thursday: 'Thu',
    friday: 'Fri',
    saturday: 'Sat',
    sunday: 'Sun',
  },
  showPreview: 'Show in the calendar',
  previewing: 'The calendar shows what you wrote. It is not saved.',
  stopPreview: 'Show it as it is',
  saveSchedule: 'Save schedule',
  discard: 'Discard changes',
  refused: 'Not saved. Mend what is marked.',
  mine: 'My shifts, 14 days',
  noShifts: 'You have none.',
  confirmed: 'Confirmed',
  confirm: 'Confirm',
  offer: 'Offer a swap',
  offerTo: 'Offer to',
  anyone: 'Anyone who is free',
  offerSwap: 'Offer this shift',
  cancel: 'Cancel',
  swaps: 'Swaps on offer',
  noSwaps: 'Nobody offers time.',
  swap: (by, to) => (to === null ? `${by} offers to anyone` : `${by} offers to ${to}`),
  take: 'Take it',
  withdraw: 'Withdraw',
  handoffs: 'Hand-offs',
  handoff: (from, to) => (from === null ? `To ${to}` : `From ${from} to ${to}`),
  handoffOpen: (count) =>
    count === 0 ? 'nothing is open' : count === 1 ? '1 incident is open' : `${count} incidents are open`,
  takeOver: 'Take over',
  lapsed: 'Nobody took over in time',
  absences: 'Absences',
  noAbsences: 'None in the coming 14 days.',
  absenceStates: { requested: 'asked for', granted: 'granted', refused: 'refused', removed: 'removed' },
  grant: 'Grant',
  refuse: 'Refuse',
  newAbsence: 'New absence',
  absenceHint: 'A responder’s counts once a manager has granted it.',
  saveAbsence: 'Save absence',
  feeds: 'Calendar feed',
  feedsHint:
    'A secret address for a calendar program. Whoever has it sees the shifts; revoke it when it was shown to others.',
  feedOf: 'Feed of',
  myShifts: 'My own shifts',
  makeFeed: 'Make an address',
  feedUrl: 'Secret address',
  feedOnce: 'Copy it now: it is shown this once.',
  madeAt: 'made',
  revoke: (of) => `Revoke: ${of}`,
};

const fr: WatchWords = {
  title: 'Garde',
  now: 'De garde en ce moment',
  until: (when) => `jusqu’à ${when}`,
  next: (names, when) => (when === null ? `puis ${names}` : `puis ${names}, ${when}`),
  nobody: 'Personne',
  gaps: (count) => (count === 1 ? '1 trou dans les 14 prochains jours' : `${count} trous dans les 14 prochains jours`),
  noGaps: 'Aucun trou dans les 14 prochains jours.',
  gap: (schedule, from, to) => `${schedule}\u00A0: personne de ${from} à ${to}`,
  unconfirmed: 'Non confirmés, d’ici 24 heures',
  unconfirmedShift: (name, schedule, from) => `${name}, ${schedule}, dès ${from}`,
  calendar: 'Calendrier',
  schedule: 'Horaire',
  span: 'Afficher',
  earlier: 'Avant',
  later: 'Après',
  today: 'Aujourd’hui',
  showLayers: 'Montrer les couches',
  changedMark: 'modifié',
  gapMark: 'Personne\u00A0: un trou',
  overrides: 'Remplacements',
  noOverrides: 'Aucun dans les jours affichés.',
  override: (kind, person, replaces) =>
    ({
      replace: `${person} au lieu de ${replaces ?? 'la personne de garde'}`,
      add: `${person} en plus`,
      remove: `sans ${person}`,
    })[kind],
  takeOff: (what) => `Retirer le remplacement\u00A0: ${what}`,
  remove: 'Retirer',
  newOverride: 'Changer qui est de garde',
  what: 'Ce qui change',
  kinds: { replace: 'Quelqu’un à la place', add: 'Quelqu’un en plus', remove: 'Sans quelqu’un' },
  person: 'Qui',
  replaces: 'Au lieu de',
  whoever: 'La personne de garde',
  from: 'De',
  to: 'À',
  reason: 'Raison',
  reasonHint: 'Visible pour toute l’équipe de garde.',
  preview: 'Ce que cela change',
  previewEmpty: 'Choisissez un moment pour voir ce que cela change.',
  becomes: 'devient',
  unchanged: 'reste tel quel',
  wrongOrder: 'La fin doit suivre le début.',
  saveOverride: 'Enregistrer le remplacement',
  saved: 'Enregistré.',
  editLayers: 'Modifier l’horaire',
  editLayersHint: 'Une couche qui suit l’emporte sur celle qui précède. Le changement compte dès le prochain appel.',
  layer: (place) => `Couche ${place}`,
  layerTools: {
    up: (place) => `Monter la couche ${place}`,
    down: (place) => `Descendre la couche ${place}`,
    remove: (place) => `Retirer la couche ${place}`,
  },
  newLayer: 'Ajouter une couche',
  scheduleName: 'Nom de l’horaire',
  layerName: 'Nom de la couche',
  zone: 'Fuseau horaire',
  startsOn: 'Commence le',
  handoffAt: 'Relève à',
  every: 'Tours de',
  unit: 'Unité',
  units: { hours: 'heures', days: 'jours', weeks: 'semaines', months: 'mois' },
  turns: 'Qui prend la garde, dans cet ordre',
  turn: (place) => `Tour ${place}`,
  turnTools: {
    up: (name) => `${name} un tour plus tôt`,
    down: (name) => `${name} un tour plus tard`,
    remove: (name) => `Retirer ${name} des tours`,
  },
  addTurn: 'Ajouter un tour',
  windows: 'Seulement à ces heures',
  noWindows: 'À toute heure.',
  addWindow: 'Ajouter des heures',
  removeWindow: (place) => `Retirer les heures ${place}`,
  days: {
    monday: 'lun.',
    tuesday: 'mar.',
    wednesday: 'mer.',
    thursday: 'jeu.',
    friday: 'ven.',
    saturday: 'sam.',
    sunday: 'dim.',
  },
  showPreview: 'Montrer dans le calendrier',
  previewing: 'Le calendrier montre ce que vous avez écrit. Ce n’est pas enregistré.',
  stopPreview: 'Le montrer tel qu’il est',
  saveSchedule: 'Enregistrer l’horaire',
  discard: 'Abandonner les modifications',
  refused: 'Non enregistré. Corrigez ce qui est marqué.',
  mine: 'Mes quarts, 14 jours',
  noShifts: 'Vous n’en avez aucun.',
  confirmed: 'Confirmé',
  confirm: 'Confirmer',
  offer: 'Proposer un échange',
  offerTo: 'Proposer à',
  anyone: 'Toute personne libre',
  offerSwap: 'Proposer ce quart',
  cancel: 'Annuler',
  swaps: 'Échanges proposés',
  noSwaps: 'Personne ne propose de temps.',
  swap: (by, to) => (to === null ? `${by} propose à tous` : `${by} propose à ${to}`),
  take: 'Le prendre',
  withdraw: 'Retirer l’offre',
  handoffs: 'Relèves',
  handoff: (from, to) => (from === null ? `Vers ${to}` : `De ${from} à ${to}`),
  handoffOpen: (count) =>
    count === 0 ? 'rien n’est ouvert' : count === 1 ? '1 incident est ouvert' : `${count} incidents sont ouverts`,
  takeOver: 'Prendre la relève',
  lapsed: 'Personne n’a pris la relève à temps',
  absences: 'Absences',
  noAbsences: 'Aucune dans les 14 prochains jours.',
  absenceStates: { requested: 'demandée', granted: 'accordée', refused: 'refusée', removed: 'retirée' },
  grant: 'Accorder',
  refuse: 'Refuser',
  newAbsence: 'Nouvelle absence',
  absenceHint: 'Celle d’un intervenant compte dès qu’un gestionnaire l’a accordée.',
  saveAbsence: 'Enregistrer l’absence',
  feeds: 'Flux de calendrier',
  feedsHint:
    'Une adresse secrète pour un logiciel de calendrier. Quiconque la possède voit les quarts\u00A0; révoquez-la si d’autres l’ont vue.',
  feedOf: 'Flux de',
  myShifts: 'Mes propres quarts',
  makeFeed: 'Créer une adresse',
  feedUrl: 'Adresse secrète',
  feedOnce: 'Copiez-la maintenant\u00A0: elle n’est montrée qu’une fois.',
  madeAt: 'créé',
  revoke: (of) => `Révoquer\u00A0: ${of}`,
};

export const watchWords = { en, fr } as const;

/** The words of the watch's page in the language of the screen. */
export function useWatchWords(): WatchWords {
  return watchWords[useWords().words.language];
}
