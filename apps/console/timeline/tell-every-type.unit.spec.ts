import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { en } from '../words/words.en.js';
import { fr } from '../words/words.fr.js';
import { tellEntry } from './tell-entry.js';

/** Every type that the product writes into a timeline, as far as its sources name it. */
function typesWritten(): readonly string[] {
  const files = ['apps', 'libs']
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`))
    .filter((file) => file.endsWith('.ts') && !file.includes('.spec.') && !file.includes('/console/'));
  const sources = files.map((file) => readFileSync(file, 'utf8')).filter((source) => /\bappend\(/.test(source));
  const named = sources.flatMap((source) => [
    ...source.matchAll(/\btype: (?:\w+ \? '([a-z]+\.[a-z-]+)' : )?'([a-z]+\.[a-z-]+)'/g),
    ...source.matchAll(/\btell\([^;]*?'([a-z]+\.[a-z-]+)'/g),
    ...source.matchAll(
      /timelineTypes = \{[^}]*?'([a-z]+\.[a-z-]+)'[^}]*?'([a-z]+\.[a-z-]+)'[^}]*?'([a-z]+\.[a-z-]+)'/g,
    ),
  ]);
  return [...new Set(named.flatMap((match) => match.slice(1).filter((type): type is string => type !== undefined)))];
}

test('every type that is written has a sentence in both languages', () => {
  const types = typesWritten();
  expect(types.length).toBeGreaterThan(50);
  const silent = types.filter((type) => {
    const entry = {
      subject: 'incident',
      seq: 1,
      at: '2027-10-01T00:00:00.000Z',
      actor: 'service:x',
      actorName: 'x',
    } as const;
    const told = [en, fr].map((words) => tellEntry({ ...entry, type, data: {}, hash: '' }, words, () => null).what);
    // A type without a sentence is named as it was written, in both languages.
    return told[0] === told[1] && told[0]?.toLowerCase() === type.replaceAll(/[_.-]+/gu, ' ');
  });
  expect(silent).toEqual([]);
});
