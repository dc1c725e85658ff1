/** The texts about several people at one incident. */
interface TeamworkWords {
  readonly alsoHere: (names: string) => string;
  readonly writing: (name: string) => string;
  readonly done: (count: number, of: number) => string;
  readonly doneBy: (name: string) => string;
  readonly ticked: (count: number, of: number) => string;
  readonly tickedBy: (reference: string) => string;
  readonly tickedByMore: (count: number) => string;
  /** Of a task that another playbook had. */
  readonly earlier: string;
  readonly changed: string;
  readonly yours: string;
  readonly now: string;
  readonly saveMine: string;
  readonly keepTheirs: string;
}

export const teamworkWords: Readonly<Record<'en' | 'fr', TeamworkWords>> = {
  en: {
    alsoHere: (names) => `Also here: ${names}`,
    writing: (name) => `${name} (writing)`,
    done: (count, of) => `${count} of ${of} done`,
    doneBy: (name) => `Done by ${name}`,
    ticked: (count, of) => `${count} of ${of} ticked off by the reporter`,
    tickedBy: (reference) => `Ticked off with report ${reference}`,
    tickedByMore: (count) => (count === 1 ? 'and one more report' : `and ${count} more reports`),
    earlier: 'From an earlier playbook',
    changed: 'Somebody changed this while you were deciding.',
    yours: 'You want',
    now: 'It now is',
    saveMine: 'Save mine all the same',
    keepTheirs: 'Leave it as it is',
  },
  fr: {
    alsoHere: (names) => `Aussi ici\u00A0: ${names}`,
    writing: (name) => `${name} (écrit)`,
    done: (count, of) => `${count} sur ${of} ${count > 1 ? 'accomplies' : 'accomplie'}`,
    doneBy: (name) => `Accomplie par ${name}`,
    ticked: (count, of) => `${count} sur ${of} ${count > 1 ? 'cochées' : 'cochée'} par la personne qui signale`,
    tickedBy: (reference) => `Cochée avec le signalement ${reference}`,
    tickedByMore: (count) => (count === 1 ? 'et un autre signalement' : `et ${count} autres signalements`),
    earlier: 'D’un guide précédent',
    changed: 'Quelqu’un a changé ceci pendant que vous décidiez.',
    yours: 'Vous voulez',
    now: 'C’est maintenant',
    saveMine: 'Enregistrer quand même',
    keepTheirs: 'Laisser tel quel',
  },
};
