/** What has a key of its own, wherever it can be done: the keys, their list and the palette are all made from this. */
export const keyOf = {
  next: 'j',
  previous: 'k',
  take: 'c',
  select: 'x',
  search: '/',
  assignMe: 'a',
  note: 'n',
  message: 'm',
  severity: 's',
  queue: 'u',
  help: '?',
} as const;

export type KeyedName = keyof typeof keyOf;

/** In the order in which the palette shows them. */
export const commandGroups = ['incident', 'list', 'views', 'pages', 'settings'] as const;
export type CommandGroup = (typeof commandGroups)[number];

/** Something that can be done from where somebody is now. */
export interface Command {
  readonly id: string;
  readonly group: CommandGroup;
  readonly label: string;
  /** A single key that does the same. */
  readonly key?: string;
  readonly run: () => void;
}

/** A command that has a key; its words may name what it is done to. */
export function keyed(name: KeyedName, group: CommandGroup, label: string, run: () => void): Command {
  return { id: name, group, label, key: keyOf[name], run };
}

/** What can be done now: each part of the page that is shown adds its own and takes them along when it goes. */
export class CommandRegistry {
  private readonly sets = new Set<readonly Command[]>();
  private readonly listeners = new Set<() => void>();
  private known: readonly Command[] = [];

  add(commands: readonly Command[]): () => void {
    this.sets.add(commands);
    this.changed();
    return () => {
      this.sets.delete(commands);
      this.changed();
    };
  }

  /** One of each id: whoever came last, as the most particular, stands for it. */
  readonly all = (): readonly Command[] => this.known;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  withKey(key: string): Command | undefined {
    return this.known.find((command) => command.key === key);
  }

  private changed(): void {
    const byId = new Map([...this.sets].flat().map((command) => [command.id, command]));
    this.known = commandGroups.flatMap((group) => [...byId.values()].filter((command) => command.group === group));
    for (const tell of this.listeners) tell();
  }
}

/** Whether every word that was typed stands in the text, in any order, without minding case and accents. */
export function fits(typed: string, text: string): boolean {
  const told = plain(text);
  return plain(typed)
    .split(/\s+/u)
    .every((word) => told.includes(word));
}

const plain = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase();
