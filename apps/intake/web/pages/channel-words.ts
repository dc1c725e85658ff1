import type { Language } from '#contracts';

export interface ChannelWords {
  readonly title: string;
  readonly lead: string;
  readonly field: string;
  readonly fieldHint: string;
  readonly send: string;
  readonly asked: string;
  readonly fault: string;
  readonly refused: Readonly<Record<'not-yet' | 'too-many' | 'same', string>>;
  readonly openTitle: (to: string) => string;
  readonly codeNew: (to: string) => string;
  readonly codeOld: string;
  readonly codeOldHint: (phone: string) => string;
  readonly noOld: (phone: string) => string;
  readonly proven: string;
  readonly enter: string;
  readonly other: string;
  readonly verdicts: Readonly<Record<'confirmed' | 'proven' | 'wrong' | 'expired' | 'void' | 'none', string>>;
}

/** What stands around a reporter's wish for answers somewhere else. */
export const channelWords: Readonly<Record<Language, ChannelWords>> = {
  en: {
    title: 'Answer me somewhere else',
    lead: 'So that nobody who found your receipt can do this in your name, you also confirm it where our answers go now, or one of us calls your party first.',
    field: 'New phone number or email address',
    fieldHint: 'One that the attacker cannot read.',
    send: 'Send the codes',
    asked:
      'We have sent a code to the new address, and another one where our answers go now if that is safe. Enter them below.',
    fault: 'Enter a phone number with area code, for example 613\u2011555\u20110123, or an email address.',
    refused: {
      'not-yet': 'Your report has just arrived. Try again in a few minutes.',
      'too-many': 'That was asked for too often. Wait an hour, or call us.',
      same: 'Our answers go there already.',
    },
    openTitle: (to) => `Answers to ${to}`,
    codeNew: (to) => `Code that we sent to ${to}`,
    codeOld: 'Code that we sent where our answers go now',
    codeOldHint: (phone) =>
      `You cannot read it there any more? Leave it empty and call us at ${phone}: we then call somebody whom your party has registered.`,
    noOld: (phone) =>
      `We know no safe way to reach you yet. Enter the code, then call us at ${phone}: we call somebody whom your party has registered before anything changes.`,
    proven: 'This code was right.',
    enter: 'Confirm',
    other: 'Another address, or new codes',
    verdicts: {
      confirmed: 'From now on our answers go to the new address.',
      proven: 'That code was right. Until the other confirmation is there, our answers go where they went before.',
      wrong: 'That is not the code. Look at it again; five wrong tries make it void.',
      expired: 'That code is too old: it works for ten minutes. Ask for new ones.',
      void: 'Five wrong codes: it is void. Ask for new ones, or call us.',
      none: 'There is nothing to confirm. Ask for new codes.',
    },
  },
  fr: {
    title: 'Répondez-moi ailleurs',
    lead: 'Pour que personne ne le fasse en votre nom avec un reçu trouvé, vous le confirmez aussi là où vont maintenant nos réponses, ou nous appelons d’abord votre parti.',
    field: 'Nouveau numéro de téléphone ou nouvelle adresse courriel',
    fieldHint: 'Que la personne derrière l’attaque ne peut pas lire.',
    send: 'Envoyer les codes',
    asked:
      'Nous avons envoyé un code à la nouvelle adresse, et un autre là où vont nos réponses si c’est sûr. Entrez-les ci-dessous.',
    fault:
      'Entrez un numéro de téléphone avec l’indicatif régional, par exemple 613\u2011555\u20110123, ou une adresse courriel.',
    refused: {
      'not-yet': 'Votre signalement vient d’arriver. Réessayez dans quelques minutes.',
      'too-many': 'Cela a été demandé trop souvent. Attendez une heure ou appelez-nous.',
      same: 'Nos réponses y vont déjà.',
    },
    openTitle: (to) => `Réponses à ${to}`,
    codeNew: (to) => `Code envoyé à ${to}`,
    codeOld: 'Code envoyé là où vont maintenant nos réponses',
    codeOldHint: (phone) =>
      `Vous ne pouvez plus le lire là-bas? Laissez le champ vide et appelez-nous au ${phone}\u00A0: nous appelons alors une personne que votre parti a inscrite.`,
    noOld: (phone) =>
      `Nous ne connaissons encore aucun moyen sûr de vous joindre. Entrez le code, puis appelez-nous au ${phone}\u00A0: nous appelons une personne que votre parti a inscrite avant tout changement.`,
    proven: 'Ce code était le bon.',
    enter: 'Confirmer',
    other: 'Autre adresse ou nouveaux codes',
    verdicts: {
      confirmed: 'Désormais, nos réponses vont à la nouvelle adresse.',
      proven: 'Ce code était le bon. Sans l’autre confirmation, nos réponses continuent d’aller au même endroit.',
      wrong: 'Ce n’est pas le code. Vérifiez-le; après cinq essais erronés, il est annulé.',
      expired: 'Ce code est trop ancien\u00A0: il vaut dix minutes. Demandez-en de nouveaux.',
      void: 'Cinq codes erronés\u00A0: il est annulé. Demandez-en de nouveaux ou appelez-nous.',
      none: 'Il n’y a rien à confirmer. Demandez de nouveaux codes.',
    },
  },
};
