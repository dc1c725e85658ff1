import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadPlaybooks } from './playbooks.schema.js';
import {
  categories,
  everyStep,
  firstSteps,
  pairedSteps,
  firstStepsSms,
  longestSms,
  playbookFor,
  responderTasks,
} from '#domain';

const playbooks = loadPlaybooks(readFileSync(new URL('./playbooks.yaml', import.meta.url), 'utf8'));
const quiet = { violence: false, lifeSafety: false };

describe('playbooks', () => {
  it.each(categories)('have steps in both languages for %s', (category) => {
    for (const language of ['en', 'fr'] as const) {
      expect(firstSteps(playbooks, { category, ...quiet }, language).length).toBeGreaterThan(0);
      expect(responderTasks(playbooks, { category, ...quiet }, language).length).toBeGreaterThan(0);
      expect(firstStepsSms(playbooks, { category, ...quiet }, language).length).toBeLessThanOrEqual(longestSms);
    }
  });

  it.each(categories)('put 911 first, once, when a report of %s speaks of violence', (category) => {
    for (const language of ['en', 'fr'] as const) {
      const steps = firstSteps(playbooks, { category, violence: true, lifeSafety: false }, language);
      expect(steps[0]).toContain('911');
      expect(new Set(steps).size).toBe(steps.length);
      expect(responderTasks(playbooks, { category, violence: false, lifeSafety: true }, language)[0]).toContain('911');
      expect(firstStepsSms(playbooks, { category, violence: false, lifeSafety: true }, language)).toContain('911');
    }
  });

  it('give somebody who writes in both languages the steps in both', () => {
    const verdict = { category: 'phishing', ...quiet } as const;
    expect(firstSteps(playbooks, verdict, 'bilingual')).toEqual([
      ...firstSteps(playbooks, verdict, 'en'),
      ...firstSteps(playbooks, verdict, 'fr'),
    ]);
  });

  it('are the same steps in both languages, all of them among those that a reporter can ever tick off', () => {
    const ever = new Set(everyStep(playbooks).map(({ en }) => en));
    for (const category of categories) {
      for (const lifeSafety of [false, true]) {
        const verdict = { category, violence: false, lifeSafety };
        const pairs = pairedSteps(playbooks, verdict);
        expect(pairs.map(({ en }) => en)).toEqual(firstSteps(playbooks, verdict, 'en'));
        expect(pairs.map(({ fr }) => fr)).toEqual(firstSteps(playbooks, verdict, 'fr'));
        expect(pairs.filter(({ en }) => !ever.has(en))).toEqual([]);
      }
    }
    expect(ever.size).toBe(everyStep(playbooks).length);
  });

  it('fall back to the general one', () => {
    const fewer = { ...playbooks, byCategory: new Map() };
    expect(playbookFor(fewer, 'ransomware')).toBe(playbooks.general);
  });

  it('never ask for a password or a code', () => {
    for (const category of categories) {
      expect(firstSteps(playbooks, { category, ...quiet }, 'bilingual').join('\n')).not.toMatch(
        /\b(?:send|give|tell) us (?:your|the) (?:password|code|PIN)/i,
      );
    }
  });
});

describe('a playbooks file', () => {
  it('that lacks a language is refused with the key that lacks it', () => {
    expect(() => loadPlaybooks('version: "1"\nlifeSafety: { en: a }\ngeneral: {}\ncategories: {}')).toThrow(
      /playbooks\.yaml: [^]*lifeSafety\.fr/,
    );
  });
});
