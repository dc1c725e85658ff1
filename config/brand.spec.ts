import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadBrand } from './brand.schema.js';
import { ConfigError, contrast } from './index.js';

const shipped = readFileSync(new URL('brand.yaml', import.meta.url), 'utf8');
const mark = readFileSync(new URL('mark.svg', import.meta.url));

/** The line that a start with this brand would print. */
function complaint(text: string, logo: Buffer | string = mark): string {
  try {
    loadBrand(text, () => Buffer.from(logo));
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'no complaint';
}

const svg = (inside: string): string => `<svg xmlns="http://www.w3.org/2000/svg">${inside}</svg>`;

describe('a brand', () => {
  test('is that of the demonstration as shipped', () => {
    expect(loadBrand(shipped, () => mark)).toMatchObject({ firstLanguage: 'en', logo: { mediaType: 'image/svg+xml' } });
  });

  test.each([
    [
      "main: '#26374a'",
      "main: '#7fb0ff'",
      'colours.main: expected a colour that can be read on white (#ffffff) with a contrast of 4.5:1, this one has 2.1:1, found "#7fb0ff"',
    ],
    [
      "mainOnDark: '#adcaeb'",
      "mainOnDark: '#26374a'",
      'colours.mainOnDark: expected a colour that can be read on the dark ground (#0a1829)',
    ],
    ["main: '#26374a'", 'main: navy', 'colours.main: expected a colour in quotes such as "#26374a", found "navy"'],
    ['firstLanguage: en', 'firstLanguage: de', 'firstLanguage: expected one of en, fr, found "de"'],
    [
      'logo: mark.svg',
      'logo: ../mark.svg',
      'logo: expected the name of an SVG or PNG file in this folder, found "../mark.svg"',
    ],
    [
      'logo: mark.svg',
      'logo: mark.gif',
      'logo: expected the name of an SVG or PNG file in this folder, found "mark.gif"',
    ],
    ['logo: mark.svg', 'logo: mark.png', 'logo: expected a PNG file, found "mark.png"'],
  ])('with %s → %s stops the start', (from, to, expected) => {
    expect(shipped).toContain(from);
    expect(complaint(shipped.replace(from, to))).toContain(`brand.yaml: ${expected}`);
  });

  test.each([
    ['a script', svg('<script>alert(1)</script>'), 'a script'],
    ['a script of another name', svg('<svg:script xmlns:svg="x">1</svg:script>'), 'a script'],
    ['a handler', svg('<rect onload="alert(1)"/>'), 'an event handler'],
    ['a link that runs', svg('<a href="javascript:alert(1)"><rect/></a>'), 'a script'],
    ['another document', svg('<foreignObject><p>hello</p></foreignObject>'), 'another document'],
    ['an entity', `<!DOCTYPE svg [<!ENTITY a "b">]>${svg('')}`, 'a document type'],
    ['a picture from elsewhere', svg('<image href="https://elsewhere.example/a.png"/>'), 'a link'],
    ['a style from elsewhere', svg('<style>@import "https://elsewhere.example/a.css";</style>'), 'a link'],
    ['a fill from elsewhere', svg('<rect fill="url(https://elsewhere.example/a.svg#b)"/>'), 'a link'],
  ])('with %s in its SVG stops the start', (_name, logo, what) => {
    expect(complaint(shipped, logo)).toBe(`brand.yaml: logo: expected an SVG without ${what}, found "mark.svg"`);
  });

  test('may use what it draws itself', () => {
    expect(complaint(shipped, svg('<defs><path id="a"/></defs><use href="#a"/><rect fill="url(#b)"/>'))).toBe(
      'no complaint',
    );
  });

  test('with a logo as heavy as a photograph, or one that is none, stops the start', () => {
    expect(complaint(shipped, svg(' '.repeat(70_000)))).toContain('expected a picture of 64 KB at most');
    expect(complaint(shipped, 'hello')).toContain('expected an SVG file');
  });
});

test.each([
  ['#000000', '#ffffff', 21],
  ['#777777', '#ffffff', 4.48],
  ['#26374a', '#26374a', 1],
])('the contrast of %s and %s is %f', (one, other, expected) => {
  expect(contrast(one, other)).toBeCloseTo(expected, 2);
  expect(contrast(other, one)).toBe(contrast(one, other));
});
