import { useWords } from '../words/use-words.js';

type Kind = 'email' | 'phone' | 'social';
type How = 'in-person' | 'party-list' | 'call-back' | 'code-sms' | 'code-email' | 'code-voice';

/** Every text of the directory's pages. */
export interface DirectoryWords {
  readonly title: string;
  readonly search: string;
  readonly searchHint: string;
  readonly party: string;
  readonly everyParty: string;
  readonly add: string;
  readonly import: string;
  readonly export: string;
  readonly none: string;
  readonly more: string;
  readonly back: string;
  readonly name: string;
  readonly role: string;
  readonly language: string;
  readonly languages: { readonly en: string; readonly fr: string };
  readonly district: string;
  readonly candidate: string;
  readonly leader: string;
  readonly privacyOfficer: string;
  readonly notes: string;
  readonly notesHint: string;
  readonly save: string;
  readonly saving: string;
  readonly saved: string;
  readonly cancel: string;
  readonly remove: string;
  readonly removeContact: string;
  readonly removeContactHint: string;
  readonly removed: string;
  readonly details: string;
  readonly addresses: string;
  readonly addressesHint: string;
  readonly noAddresses: string;
  readonly address: string;
  readonly kind: string;
  readonly kinds: Readonly<Record<Kind, string>>;
  readonly label: string;
  readonly labelHint: string;
  readonly preferred: string;
  readonly prefer: string;
  readonly verified: string;
  readonly unverified: string;
  readonly verifiedBy: (how: string, by: string | null) => string;
  readonly hows: Readonly<Record<How, string>>;
  readonly markVerified: string;
  readonly markHow: string;
  readonly takeBack: string;
  readonly sharedWith: (names: string) => string;
  readonly addAddress: string;
  readonly accounts: string;
  readonly accountsHint: string;
  readonly account: string;
  readonly accountHint: string;
  readonly addAccount: string;
  readonly history: string;
  readonly actions: Readonly<Record<string, string>>;
  readonly importTitle: string;
  readonly importLead: string;
  readonly importColumns: string;
  readonly file: string;
  readonly preview: string;
  readonly reading: string;
  readonly apply: (count: number) => string;
  readonly applied: string;
  readonly nothingToDo: string;
  readonly counts: (counts: {
    readonly created: number;
    readonly updated: number;
    readonly unchanged: number;
    readonly refused: number;
  }) => string;
  readonly ignored: (columns: string) => string;
  readonly line: string;
  readonly outcome: string;
  readonly why: string;
  readonly outcomes: Readonly<Record<'created' | 'updated' | 'unchanged' | 'refused', string>>;
  readonly refusals: Readonly<Record<string, string>>;
}

const en: DirectoryWords = {
  title: 'Directory',
  search: 'Search',
  searchHint: 'Name, role, address or account',
  party: 'Party',
  everyParty: 'Every party',
  add: 'Add a contact',
  import: 'Import CSV',
  export: 'Export CSV',
  none: 'No contact matches.',
  more: 'Show more',
  back: 'Back to the directory',
  name: 'Name',
  role: 'Role',
  language: 'Language',
  languages: { en: 'English', fr: 'French' },
  district: 'District',
  candidate: 'Candidate',
  leader: 'Party leader',
  privacyOfficer: 'Privacy officer',
  notes: 'Notes',
  notesHint: 'For the watch alone. The party’s liaison does not see them.',
  save: 'Save',
  saving: 'Saving…',
  saved: 'Saved.',
  cancel: 'Cancel',
  remove: 'Remove',
  removeContact: 'Remove this contact',
  removeContactHint: 'Its addresses no longer count. The record keeps what they were.',
  removed: 'This contact was removed. The record keeps it.',
  details: 'Details',
  addresses: 'Addresses',
  addressesHint:
    'A verified one may receive what a responder writes. Verify by meeting, by a call, or by the party’s own list.',
  noAddresses: 'None yet.',
  address: 'Address',
  kind: 'Kind',
  kinds: { email: 'Email', phone: 'Phone', social: 'Social media' },
  label: 'Label',
  labelHint: 'For example: private, office',
  preferred: 'Preferred',
  prefer: 'Prefer this one',
  verified: 'Verified',
  unverified: 'Not verified',
  verifiedBy: (how, by) => (by === null ? how : `${how}, ${by}`),
  hows: {
    'in-person': 'Met in person',
    'party-list': 'On the party’s list',
    'call-back': 'Called back',
    'code-sms': 'Code by text',
    'code-email': 'Code by mail',
    'code-voice': 'Code by voice',
  },
  markVerified: 'Mark as verified',
  markHow: 'How was it verified?',
  takeBack: 'No longer verified',
  sharedWith: (names) => `Also the number of ${names}`,
  addAddress: 'Add an address',
  accounts: 'Accounts they run',
  accountsHint: 'A report that names one of these is known to be about this party.',
  account: 'Account',
  accountHint: 'For example x:@candidate, or the address of the page',
  addAccount: 'Add an account',
  history: 'History',
  actions: {
    'contact.added': 'Added',
    'contact.edited': 'Details changed',
    'contact.removed': 'Removed',
    'contact.imported': 'Imported',
    'contact.updated-by-import': 'Changed by an import',
    'address.added': 'Address added',
    'address.edited': 'Address changed',
    'address.verified': 'Address verified',
    'address.unverified': 'Address no longer verified',
    'address.removed': 'Address removed',
    'account.added': 'Account added',
    'account.removed': 'Account removed',
  },
  importTitle: 'Import contacts',
  importLead:
    'Choose a CSV file. You first see what it would change, row by row; nothing is changed before you confirm.',
  importColumns:
    'Headings in English or French: Party and Name must be there; District, Role, Language, Email, Phone, Accounts, Candidate, Leader, Privacy officer, Verified and Notes may. Nothing is ever removed by an import.',
  file: 'CSV file, up to 10 MB',
  preview: 'Show what it would change',
  reading: 'Reading…',
  apply: (count) => (count === 1 ? 'Change 1 contact' : `Change ${count} contacts`),
  applied: 'The directory was changed.',
  nothingToDo: 'Nothing in this file would change the directory.',
  counts: ({ created, updated, unchanged, refused }) =>
    `${created} new, ${updated} changed, ${unchanged} as they were, ${refused} refused`,
  ignored: (columns) => `Columns left out: ${columns}`,
  line: 'Line',
  outcome: 'Outcome',
  why: 'Why',
  outcomes: { created: 'New', updated: 'Changed', unchanged: 'As it was', refused: 'Refused' },
  refusals: {
    'party-missing': 'No party',
    'party-unknown': 'No party is called so',
    'name-missing': 'No name',
    'email-malformed': 'Not an email address',
    'phone-malformed': 'Not a phone number',
    'account-malformed': 'Not an account',
    'language-unknown': 'Neither English nor French',
    'yes-no-unclear': 'Neither yes nor no',
    'verified-unknown': 'Not a way to verify',
    'address-taken': 'Another contact has this',
    ambiguous: 'Could be more than one person: edit by hand',
    'too-long': 'Too long',
  },
};

const fr: DirectoryWords = {
  title: 'Répertoire',
  search: 'Rechercher',
  searchHint: 'Nom, fonction, adresse ou compte',
  party: 'Parti',
  everyParty: 'Tous les partis',
  add: 'Ajouter un contact',
  import: 'Importer un CSV',
  export: 'Exporter en CSV',
  none: 'Aucun contact ne correspond.',
  more: 'En afficher plus',
  back: 'Retour au répertoire',
  name: 'Nom',
  role: 'Fonction',
  language: 'Langue',
  languages: { en: 'Anglais', fr: 'Français' },
  district: 'Circonscription',
  candidate: 'Personne candidate',
  leader: 'Chef du parti',
  privacyOfficer: 'Responsable de la vie privée',
  notes: 'Notes',
  notesHint: 'Pour l’équipe de veille seulement. La liaison du parti ne les voit pas.',
  save: 'Enregistrer',
  saving: 'Enregistrement…',
  saved: 'Enregistré.',
  cancel: 'Annuler',
  remove: 'Retirer',
  removeContact: 'Retirer ce contact',
  removeContactHint: 'Ses adresses ne comptent plus. Le dossier garde ce qu’elles étaient.',
  removed: 'Ce contact a été retiré. Le dossier le conserve.',
  details: 'Renseignements',
  addresses: 'Adresses',
  addressesHint:
    'Une adresse vérifiée peut recevoir ce qu’écrit l’équipe. Vérifiez en personne, par un appel ou par la liste du parti.',
  noAddresses: 'Aucune pour l’instant.',
  address: 'Adresse',
  kind: 'Type',
  kinds: { email: 'Courriel', phone: 'Téléphone', social: 'Réseau social' },
  label: 'Étiquette',
  labelHint: 'Par exemple\u00A0: privé, bureau',
  preferred: 'Préférée',
  prefer: 'Préférer celle-ci',
  verified: 'Vérifiée',
  unverified: 'Non vérifiée',
  verifiedBy: (how, by) => (by === null ? how : `${how}, ${by}`),
  hows: {
    'in-person': 'Rencontre en personne',
    'party-list': 'Sur la liste du parti',
    'call-back': 'Rappel',
    'code-sms': 'Code par texto',
    'code-email': 'Code par courriel',
    'code-voice': 'Code vocal',
  },
  markVerified: 'Marquer comme vérifiée',
  markHow: 'Comment l’a-t-on vérifiée?',
  takeBack: 'N’est plus vérifiée',
  sharedWith: (names) => `Aussi le numéro de ${names}`,
  addAddress: 'Ajouter une adresse',
  accounts: 'Comptes gérés',
  accountsHint: 'Un signalement qui nomme l’un d’eux concerne ce parti.',
  account: 'Compte',
  accountHint: 'Par exemple x:@candidate, ou l’adresse de la page',
  addAccount: 'Ajouter un compte',
  history: 'Historique',
  actions: {
    'contact.added': 'Ajout',
    'contact.edited': 'Renseignements modifiés',
    'contact.removed': 'Retrait',
    'contact.imported': 'Importation',
    'contact.updated-by-import': 'Modification par importation',
    'address.added': 'Adresse ajoutée',
    'address.edited': 'Adresse modifiée',
    'address.verified': 'Adresse vérifiée',
    'address.unverified': 'Adresse qui n’est plus vérifiée',
    'address.removed': 'Adresse retirée',
    'account.added': 'Compte ajouté',
    'account.removed': 'Compte retiré',
  },
  importTitle: 'Importer des contacts',
  importLead:
    'Choisissez un fichier CSV. Vous voyez d’abord, ligne par ligne, ce qu’il changerait; rien ne change avant votre confirmation.',
  importColumns:
    'En-têtes en français ou en anglais\u00A0: Parti et Nom sont obligatoires; Circonscription, Fonction, Langue, Courriel, Téléphone, Comptes, Candidat, Chef, Vie privée, Vérifié et Notes sont facultatifs. Une importation ne retire jamais rien.',
  file: 'Fichier CSV, 10\u00A0Mo au plus',
  preview: 'Voir ce qui changerait',
  reading: 'Lecture…',
  apply: (count) => (count === 1 ? 'Modifier 1 contact' : `Modifier ${count} contacts`),
  applied: 'Le répertoire a été modifié.',
  nothingToDo: 'Rien dans ce fichier ne changerait le répertoire.',
  counts: ({ created, updated, unchanged, refused }) =>
    `Nouveaux\u00A0: ${created}; modifiés\u00A0: ${updated}; inchangés\u00A0: ${unchanged}; refusés\u00A0: ${refused}`,
  ignored: (columns) => `Colonnes laissées de côté\u00A0: ${columns}`,
  line: 'Ligne',
  outcome: 'Résultat',
  why: 'Raison',
  outcomes: { created: 'Nouveau', updated: 'Modifié', unchanged: 'Inchangé', refused: 'Refusé' },
  refusals: {
    'party-missing': 'Aucun parti',
    'party-unknown': 'Aucun parti ne porte ce nom',
    'name-missing': 'Aucun nom',
    'email-malformed': 'Ce n’est pas une adresse courriel',
    'phone-malformed': 'Ce n’est pas un numéro de téléphone',
    'account-malformed': 'Ce n’est pas un compte',
    'language-unknown': 'Ni français ni anglais',
    'yes-no-unclear': 'Ni oui ni non',
    'verified-unknown': 'Ce n’est pas une façon de vérifier',
    'address-taken': 'Un autre contact l’a déjà',
    ambiguous: 'Plus d’une personne possible\u00A0: modifiez à la main',
    'too-long': 'Trop long',
  },
};

export const directoryWords = { en, fr } as const;

/** The words of the directory in the language of the screen. */
export function useDirectoryWords(): DirectoryWords {
  return directoryWords[useWords().words.language];
}
