interface ChannelRequestWords {
  readonly asked: string;
  readonly title: string;
  readonly newOpen: string;
  readonly newProven: string;
  readonly noOld: string;
  readonly oldOpen: (address: string) => string;
  readonly oldProven: string;
  readonly until: string;
  readonly compromised: string;
  readonly nobody: string;
  readonly how: string;
  readonly called: string;
  readonly answered: string;
  readonly confirm: string;
  readonly reason: string;
  readonly refuse: string;
}

/** The texts about a reporter who wants answers somewhere else. */
export const channelWords: Readonly<Record<'en' | 'fr', ChannelRequestWords>> = {
  en: {
    asked: 'The reporter wants answers somewhere else',
    title: 'The reporter wants answers somewhere else',
    newOpen: 'The code that went there has not been entered.',
    newProven: 'The code that went there was entered with the receipt: it reaches whoever holds the receipt.',
    noOld: 'No old channel was safe enough to be asked: only a call can confirm it.',
    oldOpen: (address) =>
      `A code went to ${address}, where answers go until this is confirmed. It has not been entered.`,
    oldProven:
      'The code over the old channel was entered, but the gate no longer trusts that channel, or the new code is missing.',
    until: 'Waits until',
    compromised: 'An open incident says that this address is in an attacker’s hands.',
    nobody: 'The party has registered no telephone that could be called for it.',
    how: 'Whoever holds a stolen receipt asks for this too. Call a registered number and ask whether it is wanted.',
    called: 'Number that you called',
    answered: 'Who answered',
    confirm: 'They confirm it',
    reason: 'Why not',
    refuse: 'Refuse it',
  },
  fr: {
    asked: 'La personne veut nos réponses ailleurs',
    title: 'La personne veut nos réponses ailleurs',
    newOpen: 'Le code envoyé là-bas n’a pas été entré.',
    newProven: 'Le code envoyé là-bas a été entré avec le reçu\u00A0: l’adresse joint qui détient le reçu.',
    noOld: 'Aucun ancien canal n’était assez sûr pour demander\u00A0: seul un appel peut confirmer.',
    oldOpen: (address) =>
      `Un code est parti à ${address}, où vont les réponses jusqu’à la confirmation. Il n’a pas été entré.`,
    oldProven: 'Le code de l’ancien canal a été entré, mais le contrôle ne s’y fie plus ou il manque le nouveau code.',
    until: 'Attend jusqu’au',
    compromised: 'Selon un incident ouvert, cette adresse est entre de mauvaises mains.',
    nobody: 'Le parti n’a inscrit aucun téléphone à appeler pour cela.',
    how: 'Une personne qui a volé le reçu le demanderait aussi. Appelez un numéro inscrit et demandez si c’est voulu.',
    called: 'Numéro appelé',
    answered: 'Qui a répondu',
    confirm: 'C’est confirmé',
    reason: 'Pourquoi pas',
    refuse: 'Refuser',
  },
};
