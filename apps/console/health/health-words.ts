import type { FindingKind } from '#domain';
import type { MonitorView } from '#contracts';
import { useWords } from '../words/use-words.js';

/** Every text of the page about the hotline's own health. */
interface HealthWords {
  readonly menu: string;
  readonly title: string;
  readonly intro: string;
  readonly holds: string;
  readonly found: (count: number) => string;
  readonly kinds: Readonly<Record<FindingKind, string>>;
  readonly since: string;
  readonly runbook: string;
  /** For whoever hears the link alone. */
  readonly runbookOf: (what: string) => string;
  readonly accepted: string;
  readonly accept: string;
  readonly acceptHint: string;
  readonly reason: string;
  readonly saveAcceptance: (what: string) => string;
  readonly looks: string;
  readonly audit: string;
  readonly never: string;
  readonly auditHeld: string;
  readonly auditBroken: string;
  readonly took: (milliseconds: number) => string;
  readonly selfTest: (channel: string) => string;
  readonly noSelfTests: string;
  readonly cameOut: (seconds: string) => string;
  readonly notOut: string;
  readonly monitors: string;
  readonly monitorsHint: string;
  readonly noMonitors: string;
  readonly monitorState: Readonly<Record<MonitorView['state'], string>>;
  readonly every: (minutes: number) => string;
  readonly lastHeard: string;
  readonly name: string;
  readonly minutes: string;
  readonly make: string;
  readonly url: string;
  readonly once: string;
  readonly revoke: (name: string) => string;
  readonly parked: string;
  readonly noParked: string;
  readonly parkedHint: string;
  readonly retry: string;
  readonly retryOf: (what: string) => string;
  readonly retryAll: (count: number) => string;
  readonly notices: string;
  readonly noNotices: string;
  readonly urgent: string;
  readonly seeTo: string;
  readonly seenTo: (name: string) => string;
}

const en: HealthWords = {
  menu: 'Health',
  title: 'Health of the hotline',
  intro: 'What the hotline finds wrong with itself. The outside monitor hears from us only while every promise holds.',
  holds: 'Nothing is found wrong.',
  found: (count) => (count === 1 ? '1 thing is wrong' : `${count} things are wrong`),
  kinds: {
    'incident-unwatched': 'An open incident that nobody is woken for',
    'step-overdue': 'A paging step is overdue',
    'delivery-overdue': 'A message waits to be sent',
    'message-unread': 'A report was not judged',
    'reply-unanswered': 'A responder’s text was not acted on',
    'message-missing': 'A message came and is not stored',
    'cover-hole': 'Fewer than two people can be woken',
    'outbox-stalled': 'Events do not get into their queue',
    'queue-stalled': 'A queue does not move',
    'backlog-old': 'Events wait for more than a minute',
    'worker-dead': 'Nobody works on a queue',
    'clock-skew': 'Clocks disagree',
    'carrier-failing': 'A carrier fails',
    'monitor-silent': 'An outside watcher is silent',
    'self-test-late': 'A self-test did not come out',
  },
  since: 'since',
  runbook: 'What to do',
  runbookOf: (what) => `What to do: ${what}`,
  accepted: 'Accepted',
  accept: 'It cannot be mended',
  acceptHint: 'It stays on record and no longer keeps the outside monitor from hearing of us.',
  reason: 'Why it cannot be mended',
  saveAcceptance: (what) => `Accept: ${what}`,
  looks: 'Last looks',
  audit: 'Audit',
  never: 'never yet',
  auditHeld: 'every promise held',
  auditBroken: 'something did not hold',
  took: (milliseconds) => `took ${milliseconds} ms`,
  selfTest: (channel) => `Self-test by ${channel}`,
  noSelfTests: 'No self-tests: SELF_TEST_MINUTES is not set.',
  cameOut: (seconds) => `came out after ${seconds} s`,
  notOut: 'has not come out',
  monitors: 'Outside watchers',
  monitorsHint:
    'A program elsewhere calls its address while it is well; when it falls silent, managers and those on duty are woken until somebody sees to it.',
  noMonitors: 'No outside watcher must be heard from.',
  monitorState: { waiting: 'not heard yet', healthy: 'well', silent: 'silent' },
  every: (minutes) => `every ${minutes} min`,
  lastHeard: 'last heard',
  name: 'Name of the watcher',
  minutes: 'Heard at least every, minutes',
  make: 'Add watcher',
  url: 'Secret address to call',
  once: 'Copy it now: it is shown once.',
  revoke: (name) => `Revoke: ${name}`,
  parked: 'Given up on',
  noParked: 'No event was given up on.',
  parkedHint: 'An event that failed ten times stands aside, so that others pass. Handling one twice changes nothing.',
  retry: 'Try again',
  retryOf: (what) => `Try again: ${what}`,
  retryAll: (count) => `Try all ${count} again`,
  notices: 'What managers were told, seven days',
  noNotices: 'Nothing.',
  urgent: 'Somebody has to see to this',
  seeTo: 'I see to it',
  seenTo: (name) => `${name} sees to it`,
};

const fr: HealthWords = {
  menu: 'Santé',
  title: 'Santé de la ligne d’urgence',
  intro:
    'Ce que la ligne trouve à redire d’elle-même. Le moniteur externe n’a de nos nouvelles que si chaque promesse est tenue.',
  holds: 'Aucune anomalie.',
  found: (count) => (count === 1 ? '1 anomalie' : `${count} anomalies`),
  kinds: {
    'incident-unwatched': 'Un incident ouvert ne réveille personne',
    'step-overdue': 'Une étape d’alerte est en retard',
    'delivery-overdue': 'Un message attend d’être envoyé',
    'message-unread': 'Un signalement n’a pas été jugé',
    'reply-unanswered': 'Le texto d’un intervenant est resté sans suite',
    'message-missing': 'Un message est arrivé sans être conservé',
    'cover-hole': 'Moins de deux personnes peuvent être réveillées',
    'outbox-stalled': 'Des événements n’entrent pas dans leur file',
    'queue-stalled': 'Une file n’avance pas',
    'backlog-old': 'Des événements attendent depuis plus d’une minute',
    'worker-dead': 'Personne ne traite une file',
    'clock-skew': 'Les horloges ne concordent pas',
    'carrier-failing': 'Un fournisseur est en panne',
    'monitor-silent': 'Un témoin externe est silencieux',
    'self-test-late': 'Un autotest n’a pas abouti',
  },
  since: 'depuis',
  runbook: 'Que faire',
  runbookOf: (what) => `Que faire\u00A0: ${what}`,
  accepted: 'Accepté',
  accept: 'C’est irréparable',
  acceptHint: 'Le constat reste au dossier et n’empêche plus le moniteur externe d’avoir de nos nouvelles.',
  reason: 'Pourquoi c’est irréparable',
  saveAcceptance: (what) => `Accepter\u00A0: ${what}`,
  looks: 'Derniers contrôles',
  audit: 'Vérification',
  never: 'jamais encore',
  auditHeld: 'chaque promesse était tenue',
  auditBroken: 'une promesse n’était pas tenue',
  took: (milliseconds) => `durée\u00A0: ${milliseconds} ms`,
  selfTest: (channel) => `Autotest par ${channel}`,
  noSelfTests: 'Aucun autotest\u00A0: SELF_TEST_MINUTES n’est pas défini.',
  cameOut: (seconds) => `abouti après ${seconds} s`,
  notOut: 'n’a pas abouti',
  monitors: 'Témoins externes',
  monitorsHint:
    'Un programme ailleurs appelle son adresse tant qu’il va bien; s’il se tait, les gestionnaires et les personnes de garde sont réveillés jusqu’à ce que quelqu’un s’en occupe.',
  noMonitors: 'Aucun témoin externe n’est attendu.',
  monitorState: { waiting: 'pas encore entendu', healthy: 'va bien', silent: 'silencieux' },
  every: (minutes) => `toutes les ${minutes} min`,
  lastHeard: 'entendu',
  name: 'Nom du témoin',
  minutes: 'Entendu au moins toutes les, minutes',
  make: 'Ajouter un témoin',
  url: 'Adresse secrète à appeler',
  once: 'Copiez-la maintenant\u00A0: elle n’est montrée qu’une fois.',
  revoke: (name) => `Révoquer\u00A0: ${name}`,
  parked: 'Abandonnés',
  noParked: 'Aucun événement n’a été abandonné.',
  parkedHint:
    'Un événement qui a échoué dix fois est mis de côté pour laisser passer les autres. En traiter un deux fois ne change rien.',
  retry: 'Réessayer',
  retryOf: (what) => `Réessayer\u00A0: ${what}`,
  retryAll: (count) => `Réessayer les ${count}`,
  notices: 'Ce dont les gestionnaires ont été avisés, sept jours',
  noNotices: 'Rien.',
  urgent: 'Quelqu’un doit s’en occuper',
  seeTo: 'Je m’en occupe',
  seenTo: (name) => `${name} s’en occupe`,
};

export const healthWords = { en, fr } as const;

/** The words of the page in the language of the screen. */
export function useHealthWords(): HealthWords {
  return healthWords[useWords().words.language];
}
