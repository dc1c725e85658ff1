import { useWords } from '../words/use-words.js';

/** What the incident page says about how one page travelled. */
interface DeliveryWords {
  readonly history: (name: string) => string;
  readonly toldTogether: string;
  readonly secondCarrier: string;
  readonly because: (channel: string, step: string) => string;
  readonly attempt: (number: number, outcome: string, detail: string | null) => string;
  readonly outcomes: Readonly<Record<string, string>>;
  readonly reasons: Readonly<Record<string, string>>;
}

const en: DeliveryWords = {
  history: (name) => `How the page to ${name} went`,
  toldTogether: 'Told together with another page to the same person; these are the deliveries of that one.',
  secondCarrier: 'second carrier',
  because: (channel, step) => `Taken because of ${channel}: ${step}`,
  attempt: (number, outcome, detail) => `Attempt ${number}: ${outcome}${detail === null ? '' : ` (${detail})`}`,
  outcomes: {
    accepted: 'accepted by the carrier',
    retry: 'failed for the moment',
    failed: 'refused',
    lost: 'broke off',
    open: 'under way',
  },
  reasons: {
    'not-needed': 'somebody had answered',
    'opted-out': 'the number asked for no texts',
    'address-refused': 'the address is refused',
    bounced: 'the mail came back',
    lost: 'broke off too often',
    refused: 'refused',
  },
};

const fr: DeliveryWords = {
  history: (name) => `Parcours de l’alerte à ${name}`,
  toldTogether: 'Annoncée avec une autre alerte à la même personne; voici les envois de celle-là.',
  secondCarrier: 'second fournisseur',
  because: (channel, step) => `Choisi à cause de ${channel}\u00A0: ${step}`,
  attempt: (number, outcome, detail) => `Essai ${number}\u00A0: ${outcome}${detail === null ? '' : ` (${detail})`}`,
  outcomes: {
    accepted: 'accepté par le fournisseur',
    retry: 'échoué pour le moment',
    failed: 'refusé',
    lost: 'interrompu',
    open: 'en cours',
  },
  reasons: {
    'not-needed': 'quelqu’un avait répondu',
    'opted-out': 'le numéro ne veut pas de textos',
    'address-refused': 'l’adresse est refusée',
    bounced: 'le courriel est revenu',
    lost: 'interrompu trop souvent',
    refused: 'refusé',
  },
};

const deliveryWords = { en, fr } as const;

/** The words of a page’s deliveries in the language of the screen. */
export function useDeliveryWords(): DeliveryWords {
  return deliveryWords[useWords().words.language];
}
