import type { ConfigurationView } from '#contracts';
import { useWords } from '../words/use-words.js';

type Unit = ConfigurationView['settings'][number]['unit'];

/** Every text of the page of the configuration. */
export interface ConfigurationWords {
  readonly title: string;
  readonly intro: string;
  readonly hotline: string;
  readonly name: string;
  readonly phone: string;
  readonly emails: string;
  readonly data: string;
  readonly demonstration: string;
  readonly real: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly units: Readonly<Record<Unit, (value: number, number: Intl.NumberFormat) => string>>;
  readonly processes: string;
  readonly noProcesses: string;
  readonly heard: string;
  readonly differ: string;
  readonly otherFiles: string;
  readonly doesNotSay: string;
  readonly versions: string;
  readonly product: string;
  readonly node: string;
  readonly timeZones: string;
  readonly database: string;
  readonly migration: string;
  readonly files: string;
  readonly filesHint: string;
  readonly file: string;
  readonly fingerprint: string;
  readonly variables: string;
  readonly variablesHint: string;
  readonly variable: string;
  readonly value: string;
  readonly isSet: string;
  readonly notSet: string;
}

const mebibyte = 1_048_576;

const en: ConfigurationWords = {
  title: 'Configuration',
  intro:
    'What the hotline runs with, as the process that answers was started. It is changed in files and variables, and by a restart.',
  hotline: 'The hotline',
  name: 'Name',
  phone: 'Telephone',
  emails: 'Mail',
  data: 'Data',
  demonstration: 'a demonstration, made up',
  real: 'real',
  settings: {
    elections: 'Elections',
    anchorMonths: 'Open after polling day for',
    parties: 'Parties',
    people: 'People in the roster file',
    triageRules: 'Triage rules',
    playbooks: 'Playbooks',
    fileSize: 'Largest file',
    filesPerReport: 'Files with a report',
    reportSize: 'All files of a report',
    ringSeconds: 'A responder’s phone rings for',
    recordingSeconds: 'Longest recording',
    selfTestMinutes: 'Self-test every',
  },
  units: {
    count: (value, number) => number.format(value),
    bytes: (value, number) => `${number.format(value / mebibyte)}\u00A0MiB`,
    minutes: (value, number) => `${number.format(value)}\u00A0min`,
    seconds: (value, number) => `${number.format(value)}\u00A0s`,
    months: (value) => (value === 1 ? '1 month' : `${value} months`),
  },
  processes: 'What runs now',
  noProcesses: 'No process has been heard of within the last minute.',
  heard: 'last heard of',
  differ: 'Not all processes were started with the same files: restart those that are marked.',
  otherFiles: 'other files',
  doesNotSay: 'does not say with which files',
  versions: 'Versions',
  product: 'Vigil',
  node: 'Node.js',
  timeZones: 'Time-zone rules',
  database: 'PostgreSQL',
  migration: 'Last migration',
  files: 'Files',
  filesHint: 'The SHA-256 of each file as it was read at the start.',
  file: 'File',
  fingerprint: 'SHA-256',
  variables: 'Environment',
  variablesHint: 'Which variables are set. Values are shown only where nobody could do harm with them.',
  variable: 'Variable',
  value: 'Value',
  isSet: 'set',
  notSet: 'not set',
};

const fr: ConfigurationWords = {
  title: 'Configuration',
  intro:
    'Ce avec quoi la ligne fonctionne, tel que le processus qui répond a démarré. On la change par des fichiers et des variables, puis un redémarrage.',
  hotline: 'La ligne',
  name: 'Nom',
  phone: 'Téléphone',
  emails: 'Courriel',
  data: 'Données',
  demonstration: 'une démonstration, inventées',
  real: 'réelles',
  settings: {
    elections: 'Élections',
    anchorMonths: 'Ouverte après le scrutin pendant',
    parties: 'Partis',
    people: 'Personnes au fichier de l’équipe',
    triageRules: 'Règles de triage',
    playbooks: 'Guides d’intervention',
    fileSize: 'Plus grand fichier',
    filesPerReport: 'Fichiers par signalement',
    reportSize: 'Tous les fichiers d’un signalement',
    ringSeconds: 'Le téléphone d’une personne de garde sonne',
    recordingSeconds: 'Plus long enregistrement',
    selfTestMinutes: 'Essai automatique toutes les',
  },
  units: {
    count: (value, number) => number.format(value),
    bytes: (value, number) => `${number.format(value / mebibyte)}\u00A0Mio`,
    minutes: (value, number) => `${number.format(value)}\u00A0min`,
    seconds: (value, number) => `${number.format(value)}\u00A0s`,
    months: (value) => `${value}\u00A0mois`,
  },
  processes: 'Ce qui tourne maintenant',
  noProcesses: 'Aucun processus n’a donné signe de vie depuis une minute.',
  heard: 'dernier signe',
  differ: 'Les processus n’ont pas tous démarré avec les mêmes fichiers\u00A0: redémarrez ceux qui sont marqués.',
  otherFiles: 'autres fichiers',
  doesNotSay: 'ne dit pas avec quels fichiers',
  versions: 'Versions',
  product: 'Vigil',
  node: 'Node.js',
  timeZones: 'Règles des fuseaux horaires',
  database: 'PostgreSQL',
  migration: 'Dernière migration',
  files: 'Fichiers',
  filesHint: 'Le SHA-256 de chaque fichier tel qu’il a été lu au démarrage.',
  file: 'Fichier',
  fingerprint: 'SHA-256',
  variables: 'Environnement',
  variablesHint:
    'Quelles variables sont définies. Les valeurs ne sont montrées que là où personne ne pourrait en faire mauvais usage.',
  variable: 'Variable',
  value: 'Valeur',
  isSet: 'définie',
  notSet: 'non définie',
};

export function useConfigurationWords(): ConfigurationWords {
  return { en, fr }[useWords().words.language];
}
