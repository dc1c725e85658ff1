/** The texts about several people at one incident. */
interface TeamworkWords {
  readonly alsoHere: (names: string) => string;
  readonly writing: (name: string) => string;
  readonly done: (count: number, of: number) => string;
  readonly doneBy: (name: string) => string;
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
    earlier: 'D’un guide précédent',
    changed: 'Quelqu’un a changé ceci pendant que vous décidiez.',
    yours: 'Vous voulez',
    now: 'C’est maintenant',
    saveMine: 'Enregistrer quand même',
    keepTheirs: 'Laisser tel quel',
  },
};
