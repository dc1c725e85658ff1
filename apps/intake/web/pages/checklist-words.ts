import type { Language } from '#contracts';

export interface ChecklistWords {
  readonly hint: string;
  readonly save: string;
  readonly saved: string;
  /** Of a hotline that has closed. */
  readonly savedClosed: string;
  /** With the script, which sends every tick by itself. */
  readonly script: {
    readonly saved: string;
    readonly waiting: string;
    readonly refused: string;
  };
}

/** What stands around the steps that can be ticked off. */
export const checklistWords: Readonly<Record<Language, ChecklistWords>> = {
  en: {
    hint: 'Tick what you have done: the responder sees it too.',
    save: 'Save what I have ticked',
    saved: 'What you have ticked is saved. The responder sees it.',
    savedClosed: 'What you have ticked is saved.',
    script: {
      saved: 'Saved. The responder sees it.',
      waiting: 'No connection. It is kept on this device and sent as soon as there is one.',
      refused: 'This was not saved: the page has been open for too long. Open the follow-up page again.',
    },
  },
  fr: {
    hint: 'Cochez ce que vous avez fait\u00A0: la personne qui vous aide le voit aussi.',
    save: 'Enregistrer ce que j’ai coché',
    saved: 'Ce que vous avez coché est enregistré. La personne qui vous aide le voit.',
    savedClosed: 'Ce que vous avez coché est enregistré.',
    script: {
      saved: 'C’est enregistré. La personne qui vous aide le voit.',
      waiting: 'Pas de connexion. C’est gardé sur cet appareil et partira dès qu’il y en aura une.',
      refused: 'Ce n’est pas enregistré\u00A0: la page est ouverte depuis trop longtemps. Rouvrez la page de suivi.',
    },
  },
};
