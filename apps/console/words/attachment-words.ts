import type { AttachmentView } from '#contracts';

export type Danger = NonNullable<AttachmentView['why']>;

/** What is said of the files that came with a report. */
export interface AttachmentWords {
  readonly title: (count: number) => string;
  readonly download: (name: string) => string;
  readonly preview: (name: string) => string;
  readonly really: (type: string) => string;
  readonly danger: Readonly<Record<Danger, string>>;
  /** How a dangerous file is handed out. */
  readonly sealed: (password: string) => string;
  readonly holds: (entries: number, unpacked: string) => string;
  readonly encrypted: string;
  /** What the common types are called; another is shown as it is written. */
  readonly types: Readonly<Record<string, string>>;
  readonly units: readonly [bytes: string, kilo: string, mega: string];
}

export const attachmentWordsEn: AttachmentWords = {
  title: (count) => (count === 1 ? 'One file' : `${count} files`),
  download: (name) => `Download ${name}`,
  preview: (name) => `Preview of ${name}, drawn anew`,
  really: (type) => `By its bytes: ${type}`,
  danger: {
    program: 'A program. It runs when it is opened.',
    script: 'A script or shortcut. It runs when it is opened.',
    'web-page': 'A web page. It can run scripts and imitate a sign-in page.',
    'active-document': 'A document with macros or other active content.',
    disguised: 'Not what its name says, or two things at once.',
    'archive-bomb': 'An archive bomb. Unpacking it fills a disk.',
    'closed-archive': 'An archive that cannot be looked into: encrypted, damaged or of an unusual kind.',
    'archive-with-program': 'An archive that holds a program or script.',
    unknown: 'Of no kind that is known.',
  },
  sealed: (password) => `Comes in an encrypted ZIP archive. Password: ${password}`,
  holds: (entries, unpacked) => `${entries} inside, ${unpacked} unpacked`,
  encrypted: 'encrypted',
  types: {
    'text/plain': 'plain text',
    'text/html': 'web page',
    'text/csv': 'table (CSV)',
    'message/rfc822': 'email message',
    'application/pdf': 'PDF document',
    'application/zip': 'ZIP archive',
    'application/x-msdownload': 'Windows program',
    'application/octet-stream': 'unknown',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word document',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'Excel workbook',
    'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'PowerPoint presentation',
  },
  units: ['bytes', 'KB', 'MB'],
};

export const attachmentWordsFr: AttachmentWords = {
  title: (count) => (count === 1 ? 'Un fichier' : `${count} fichiers`),
  download: (name) => `Télécharger ${name}`,
  preview: (name) => `Aperçu de ${name}, redessiné`,
  really: (type) => `D’après ses octets\u00A0: ${type}`,
  danger: {
    program: 'Un programme. Il s’exécute dès qu’on l’ouvre.',
    script: 'Un script ou un raccourci. Il s’exécute dès qu’on l’ouvre.',
    'web-page': 'Une page Web. Elle peut exécuter des scripts et imiter une page de connexion.',
    'active-document': 'Un document avec des macros ou un autre contenu actif.',
    disguised: 'Pas ce que dit son nom, ou deux choses à la fois.',
    'archive-bomb': 'Une bombe de décompression. La décompresser remplit un disque.',
    'closed-archive': 'Une archive impossible à examiner\u00A0: chiffrée, abîmée ou d’un type inhabituel.',
    'archive-with-program': 'Une archive qui contient un programme ou un script.',
    unknown: 'D’aucun type connu.',
  },
  sealed: (password) => `Livré dans une archive ZIP chiffrée. Mot de passe\u00A0: ${password}`,
  holds: (entries, unpacked) => `${entries} à l’intérieur, ${unpacked} une fois décompressé`,
  encrypted: 'chiffrée',
  types: {
    'text/plain': 'texte brut',
    'text/html': 'page Web',
    'text/csv': 'tableau (CSV)',
    'message/rfc822': 'courriel',
    'application/pdf': 'document PDF',
    'application/zip': 'archive ZIP',
    'application/x-msdownload': 'programme Windows',
    'application/octet-stream': 'inconnu',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'document Word',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'classeur Excel',
    'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'présentation PowerPoint',
  },
  units: ['octets', 'Ko', 'Mo'],
};
