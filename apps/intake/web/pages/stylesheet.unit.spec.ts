import { describe, expect, it, test } from 'vitest';
import { contrast, grounds, loadConfig } from '#config';
import { fonts } from './fonts.js';
import { token } from './gc-tokens.js';
import { stylesheetOf } from './stylesheet.js';

const { colours } = loadConfig({}).brand;
const style = stylesheetOf(
  colours,
  fonts.map((font) => ({ ...font, path: `/web/${font.name}.woff2` })),
);

/** The colours of a theme by their names, those of the light one where the dark one has none of its own. */
const themes = [...style.matchAll(/:root \{([^}]+--deep[^}]+)\}/g)]
  .slice(0, 2)
  .map(([, rules = '']) =>
    Object.fromEntries(
      [...rules.matchAll(/--([\w-]+):(#[\da-f]{6})/g)].map(([, name = '', value = '']) => [name, value]),
    ),
  );

describe('the style of the public pages', () => {
  const pairs: readonly (readonly [text: string, ground: string])[] = [
    ...['ground', 'card', 'group', 'tint', 'warn', 'bad-tint', 'good-tint'].map((ground) => ['ink', ground] as const),
    ...['ground', 'card', 'group', 'tint', 'warn'].map((ground) => ['soft', ground] as const),
    ...['ground', 'card', 'group', 'tint', 'warn'].map((ground) => ['link', ground] as const),
    ['bad', 'bad-tint'],
    ['bad', 'ground'],
    ['on-deep', 'deep'],
    ['on-emergency', 'emergency'],
  ];

  it.each(pairs)('has %s readable on %s, light and dark', (text, ground) => {
    const [light = {}, dark = {}] = themes;
    for (const theme of [light, { ...light, ...dark }]) {
      expect(contrast(theme[text] ?? '', theme[ground] ?? '')).toBeGreaterThanOrEqual(4.5);
    }
  });

  test('stands on the dark ground that a deployment’s colour is checked against', () => {
    expect(grounds).toEqual({ light: token('color-white'), dark: token('color-blue-900') });
  });

  test('asks for a token by the name that the package has, or for nothing', () => {
    expect(() => token('color-mauve')).toThrow('no --gcds-color-mauve');
  });
});
