import type { SimulationView } from '#contracts';
import { useWords } from '../words/use-words.js';

type Way = SimulationView['pages'][number]['people'][number]['ways'][number]['kind'];
type Because = 'step' | 'gap' | 'snoozed' | 'unhandled' | 'nobody' | 'webhook' | 'found-nobody';
type Day = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday';

/** Every text of the policies' page. */
export interface PolicyWords {
  readonly title: string;
  /** Its name among the console's pages. */
  readonly menu: string;
  readonly intro: string;
  readonly list: string;
  readonly version: (version: number) => string;
  readonly changed: (by: string) => string;
  readonly faulty: string;
  readonly name: string;
  readonly steps: string;
  readonly step: (place: number) => string;
  readonly begins: (minutes: number) => string;
  readonly wakes: string;
  readonly wakesToo: string;
  readonly addTarget: string;
  readonly removeTarget: (name: string) => string;
  readonly wait: string;
  readonly up: (place: number) => string;
  readonly down: (place: number) => string;
  readonly remove: (place: number) => string;
  readonly addStep: string;
  readonly repeatAfter: string;
  readonly acknowledgements: string;
  readonly handleWithin: string;
  readonly snoozeAtMost: string;
  readonly unset: (usual: string) => string;
  readonly lastResort: (place: number, minutes: number) => string;
  readonly noLastResort: string;
  readonly save: string;
  readonly saving: string;
  readonly saved: string;
  readonly discard: string;
  readonly refused: string;
  readonly readOnly: string;
  readonly onDuty: (schedule: string) => string;
  readonly nextOnDuty: (schedule: string) => string;
  readonly team: (schedule: string) => string;
  readonly inTurn: (list: string) => string;
  readonly everyRole: Readonly<Record<'manager' | 'responder', string>>;
  readonly running: (count: number) => string;
  readonly older: (count: number) => string;
  readonly move: (count: number) => string;
  readonly moveHint: string;
  readonly moved: (count: number) => string;
  readonly simulation: string;
  readonly simulationHint: string;
  readonly severity: string;
  readonly kind: string;
  readonly day: string;
  readonly time: string;
  readonly asWritten: string;
  readonly asChosen: string;
  readonly which: string;
  readonly simulate: string;
  readonly byPolicy: (name: string, version: number) => string;
  readonly draft: string;
  readonly round: (round: number, step: number) => string;
  readonly because: Readonly<Record<Because, string>>;
  readonly way: (kind: Way, afterMinutes: number) => string;
  readonly noWay: string;
  readonly quiet: string;
  readonly inForce: (version: number) => string;
  readonly andSoOn: string;
  readonly newPolicy: string;
  readonly newPolicyName: string;
  readonly addPolicy: string;
  readonly rules: string;
  readonly rulesHint: string;
  readonly noRules: string;
  readonly always: string;
  readonly ruleUp: (place: number) => string;
  readonly ruleDown: (place: number) => string;
  readonly ruleRemove: (place: number) => string;
  readonly newRule: string;
  readonly anySeverity: string;
  readonly days: string;
  readonly dayNames: Readonly<Record<Day, string>>;
  readonly from: string;
  readonly to: string;
  readonly usePolicy: string;
  readonly addRule: string;
  readonly zoneOf: (zone: string) => string;
}

/** Who changed what comes from the roster file. */
const seededBy = 'service:roster';

const en: PolicyWords = {
  title: 'Escalation policies',
  menu: 'Policies',
  intro: 'Who is woken after whom, until somebody answers.',
  list: 'Policies',
  version: (version) => `edit ${version}`,
  changed: (by) => (by === seededBy ? 'from the roster file' : `changed by ${by}`),
  faulty: 'needs mending',
  name: 'Name',
  steps: 'Steps',
  step: (place) => `Step ${place}`,
  begins: (minutes) => (minutes === 0 ? 'at once' : `after ${minutes} min`),
  wakes: 'Wakes',
  wakesToo: 'and also',
  addTarget: 'Wake somebody else too',
  removeTarget: (name) => `Do not wake: ${name}`,
  wait: 'Waits, minutes',
  up: (place) => `Move step ${place} up`,
  down: (place) => `Move step ${place} down`,
  remove: (place) => `Remove step ${place}`,
  addStep: 'Add a step',
  repeatAfter: 'Minutes before it begins again',
  acknowledgements: 'People who must acknowledge',
  handleWithin: 'Minutes to act once acknowledged',
  snoozeAtMost: 'Longest snooze, minutes',
  unset: (usual) => `not set: ${usual}`,
  lastResort: (place, minutes) =>
    `Last resort: step ${place} wakes every manager, ${minutes === 0 ? 'at once' : `after ${minutes} minutes`}. Then it begins again, for as long as nobody answers.`,
  noLastResort: 'No step wakes every manager: this policy could end in silence and cannot be saved.',
  save: 'Save policy',
  saving: 'Saving…',
  saved: 'Saved. It counts for incidents that open from now on.',
  discard: 'Discard changes',
  refused: 'Not saved. Mend what is marked:',
  readOnly: 'Managers can change policies.',
  onDuty: (schedule) => `On duty: ${schedule}`,
  nextOnDuty: (schedule) => `Next on duty: ${schedule}`,
  team: (schedule) => `Everyone who takes turns: ${schedule}`,
  inTurn: (list) => `One in turn: ${list}`,
  everyRole: { manager: 'Every manager', responder: 'Every responder' },
  running: (count) =>
    count === 0
      ? 'No escalation runs by it now.'
      : count === 1
        ? '1 escalation runs by it now.'
        : `${count} escalations run by it now.`,
  older: (count) => (count === 1 ? '1 still goes by an earlier edit.' : `${count} still go by an earlier edit.`),
  move: (count) => (count === 1 ? 'Move it to this edit' : `Move ${count} to this edit`),
  moveHint: 'They stay at their step and are due no later. Nobody is woken by the move.',
  moved: (count) => (count === 1 ? '1 escalation was moved.' : `${count} escalations were moved.`),
  simulation: 'If nobody answers',
  simulationHint: 'Who would be called when, with the watch as it is planned. Nobody is woken.',
  severity: 'Severity',
  kind: 'Kind',
  day: 'Day',
  time: 'Time',
  which: 'Policy',
  asWritten: 'As written here',
  asChosen: 'As the rules choose',
  simulate: 'Show who is called',
  byPolicy: (name, version) => `By ${name}, edit ${version}`,
  draft: 'By the policy as written here',
  round: (round, step) => (round === 1 ? `step ${step}` : `step ${step}, round ${round}`),
  because: {
    step: '',
    gap: 'because a step found nobody',
    snoozed: 'put off before',
    unhandled: 'nothing was done',
    nobody: 'because nobody at all was found',
    webhook: 'outside service',
    'found-nobody': 'Nobody is on duty: skipped at once',
  },
  way: (kind, after) => {
    const name = { push: 'push', sms: 'text', voice: 'call', email: 'mail' }[kind];
    return after === 0 ? name : `${name} after ${after} min`;
  },
  noWay: 'nothing reaches them',
  quiet: 'quiet hours: nothing that rings',
  inForce: (version) => `By the policy in force, edit ${version}`,
  andSoOn: 'And so on, until somebody answers.',
  newPolicy: 'New policy',
  newPolicyName: 'Name of the new policy',
  addPolicy: 'Add policy',
  rules: 'Which incidents get another policy',
  rulesHint: 'The first rule that fits counts. Without one, the policy of the severity does.',
  noRules: 'No rules: each severity has its own policy.',
  always: 'Every incident',
  ruleUp: (place) => `Move rule ${place} up`,
  ruleDown: (place) => `Move rule ${place} down`,
  ruleRemove: (place) => `Remove rule ${place}`,
  newRule: 'New rule',
  anySeverity: 'Any severity',
  days: 'Days',
  dayNames: {
    monday: 'Mon',
    tuesday: 'Tue',
    wednesday: 'Wed',
    thursday: 'Thu',
    friday: 'Fri',
    saturday: 'Sat',
    sunday: 'Sun',
  },
  from: 'From',
  to: 'To',
  usePolicy: 'Gets the policy',
  addRule: 'Add rule',
  zoneOf: (zone) => `Times of ${zone}`,
};

const fr: PolicyWords = {
  title: 'Politiques d’escalade',
  menu: 'Politiques',
  intro: 'Qui est réveillé après qui, jusqu’à ce que quelqu’un réponde.',
  list: 'Politiques',
  version: (version) => `version ${version}`,
  changed: (by) => (by === seededBy ? 'du fichier des gardes' : `modifiée par ${by}`),
  faulty: 'à corriger',
  name: 'Nom',
  steps: 'Étapes',
  step: (place) => `Étape ${place}`,
  begins: (minutes) => (minutes === 0 ? 'aussitôt' : `après ${minutes} min`),
  wakes: 'Réveille',
  wakesToo: 'et aussi',
  addTarget: 'Réveiller aussi quelqu’un d’autre',
  removeTarget: (name) => `Ne pas réveiller\u00A0: ${name}`,
  wait: 'Attente, minutes',
  up: (place) => `Monter l’étape ${place}`,
  down: (place) => `Descendre l’étape ${place}`,
  remove: (place) => `Retirer l’étape ${place}`,
  addStep: 'Ajouter une étape',
  repeatAfter: 'Minutes avant de recommencer',
  acknowledgements: 'Personnes devant accuser réception',
  handleWithin: 'Minutes pour agir après l’accusé',
  snoozeAtMost: 'Report le plus long, minutes',
  unset: (usual) => `non fixé\u00A0: ${usual}`,
  lastResort: (place, minutes) =>
    `Dernier recours\u00A0: l’étape ${place} réveille tous les gestionnaires, ${minutes === 0 ? 'aussitôt' : `après ${minutes} minutes`}. Puis tout recommence, tant que personne ne répond.`,
  noLastResort:
    'Aucune étape ne réveille tous les gestionnaires\u00A0: cette politique pourrait finir dans le silence et ne peut être enregistrée.',
  save: 'Enregistrer la politique',
  saving: 'Enregistrement…',
  saved: 'Enregistrée. Elle vaut pour les incidents qui s’ouvrent à partir de maintenant.',
  discard: 'Abandonner les modifications',
  refused: 'Non enregistrée. Corrigez ce qui est marqué\u00A0:',
  readOnly: 'Les gestionnaires peuvent modifier les politiques.',
  onDuty: (schedule) => `De garde\u00A0: ${schedule}`,
  nextOnDuty: (schedule) => `Prochaine garde\u00A0: ${schedule}`,
  team: (schedule) => `Tous ceux qui prennent la garde\u00A0: ${schedule}`,
  inTurn: (list) => `L’un après l’autre\u00A0: ${list}`,
  everyRole: { manager: 'Tous les gestionnaires', responder: 'Tous les intervenants' },
  running: (count) =>
    count === 0
      ? 'Aucune escalade ne la suit en ce moment.'
      : count === 1
        ? '1 escalade la suit en ce moment.'
        : `${count} escalades la suivent en ce moment.`,
  older: (count) =>
    count === 1 ? '1 suit encore une version antérieure.' : `${count} suivent encore une version antérieure.`,
  move: (count) => (count === 1 ? 'La passer à cette version' : `En passer ${count} à cette version`),
  moveHint: 'Elles restent à leur étape et n’attendent pas plus longtemps. Ce passage ne réveille personne.',
  moved: (count) =>
    count === 1 ? '1 escalade est passée à cette version.' : `${count} escalades sont passées à cette version.`,
  simulation: 'Si personne ne répond',
  simulationHint: 'Qui serait appelé quand, selon la garde prévue. Personne n’est réveillé.',
  severity: 'Gravité',
  kind: 'Type',
  day: 'Jour',
  time: 'Heure',
  which: 'Politique',
  asWritten: 'Telle qu’écrite ici',
  asChosen: 'Celle que les règles choisissent',
  simulate: 'Montrer qui est appelé',
  byPolicy: (name, version) => `Selon ${name}, version ${version}`,
  draft: 'Selon la politique telle qu’écrite ici',
  round: (round, step) => (round === 1 ? `étape ${step}` : `étape ${step}, tour ${round}`),
  because: {
    step: '',
    gap: 'parce qu’une étape n’a trouvé personne',
    snoozed: 'reportée auparavant',
    unhandled: 'rien n’a été fait',
    nobody: 'parce que personne n’a été trouvé',
    webhook: 'service externe',
    'found-nobody': 'Personne n’est de garde\u00A0: étape sautée aussitôt',
  },
  way: (kind, after) => {
    const name = { push: 'notification', sms: 'texto', voice: 'appel', email: 'courriel' }[kind];
    return after === 0 ? name : `${name} après ${after} min`;
  },
  noWay: 'rien ne joint cette personne',
  quiet: 'heures de silence\u00A0: rien qui sonne',
  inForce: (version) => `Selon la politique en vigueur, version ${version}`,
  andSoOn: 'Et ainsi de suite, jusqu’à ce que quelqu’un réponde.',
  newPolicy: 'Nouvelle politique',
  newPolicyName: 'Nom de la nouvelle politique',
  addPolicy: 'Ajouter la politique',
  rules: 'Quels incidents suivent une autre politique',
  rulesHint: 'La première règle qui convient compte. Sans règle, c’est la politique de la gravité.',
  noRules: 'Aucune règle\u00A0: chaque gravité a sa propre politique.',
  always: 'Tous les incidents',
  ruleUp: (place) => `Monter la règle ${place}`,
  ruleDown: (place) => `Descendre la règle ${place}`,
  ruleRemove: (place) => `Retirer la règle ${place}`,
  newRule: 'Nouvelle règle',
  anySeverity: 'Toute gravité',
  days: 'Jours',
  dayNames: {
    monday: 'lun.',
    tuesday: 'mar.',
    wednesday: 'mer.',
    thursday: 'jeu.',
    friday: 'ven.',
    saturday: 'sam.',
    sunday: 'dim.',
  },
  from: 'De',
  to: 'À',
  usePolicy: 'Suit la politique',
  addRule: 'Ajouter la règle',
  zoneOf: (zone) => `Heures de ${zone}`,
};

export const policyWords = { en, fr } as const;

/** The words of the policies' page in the language of the screen. */
export function usePolicyWords(): PolicyWords {
  return policyWords[useWords().words.language];
}
