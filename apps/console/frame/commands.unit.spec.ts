import { describe, expect, it } from 'vitest';
import { type Command, CommandRegistry, fits, keyOf, keyed } from './commands.js';

const quiet = () => undefined;

describe('the commands', () => {
  it('have a key each of their own', () => {
    const keys = Object.values(keyOf);
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) expect(key).toHaveLength(1);
  });

  it('are what the parts of the page that are shown add, the last for each id', () => {
    const registry = new CommandRegistry();
    const page: Command = { id: 'page /board', group: 'pages', label: 'Board', run: quiet };
    const [first, second] = [keyed('take', 'incident', 'Take A', quiet), keyed('take', 'incident', 'Take B', quiet)];
    const heard: number[] = [];
    registry.subscribe(() => heard.push(registry.all().length));
    registry.add([page]);
    registry.add([first]);
    const leave = registry.add([second]);
    expect(registry.all()).toEqual([second, page]);
    expect(registry.withKey('c')).toBe(second);
    leave();
    expect(registry.all()).toEqual([first, page]);
    expect(registry.withKey('x')).toBeUndefined();
    expect(heard).toEqual([1, 2, 2, 2]);
  });

  it.each([
    ['', 'Go to the board', true],
    ['board go', 'Go to the board', true],
    ['GRAVITE', 'Changer la gravité', true],
    ["l'inc", 'Prendre l’incident en charge', true],
    ['board queue', 'Go to the board', false],
  ])('are found by %j in %j: %s', (typed, text, found) => {
    expect(fits(typed, text)).toBe(found);
  });
});
