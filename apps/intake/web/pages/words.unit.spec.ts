import { describe, expect, it } from 'vitest';
import { accountHelp } from './account-help.js';
import { channelWords } from './channel-words.js';
import { checklistWords } from './checklist-words.js';
import { lostCodeWords } from './lost-code-words.js';
import { receiptWords } from './receipt-words.js';
import { turnWords } from './turn-words.js';
import { spellOut } from './spell-out.js';
import { words } from './words.js';

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'function') return [String((value as (...values: readonly unknown[]) => unknown)('…', 1, 2))];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

const all = [words, accountHelp, channelWords, checklistWords, lostCodeWords, receiptWords, turnWords] as const;
const said = { en: all.map(({ en }) => en), fr: all.map(({ fr }) => fr) } as const;

describe('the words of the public pages', () => {
  it('say something everywhere, and not the same in both languages', () => {
    const [en, fr] = [said.en.flatMap(textsIn), said.fr.flatMap(textsIn)];
    expect(fr).toHaveLength(en.length);
    expect([...en, ...fr].filter((text) => text.trim() === '')).toEqual([]);
    const same = en.filter((text, index) => text === fr[index]);
    expect(same).toEqual(['Conversation']);
  });

  it('are set as French is set: no-break spaces before colons and inside guillemets, curly apostrophes', () => {
    expect(
      said.fr.flatMap(textsIn).filter((text) => /[^\u00A0]:|« | »|\w'\w/.test(text.replaceAll('://', ''))),
    ).toEqual([]);
  });
});

describe('a reference over the phone', () => {
  it('is spelt with the alphabet of the air', () => {
    expect(spellOut('K7Q4-MPX')).toBe('Kilo 7 Quebec 4, Mike Papa X-ray');
  });
});
