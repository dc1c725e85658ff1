/** What the page says that takes a one-time code. */
export interface VerifyWords {
  readonly title: string;
  readonly lead: string;
  readonly code: string;
  readonly codeHint: string;
  readonly send: string;
  readonly never: string;
  readonly notYours: (phone: string) => string;
  readonly faultsTitle: string;
  readonly codeFault: string;
  readonly done: string;
  readonly doneLead: string;
  readonly toFollowUp: string;
  readonly outcomes: {
    readonly wrong: (triesLeft: number) => string;
    readonly expired: string;
    readonly settled: string;
    readonly tooMany: string;
    readonly none: string;
  };
}

export const verifyWords: { readonly en: VerifyWords; readonly fr: VerifyWords } = {
  en: {
    title: 'Confirm that it is you',
    lead: 'Only if you reported an incident and we sent you a code of six digits, by text or by mail.',
    code: 'The six-digit code',
    codeHint: 'For example 123 456. It works for ten minutes.',
    send: 'Confirm',
    never:
      'Never tell this code to anybody who calls or writes to you, whoever they say they are. We ask for it on this page alone, or when you have called us yourself.',
    notYours: (phone) => `You got a code but reported nothing? Do not enter it. Call us at ${phone}.`,
    faultsTitle: 'This could not be confirmed',
    codeFault: 'The code has six digits.',
    done: 'Thank you. We know now that it is you.',
    doneLead: 'Our answers go to the address that we know is safe. You need do nothing more here.',
    toFollowUp: 'Read where your report stands',
    outcomes: {
      wrong: (triesLeft) =>
        triesLeft === 1
          ? 'This is not the code. You have one more try.'
          : `This is not the code. You have ${triesLeft} more tries.`,
      expired: 'This code has expired. Ask us for a new one.',
      settled: 'This code has been used or replaced by a newer one. Use the newest code that you got.',
      tooMany: 'Too many wrong codes were entered. Call us, and we confirm it another way.',
      none: 'We are not waiting for a code for this report. Check its reference, or call us.',
    },
  },
  fr: {
    title: 'Confirmez que c’est bien vous',
    lead: 'Seulement si vous avez signalé un incident et que nous vous avons envoyé un code à six chiffres, par texto ou par courriel.',
    code: 'Le code à six chiffres',
    codeHint: 'Par exemple 123\u00A0456. Il est valable dix minutes.',
    send: 'Confirmer',
    never:
      'Ne donnez jamais ce code à une personne qui vous appelle ou vous écrit, peu importe qui elle dit être. Nous le demandons seulement sur cette page ou lorsque vous nous appelez vous-même.',
    notYours: (phone) =>
      `Vous avez reçu un code, mais vous n’avez rien signalé? Ne l’entrez pas. Appelez-nous au ${phone}.`,
    faultsTitle: 'La confirmation n’a pas réussi',
    codeFault: 'Le code compte six chiffres.',
    done: 'Merci. Nous savons maintenant que c’est vous.',
    doneLead: 'Nos réponses vont à l’adresse que nous savons sûre. Vous n’avez rien d’autre à faire ici.',
    toFollowUp: 'Voir où en est votre signalement',
    outcomes: {
      wrong: (triesLeft) =>
        triesLeft === 1
          ? 'Ce n’est pas le bon code. Il vous reste un essai.'
          : `Ce n’est pas le bon code. Il vous reste ${triesLeft} essais.`,
      expired: 'Ce code est expiré. Demandez-nous-en un autre.',
      settled: 'Ce code a déjà servi ou a été remplacé. Utilisez le code le plus récent.',
      tooMany: 'Trop de codes erronés ont été entrés. Appelez-nous : nous confirmerons autrement.',
      none: 'Nous n’attendons pas de code pour ce signalement. Vérifiez la référence ou appelez-nous.',
    },
  },
};
