import type { Language } from '#contracts';

export interface LostCodeWords {
  readonly title: string;
  readonly lead: string;
  readonly send: string;
  readonly faultsTitle: string;
  readonly done: string;
  readonly doneLines: readonly string[];
  readonly nothing: (phone: string) => string;
  readonly link: string;
}

/** What stands on the page for whoever has lost a receipt code. It says the same whatever there is. */
export const lostCodeWords: Readonly<Record<Language, LostCodeWords>> = {
  en: {
    title: 'I have lost the receipt code',
    lead: 'Enter the reference. If we have made sure before how to reach you, a new code comes there.',
    send: 'Ask for a new code',
    faultsTitle: 'Please look at this again',
    done: 'We have noted it',
    doneLines: [
      'If there is such a report, and we have made sure before how to reach its reporter, a new code is on its way there.',
      'The old code works until the new one is first used.',
      'Otherwise a responder sees that you asked. For your safety we do not say here which of these it is.',
    ],
    nothing: (phone) => `Nothing after ten minutes? Call us at ${phone}, or report again and give the reference.`,
    link: 'Lost the code?',
  },
  fr: {
    title: 'J’ai perdu le code de reçu',
    lead: 'Entrez la référence. Si nous avons déjà vérifié comment vous joindre, un nouveau code arrive par ce moyen.',
    send: 'Demander un nouveau code',
    faultsTitle: 'Veuillez revoir ceci',
    done: 'C’est noté',
    doneLines: [
      'Si ce signalement existe et que nous avons déjà vérifié comment joindre la personne, un nouveau code est en route.',
      'L’ancien code vaut jusqu’à la première utilisation du nouveau.',
      'Sinon, une intervenante ou un intervenant voit votre demande. Pour votre sécurité, nous ne disons pas ici lequel des cas s’applique.',
    ],
    nothing: (phone) =>
      `Rien après dix minutes? Appelez-nous au ${phone}, ou faites un nouveau signalement en donnant la référence.`,
    link: 'Vous avez perdu le code?',
  },
};
