import { describe, expect, test } from 'vitest';
import { notificationOf, readPush, saidBy, words } from './push-words.js';

const link = 'https://hotline.example/ack/0e7f5b1e-6c1f-4a51-9d5e-2f2f3b0c8a11.abcdefghijklmnopqrstuv';

describe('A push', () => {
  test('about one incident can be answered where it shows, in the browser’s language', () => {
    const page = readPush(JSON.stringify({ title: 'CRITIQUE : Courriel piraté', text: 'K7Q4-MPX', url: link }));
    const { title, options } = notificationOf(page, ['fr-CA', 'en']);
    expect(title).toBe('CRITIQUE : Courriel piraté');
    expect(options).toMatchObject({ body: 'K7Q4-MPX', tag: link, data: { url: link }, requireInteraction: true });
    expect(options.actions?.map(({ title: button }) => button)).toEqual(['Je m’en occupe', 'Pas moi']);
  });

  test('about several leads to the console', () => {
    const page = readPush(JSON.stringify({ title: '10 incidents', text: '', url: 'https://hotline.example/console/' }));
    expect(notificationOf(page, ['en']).options.actions).toBeUndefined();
  });

  test.each(['', '{', 'null', '[]', '{"title":7}'])('that cannot be read wakes all the same: %s', (text) => {
    const { title, options } = notificationOf(readPush(text), ['de-DE']);
    expect(title).toBe('An incident needs you');
    expect(options.data.url).toBe('/console/');
  });
});

test.each([
  [['fr-CA', 'en-CA'], 'Pas moi'],
  [['de', 'fr'], 'Pas moi'],
  [['en-GB'], 'Not me'],
  [[], 'Not me'],
])('to %o the hotline says “%s”', (languages, decline) => {
  expect(words(languages).decline).toBe(decline);
});

test('the answer is the sentence of the page behind the link', () => {
  expect(saidBy('<h1>x</h1><p role="status">Priya O&#39;Neil already has it.</p>')).toBe(
    'Priya O\u0027Neil already has it.',
  );
  expect(saidBy('<h1>Not found</h1>')).toBeNull();
});
