import type { Language } from '#contracts';

/** What the receipt says of keeping it, and of who calls. */
export interface ReceiptWords {
  readonly keepTitle: string;
  readonly calendar: string;
  readonly contact: string;
  readonly withCode: string;
  readonly withCodeHint: string;
  readonly copy: string;
  readonly copied: string;
  readonly notCopied: string;
  readonly print: string;
  readonly callerTitle: string;
  readonly callerLead: string;
  readonly callerPhrase: string;
  readonly callerNever: string;
  readonly callerWrong: (phone: string) => string;
  readonly file: {
    readonly reminder: (reference: string) => string;
    readonly reference: (reference: string) => string;
    readonly receiptCode: (code: string) => string;
    readonly where: (url: string) => string;
    readonly call: (phone: string) => string;
  };
}

export const receiptWords: Readonly<Record<Language, ReceiptWords>> = {
  en: {
    keepTitle: 'Keep it at hand',
    calendar: 'Reminder for my calendar',
    contact: 'Hotline for my contacts',
    withCode: 'Put the receipt code in the file too',
    withCodeHint:
      'Only if nobody else reads this calendar or these contacts. They are often shared, or copied to the very account that may be hacked; whoever has the code can read our conversation.',
    copy: 'Copy reference and code',
    copied: 'Copied. Paste it where only you can read it.',
    notCopied: 'This browser did not copy it. Write it down, please.',
    print: 'Print',
    callerTitle: 'When somebody calls you',
    callerLead: 'A responder who calls you says these words first, without being asked:',
    callerPhrase: 'Words of the caller',
    callerNever: 'Never say them yourself, and do not help whoever gets them wrong.',
    callerWrong: (phone) =>
      `Somebody cannot say them? It is not us. Tell them nothing, hang up, and call us at ${phone}.`,
    file: {
      reminder: (reference) => `Look for an answer: ${reference}`,
      reference: (reference) => `Reference: ${reference}`,
      receiptCode: (code) => `Receipt code: ${code}`,
      where: (url) => `Follow-up page: ${url}`,
      call: (phone) => `Hotline, day or night: ${phone}`,
    },
  },
  fr: {
    keepTitle: 'Gardez-le à portée de main',
    calendar: 'Rappel pour mon calendrier',
    contact: 'La ligne dans mes contacts',
    withCode: 'Mettre aussi le code de reçu dans le fichier',
    withCodeHint:
      'Seulement si personne d’autre ne lit ce calendrier ou ces contacts. Ils sont souvent partagés, ou copiés dans le compte même qui est peut-être piraté; toute personne qui a le code peut lire notre conversation.',
    copy: 'Copier la référence et le code',
    copied: 'C’est copié. Collez-le là où personne d’autre ne peut le lire.',
    notCopied: 'Ce navigateur ne l’a pas copié. Veuillez le noter.',
    print: 'Imprimer',
    callerTitle: 'Si quelqu’un vous appelle',
    callerLead: 'La personne qui vous appelle de notre part dit d’abord ces mots, sans qu’on les lui demande\u00A0:',
    callerPhrase: 'Mots de la personne qui appelle',
    callerNever: 'Ne les dites jamais vous-même, et n’aidez pas qui se trompe.',
    callerWrong: (phone) =>
      `Quelqu’un ne peut pas les dire? Ce n’est pas nous. Ne lui dites rien, raccrochez et appelez-nous au ${phone}.`,
    file: {
      reminder: (reference) => `Chercher une réponse\u00A0: ${reference}`,
      reference: (reference) => `Référence\u00A0: ${reference}`,
      receiptCode: (code) => `Code de reçu\u00A0: ${code}`,
      where: (url) => `Page de suivi\u00A0: ${url}`,
      call: (phone) => `Ligne d’aide, jour et nuit\u00A0: ${phone}`,
    },
  },
};
