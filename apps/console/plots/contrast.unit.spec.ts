import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const stylesheet = (name: string) => readFileSync(new URL(`../styles/${name}.css`, import.meta.url), 'utf8');

/** The variables of a theme; the dark one is what is put over the light one. */
function variablesOf(theme: 'light' | 'dark'): ReadonlyMap<string, string> {
  const parts = ['colours', 'plots'].map((name) => stylesheet(name).split(`:root[data-theme='dark']`));
  const texts = parts.flatMap(([light = '', dark = '']) => (theme === 'light' ? [light] : [light, dark]));
  return new Map(
    texts.flatMap((text) =>
      Array.from(text.matchAll(/--([\w-]+): (#[0-9a-f]{6});/gu), ([, name = '', value = '']) => [name, value]),
    ),
  );
}

/** Relative luminance as WCAG 2.1 defines it. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

const severities = ['critical', 'high', 'medium', 'low', 'none'].map((name) => `plot-${name}`);
const marks = [...[1, 2, 3, 4, 5, 6].map((place) => `plot-${place}`), ...severities];

const states = ['received', 'triaged', 'contained', 'recovering', 'resolved', 'closed'].map((name) => `plot-${name}`);

describe.each(['light', 'dark'] as const)('the colours of plots, %s', (theme) => {
  const colours = variablesOf(theme);
  const of = (name: string) => colours.get(name) ?? expect.unreachable(`--${name} is not there`);

  it.each(marks)('%s reaches 3:1 against the panel', (name) => {
    expect(contrast(of(name), of('panel'))).toBeGreaterThanOrEqual(3);
  });

  it.each(states)('%s holds its name, which is written in the colour of the panel', (name) => {
    expect(contrast(of(name), of('panel'))).toBeGreaterThanOrEqual(4.5);
  });

  it('has severities in the order of their contrast', () => {
    const contrasts = severities.slice(0, 4).map((name) => contrast(of(name), of('panel')));
    expect(contrasts).toEqual(contrasts.toSorted((a, b) => b - a));
  });

  it('has a scale that goes away from the ground step by step', () => {
    const contrasts = [1, 2, 3, 4, 5].map((step) => contrast(of(`plot-scale-${step}`), of('panel')));
    expect(contrasts).toEqual(contrasts.toSorted((a, b) => a - b));
  });
});
