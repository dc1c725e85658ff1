import { describe, expect, it } from 'vitest';
import type { Opinion } from './opinion.js';
import type { Category, SeverityRule } from './verdict.js';
import { weighCategory, weighSeverity, type Weighing } from './weigh.js';

const weighing: Weighing = {
  ruleOnCategory: 1,
  ruleOnSeverity: 1,
  ruleOnKind: 1,
  ruleOnDisposition: 1,
  usualOnDisposition: 1,
  usualOnSeverity: 0.5,
  surelyNothing: 0.5,
  nothingAgainstRule: 0.8,
  unusual: 2,
  unspoken: 1,
  tooLow: 2.5,
  grave: 2,
};

function opinion(chances: Readonly<Record<string, number>>): Opinion {
  return { chances: new Map(Object.entries(chances)), evidenceFor: () => [] };
}

interface Said {
  readonly rule?: Category;
  readonly vote?: number;
  readonly speaksOf?: (category: Category) => boolean;
}

function category(chances: Partial<Record<Category, number>>, said: Said = {}): Category {
  const { rule = 'undetermined', vote = 0, speaksOf = () => true } = said;
  return weighCategory(rule, vote, opinion(chances), weighing, speaksOf);
}

describe('the category', () => {
  it('is the likeliest', () => {
    expect(category({ phishing: 0.6, malware: 0.4 })).toBe('phishing');
  });

  it('is the one of the rule when its vote makes it likeliest', () => {
    expect(category({ phishing: 0.6, malware: 0.4 }, { rule: 'malware', vote: 1 })).toBe('malware');
    expect(category({ phishing: 0.9, malware: 0.1 }, { rule: 'malware', vote: 1 })).toBe('phishing');
  });

  it('loses when nothing in the report is what it speaks of', () => {
    expect(category({ phishing: 0.6, malware: 0.4 }, { speaksOf: (one) => one !== 'phishing' })).toBe('malware');
  });

  it.each<[string, number, Category, boolean, Category]>([
    ['more likely than not, and says so', 0.6, 'undetermined', true, 'not_an_incident'],
    ['the likeliest, but not more likely than not', 0.4, 'undetermined', true, 'phishing'],
    ['likely, with nothing that says so', 0.9, 'undetermined', false, 'phishing'],
    ['likely, while a rule proposes an incident', 0.7, 'phishing', true, 'phishing'],
    ['nearly certain, though a rule proposes an incident', 0.97, 'phishing', true, 'not_an_incident'],
  ])('is no incident when that is %s: %d', (_, chance, rule, said, expected) => {
    const others = (1 - chance) / 3;
    const chances = { not_an_incident: chance, phishing: others + 0.001, malware: others, ransomware: others - 0.001 };
    const speaksOf = (one: Category): boolean => said || one !== 'not_an_incident';
    expect(category(chances, { rule, vote: rule === 'phishing' ? 0.5 : 0, speaksOf })).toBe(expected);
  });
});

describe('the severity', () => {
  const all = new Set<SeverityRule>(['C2', 'H1', 'M1', 'L1', 'N1']);
  const severity = (proposed: SeverityRule, chances: Record<string, number>, usual = all): SeverityRule =>
    weighSeverity({ rule: proposed, vote: 1 }, usual, opinion(chances), weighing);

  it.each<[SeverityRule, Record<string, number>, SeverityRule]>([
    ['H1', { H1: 0.9, M1: 0.1 }, 'H1'],
    ['M1', { H1: 0.9, M1: 0.1 }, 'H1'],
    ['H1', { C2: 0.4, H1: 0.6 }, 'C2'],
    ['N1', { N1: 0.3, H1: 0.7 }, 'H1'],
    ['M1', { L1: 0.55, M1: 0.45 }, 'M1'],
  ])('proposed %s, with chances %j, is %s: erring high costs less', (proposed, chances, expected) => {
    expect(severity(proposed, chances)).toBe(expected);
  });

  it('needs more evidence when the category does not usually come with it', () => {
    expect(severity('H1', { C2: 0.3, H1: 0.7 }, new Set<SeverityRule>(['H1']))).toBe('H1');
  });
});
