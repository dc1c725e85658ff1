import { describe, expect, it } from 'vitest';
import { compileLexicon, findHits, readWords, type Concept } from './lexicon.js';
import { compilePhrase, type Phrase } from './phrase.js';

function phrases(...sources: readonly string[]): readonly Phrase[] {
  return sources.map((source) => {
    const compiled = compilePhrase(source);
    if (compiled.outcome === 'bad-phrase') throw new Error(compiled.reason);
    return compiled.phrase;
  });
}

function lexiconOf(concept: Partial<Concept> & Pick<Concept, 'phrases'>): ReturnType<typeof compileLexicon> {
  return compileLexicon([{ name: 'it', negatable: true, inQuotations: false, ...concept }], {
    misspelt: ['account', 'password', 'hacked'],
    variants: new Map([['acct', 'account']]),
    negators: ['not', 'no', 'nobody', 'without', 'havent', 'pas', 'personne', 'jamais', 'rien', 'sans'],
    clauseBreakers: ['and', 'but', 'mais', 'et'],
  });
}

/** '+' for a hit, '-' for one that is taken back, '' for none. */
function reading(text: string, ...sources: readonly string[]): string {
  const lexicon = lexiconOf({ phrases: phrases(...sources) });
  return findHits(lexicon, readWords(lexicon, text))
    .map((hit) => (hit.negated ? '-' : '+'))
    .join('');
}

describe('a phrase', () => {
  it.each([
    ['hacked account', 'the HACKED account', '+'],
    ['hack* account', 'a hacker account', '+'],
    ['page|account hacked', 'our account hacked', '+'],
    ['locked out', "we're locked-out", '+'],
    ["can't log in", 'i can’t log in', '+'],
    ["can't log in", 'i cant log in', '+'],
    ["l'adresse change*", "l'adresse changée", '+'],
    ['cle', 'une clé USB', '+'],
    ['sign <2> in', 'sign me back in', '+'],
    ['sign <2> in', 'sign me right back in', ''],
    ['was the? page', 'was page', '+'],
    ['was hacked', 'it was. hacked by', ''],
    ['hacked', 'ｈａｃｋｅｄ', '+'],
    ['71000 names', '71,000 names', '+'],
    ['58412 noms', '58 412 noms', '+'],
  ])('%s in “%s”', (phrase, text, expected) => {
    expect(reading(text, phrase)).toBe(expected);
  });

  it.each([
    ['<2> in'],
    ['sign <99> in'],
    ['a*'],
    ['sign <2>'],
    ['x? y'],
    ['a b|c?'],
    ['a , b'],
    [Array(20).fill('a').join(' ')],
  ])('is refused when it reads %s', (source) => {
    expect(compilePhrase(source).outcome).toBe('bad-phrase');
  });
});

describe('misspellings', () => {
  it.each([
    ['acount', '+'],
    ['acccount', '+'],
    ['accuont', '+'],
    ['acct', '+'],
    ['count', ''],
    ['amount', ''],
  ])('%s is read as account: %s', (text, expected) => {
    expect(reading(text, 'account')).toBe(expected);
  });
});

describe('negation', () => {
  it.each([
    ['Nobody has hacked us', '-'],
    ['we have not been hacked', '-'],
    ['we havent seen anything hacked', '-'],
    ['personne ne nous a hacked', '-'],
    ['une personne a hacked la page', '+'],
    ['not only hacked', '+'],
    ['I do not know, hacked maybe', '+'],
    ['nobody called but we are hacked', '+'],
    ['I am not here. hacked', '+'],
    ['on ne hacked pas', '-'],
  ])('in “%s”', (text, expected) => {
    expect(reading(text, 'hacked')).toBe(expected);
  });

  it('inside a gap takes a phrase back, unless the phrase itself is negative', () => {
    expect(reading('I typed my name, not my password', 'typed <5> password')).toBe('-');
    expect(reading('a rule I did not create', 'rule <3> not')).toBe('+');
  });
});

describe('quotations', () => {
  const text = 'It said « your mailbox is full so please get hacked today » to us';
  it('hide what somebody else said, unless the concept is to be found there', () => {
    const ignoring = lexiconOf({ phrases: phrases('hacked') });
    expect(findHits(ignoring, readWords(ignoring, text))).toHaveLength(0);
    const counting = lexiconOf({ phrases: phrases('hacked'), inQuotations: true });
    expect(findHits(counting, readWords(counting, text))).toHaveLength(1);
  });

  it('of a few words are the reporter’s own', () => {
    expect(reading('we were "hacked" today', 'hacked')).toBe('+');
  });

  it('that never close hide nothing', () => {
    expect(reading('it says "your mailbox is full. We were hacked', 'hacked')).toBe('+');
  });
});
