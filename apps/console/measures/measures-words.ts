import type { MeasuredTime } from '#contracts';
import { useWords } from '../words/use-words.js';

/** Every text of the page of measures. */
export interface MeasuresWords {
  readonly menu: string;
  readonly title: string;
  readonly intro: string;
  readonly definitions: string;
  readonly period: string;
  readonly days: (days: number) => string;
  readonly election: (name: string) => string;
  readonly window: (name: string) => string;
  readonly custom: string;
  readonly from: string;
  readonly to: string;
  readonly show: string;
  readonly badDays: string;
  readonly between: (from: string, to: string) => string;
  readonly former: (from: string, to: string) => string;
  readonly print: string;
  readonly nothing: string;
  readonly nothingHint: string;
  readonly incidents: string;
  readonly reports: string;
  readonly before: (figure: string) => string;
  readonly all: string;
  readonly times: Readonly<Record<MeasuredTime, string>>;
  readonly timesMean: Readonly<Record<MeasuredTime, string>>;
  readonly median: string;
  readonly p90: string;
  readonly formerMedian: string;
  readonly target: string;
  readonly reached: string;
  readonly waiting: string;
  readonly within: string;
  readonly late: string;
  readonly severity: string;
  readonly timeSummary: (reached: number, incidents: number, median: string | null, p90: string | null) => string;
  readonly keptSummary: (within: number, of: number) => string;
  readonly tooFew: string;
  readonly takenWithin: string;
  readonly takenWithinSummary: (share: string, minutes: number) => string;
  readonly minutes: string;
  readonly share: string;
  readonly loadByHour: string;
  readonly loadByWeek: string;
  readonly loadSummary: (reports: number, hour: string) => string;
  readonly loadWeekSummary: (empty: number) => string;
  readonly perHour: string;
  readonly onDuty: string;
  readonly nobody: string;
  readonly hour: string;
  readonly weekday: string;
  readonly kinds: string;
  readonly kindsSummary: (kind: string, count: number, kinds: number) => string;
  readonly weekOf: string;
  readonly day: string;
  readonly otherKinds: string;
  readonly pages: string;
  readonly pagesSummary: (none: number, one: number, incidents: number) => string;
  readonly pagesOf: (pages: number) => string;
  readonly steps: string;
  readonly stepsSummary: (first: number, incidents: number) => string;
  readonly step: (step: number | null) => string;
  readonly reportChannels: string;
  readonly takenVia: string;
  readonly mostOf: (name: string, count: number, all: number) => string;
  readonly channel: string;
  readonly corrections: string;
  readonly correctionsSummary: (incidents: number, changes: number) => string;
  readonly noCorrections: string;
  readonly correction: string;
  readonly count: string;
  readonly field: Readonly<Record<string, string>>;
  readonly evenness: string;
  readonly evennessSummary: (parties: number, least: string, most: string) => string;
  readonly evennessHidden: string;
  readonly evennessLeftOut: (parties: number) => string;
  readonly party: string;
  readonly partyOf: (letter: string) => string;
}

const incidentsOf = (count: number) => (count === 1 ? '1 incident' : `${count} incidents`);

export const measuresWords: Readonly<Record<'en' | 'fr', MeasuresWords>> = {
  en: {
    menu: 'Measures',
    title: 'Measures',
    intro: 'How fast, how much, how even. Of the incidents that were opened in the period; no party is named.',
    definitions: 'What each figure means',
    period: 'Period',
    days: (days) => `Last ${days} days`,
    election: (name) => `${name}, until the end of polling day`,
    window: (name) => `${name}, service window`,
    custom: 'From day to day',
    from: 'First day',
    to: 'Last day',
    show: 'Show',
    badDays: 'Choose a first and a last day, at most 400 days apart.',
    between: (from, to) => `${from} to ${to}`,
    former: (from, to) => `Compared with ${from} to ${to}.`,
    print: 'Print',
    nothing: 'Nothing was reported in this period.',
    nothingHint: 'Choose another period. The measures appear with the first incident.',
    incidents: 'Incidents',
    reports: 'Reports',
    before: (figure) => `before: ${figure}`,
    all: 'All',
    times: {
      acknowledge: 'Time to acknowledge',
      contact: 'Time to first contact',
      contain: 'Time to contain',
      recover: 'Time to recover',
    },
    timesMean: {
      acknowledge: 'From the report until somebody has the incident.',
      contact: 'From the report until a person has written to the reporter.',
      contain: 'From the report until the attacker can do no more harm.',
      recover: 'From the report until everything works again.',
    },
    median: 'Median',
    p90: '90th percentile',
    formerMedian: 'Median before',
    target: 'Target',
    reached: 'Reached',
    waiting: 'Not yet',
    within: 'Within target',
    late: 'Past target',
    severity: 'Severity',
    timeSummary: (reached, incidents, median, p90) =>
      median === null || p90 === null
        ? `${reached} of ${incidentsOf(incidents)} so far: too few for a median.`
        : `Half within ${median}, nine of ten within ${p90}; ${reached} of ${incidentsOf(incidents)} so far.`,
    keptSummary: (within, of) => `${within} of ${of} within the target.`,
    tooFew: 'too few',
    takenWithin: 'Acknowledged within',
    takenWithinSummary: (share, minutes) => `Somebody had ${share} of all incidents within ${minutes} minutes.`,
    minutes: 'Minutes after the report',
    share: 'Share of incidents',
    loadByHour: 'Load by hour of the day, against staffing',
    loadByWeek: 'Load by hour of the week',
    loadSummary: (reports, hour) =>
      reports === 0 ? 'No reports came.' : `${reports} reports came; the busiest hour of the day began at ${hour}.`,
    loadWeekSummary: (empty) =>
      empty === 0
        ? 'Somebody was on duty in every hour of the week.'
        : `In ${empty === 1 ? '1 hour' : `${empty} hours`} of the week somebody was missing (✕).`,
    perHour: 'Reports in an hour',
    onDuty: 'People on duty',
    nobody: 'Nobody on duty for some of it',
    hour: 'Hour',
    weekday: 'Day',
    kinds: 'Kinds of incidents over time',
    kindsSummary: (kind, count, kinds) => `${kinds} kinds; most often ${kind} (${count}).`,
    weekOf: 'Week of',
    day: 'Day',
    otherKinds: 'All others',
    pages: 'Pages for each incident',
    pagesSummary: (none, one, incidents) => `Of ${incidentsOf(incidents)}, ${one} took one page and ${none} none.`,
    pagesOf: (pages) => (pages >= 10 ? '10 or more' : String(pages)),
    steps: 'Steps climbed',
    stepsSummary: (first, incidents) =>
      `${first} of ${incidentsOf(incidents)} went no further than the first step of their policy.`,
    step: (step) => (step === null ? 'From the first step again' : step === 0 ? 'Nobody was paged' : `Step ${step}`),
    reportChannels: 'Which way reports came',
    takenVia: 'Which way the acknowledging answer came',
    mostOf: (name, count, all) => `Most by ${name}: ${count} of ${all}.`,
    channel: 'Channel',
    corrections: 'Corrections of triage',
    correctionsSummary: (incidents, changes) =>
      `People corrected ${incidentsOf(incidents)} with ${changes === 1 ? '1 change' : `${changes} changes`}.`,
    noCorrections: 'Nobody corrected what the rules said.',
    correction: 'Correction',
    count: 'How often',
    field: { category: 'Kind', 'account-kind': 'Account', severity: 'Severity', link: 'Link between incidents' },
    evenness: 'Evenness between parties',
    evennessSummary: (parties, least, most) =>
      `Time to acknowledge of ${parties} parties: medians from ${least} to ${most}.`,
    evennessHidden:
      'Shown once at least three parties have three acknowledged incidents each. With fewer, one could tell which party is which.',
    evennessLeftOut: (parties) =>
      `${parties === 1 ? '1 party has' : `${parties} parties have`} fewer than three incidents and ${parties === 1 ? 'is' : 'are'} not shown.`,
    party: 'Party',
    partyOf: (letter) => `Party ${letter}`,
  },
  fr: {
    menu: 'Mesures',
    title: 'Mesures',
    intro: 'Vitesse, charge, équité. Selon les incidents ouverts pendant la période; aucun parti n’est nommé.',
    definitions: 'Ce que chaque chiffre veut dire',
    period: 'Période',
    days: (days) => `${days} derniers jours`,
    election: (name) => `${name}, jusqu’à la fin du jour du scrutin`,
    window: (name) => `${name}, période de service`,
    custom: 'D’un jour à l’autre',
    from: 'Premier jour',
    to: 'Dernier jour',
    show: 'Montrer',
    badDays: 'Choisissez un premier et un dernier jour, à 400 jours d’écart au plus.',
    between: (from, to) => `du ${from} au ${to}`,
    former: (from, to) => `Comparaison avec la période du ${from} au ${to}.`,
    print: 'Imprimer',
    nothing: 'Rien n’a été signalé pendant cette période.',
    nothingHint: 'Choisissez une autre période. Les mesures paraissent avec le premier incident.',
    incidents: 'Incidents',
    reports: 'Signalements',
    before: (figure) => `avant\u00a0: ${figure}`,
    all: 'Tous',
    times: {
      acknowledge: 'Délai de prise en charge',
      contact: 'Délai du premier contact',
      contain: 'Délai de maîtrise',
      recover: 'Délai de rétablissement',
    },
    timesMean: {
      acknowledge: 'Du signalement jusqu’à ce que quelqu’un se charge de l’incident.',
      contact: 'Du signalement jusqu’à ce qu’une personne ait écrit à qui a signalé.',
      contain: 'Du signalement jusqu’à ce que l’attaque ne puisse plus nuire.',
      recover: 'Du signalement jusqu’à ce que tout fonctionne de nouveau.',
    },
    median: 'Médiane',
    p90: '90e centile',
    formerMedian: 'Médiane avant',
    target: 'Cible',
    reached: 'Atteint',
    waiting: 'Pas encore',
    within: 'Dans le délai',
    late: 'Hors délai',
    severity: 'Gravité',
    timeSummary: (reached, incidents, median, p90) =>
      median === null || p90 === null
        ? `${reached} sur ${incidentsOf(incidents)} jusqu’ici\u00a0: trop peu pour une médiane.`
        : `La moitié en ${median} au plus, neuf sur dix en ${p90} au plus; ${reached} sur ${incidentsOf(incidents)} jusqu’ici.`,
    keptSummary: (within, of) => `${within} sur ${of} dans le délai visé.`,
    tooFew: 'trop peu',
    takenWithin: 'Pris en charge en',
    takenWithinSummary: (share, minutes) =>
      `Quelqu’un s’est chargé de ${share} de tous les incidents en ${minutes} minutes.`,
    minutes: 'Minutes après le signalement',
    share: 'Part des incidents',
    loadByHour: 'Charge selon l’heure du jour, et effectif',
    loadByWeek: 'Charge selon l’heure de la semaine',
    loadSummary: (reports, hour) =>
      reports === 0
        ? 'Aucun signalement n’est venu.'
        : `${reports} signalements sont venus; l’heure la plus chargée du jour commence à ${hour}.`,
    loadWeekSummary: (empty) =>
      empty === 0
        ? 'Quelqu’un était de garde à chaque heure de la semaine.'
        : `Pendant ${empty === 1 ? '1 heure' : `${empty} heures`} de la semaine, il manquait quelqu’un (✕).`,
    perHour: 'Signalements par heure',
    onDuty: 'Personnes de garde',
    nobody: 'Personne de garde pendant une partie',
    hour: 'Heure',
    weekday: 'Jour',
    kinds: 'Genres d’incidents au fil du temps',
    kindsSummary: (kind, count, kinds) => `${kinds} genres; le plus fréquent\u00a0: ${kind} (${count}).`,
    weekOf: 'Semaine du',
    day: 'Jour',
    otherKinds: 'Tous les autres',
    pages: 'Alertes par incident',
    pagesSummary: (none, one, incidents) =>
      `Sur ${incidentsOf(incidents)}, ${one} ont demandé une seule alerte et ${none} aucune.`,
    pagesOf: (pages) => (pages >= 10 ? '10 ou plus' : String(pages)),
    steps: 'Étapes gravies',
    stepsSummary: (first, incidents) =>
      `${first} sur ${incidentsOf(incidents)} n’ont pas dépassé la première étape de leur politique.`,
    step: (step) =>
      step === null ? 'De nouveau dès la première étape' : step === 0 ? 'Personne n’a été alerté' : `Étape ${step}`,
    reportChannels: 'Par où les signalements sont venus',
    takenVia: 'Par où la réponse de prise en charge est venue',
    mostOf: (name, count, all) => `Le plus souvent\u00a0: ${name}, ${count} sur ${all}.`,
    channel: 'Voie',
    corrections: 'Corrections du tri',
    correctionsSummary: (incidents, changes) =>
      `${incidentsOf(incidents)} ${incidents > 1 ? 'corrigés' : 'corrigé'}, en ${changes === 1 ? '1 changement' : `${changes} changements`}.`,
    noCorrections: 'Personne n’a corrigé ce que disaient les règles.',
    correction: 'Correction',
    count: 'Combien de fois',
    field: { category: 'Genre', 'account-kind': 'Compte', severity: 'Gravité', link: 'Lien entre incidents' },
    evenness: 'Équité entre les partis',
    evennessSummary: (parties, least, most) =>
      `Délai de prise en charge de ${parties} partis\u00a0: médianes de ${least} à ${most}.`,
    evennessHidden:
      'Paraît quand au moins trois partis ont chacun trois incidents pris en charge. Avec moins, on pourrait reconnaître les partis.',
    evennessLeftOut: (parties) =>
      `${parties === 1 ? '1 parti a' : `${parties} partis ont`} moins de trois incidents et ${parties === 1 ? 'ne paraît' : 'ne paraissent'} pas.`,
    party: 'Parti',
    partyOf: (letter) => `Parti ${letter}`,
  },
};

export function useMeasuresWords(): MeasuresWords {
  return measuresWords[useWords().words.language];
}
