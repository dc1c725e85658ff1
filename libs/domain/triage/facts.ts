import type { Hit } from './lexicon.js';
import type { Word } from './words.js';

/**
 * What the rules may ask about one report: names of concepts that its words express, names computed from it
 * (`channel:sms`, `category:phishing`), each with the places it was read from.
 */
export class Facts {
  readonly #hits = new Map<string, Hit[]>();
  readonly #computed = new Set<string>();

  constructor(hits: readonly Hit[], groups: ReadonlyMap<string, readonly string[]>) {
    for (const hit of hits) this.#note(hit.negated ? `not:${hit.concept}` : hit.concept, hit);
    for (const [group, members] of groups) {
      for (const member of members) for (const hit of this.#hits.get(member) ?? []) this.#note(group, hit);
      if (members.some((member) => this.#computed.has(member))) this.#computed.add(group);
    }
  }

  /** Adds a fact that no single words express. */
  assert(name: string): void {
    this.#computed.add(name);
  }

  has(name: string): boolean {
    return this.#computed.has(name) || this.#hits.has(name);
  }

  hits(name: string): readonly Hit[] {
    return this.#hits.get(name) ?? [];
  }

  #note(name: string, hit: Hit): void {
    const hits = this.#hits.get(name);
    if (hits === undefined) this.#hits.set(name, [hit]);
    else hits.push(hit);
  }
}

/** Facts of which one is enough. */
export type AnyOf = readonly string[];

/** When a rule holds. */
export interface Condition {
  readonly all: readonly AnyOf[];
  readonly none: readonly AnyOf[];
  /** Each list must be found whole in some one sentence. */
  readonly together: readonly (readonly AnyOf[])[];
  /** At least so many different places that express one of the facts. */
  readonly atLeast: { readonly count: number; readonly of: AnyOf } | null;
}

/** The places that make the condition hold, one for each part of it; null when it does not hold. */
export function evidenceFor(condition: Condition, facts: Facts): readonly Hit[] | null {
  for (const anyOf of condition.none) if (holds(anyOf, facts)) return null;
  for (const anyOf of condition.all) if (!holds(anyOf, facts)) return null;
  const evidence: Hit[] = [];
  for (const anyOf of condition.all) {
    const hit = hitsOf(anyOf, facts)[0];
    if (hit !== undefined) evidence.push(hit);
  }
  for (const entries of condition.together) {
    const together = inOneSentence(entries, facts);
    if (together === null) return null;
    evidence.push(...together);
  }
  if (condition.atLeast !== null) {
    const hits = hitsOf(condition.atLeast.of, facts);
    if (new Set(hits.map((hit) => hit.start)).size < condition.atLeast.count) return null;
    evidence.push(...hits.slice(0, condition.atLeast.count));
  }
  return evidence;
}

function holds(anyOf: AnyOf, facts: Facts): boolean {
  for (const name of anyOf) if (facts.has(name)) return true;
  return false;
}

function hitsOf(anyOf: AnyOf, facts: Facts): readonly Hit[] {
  return anyOf.flatMap((name) => facts.hits(name));
}

function inOneSentence(entries: readonly AnyOf[], facts: Facts): readonly Hit[] | null {
  if (!entries.every((anyOf) => holds(anyOf, facts))) return null;
  const found = entries.map((anyOf) => hitsOf(anyOf, facts));
  for (const { sentence } of found[0] ?? []) {
    const here = found.map((hits) => hits.find((hit) => hit.sentence === sentence));
    if (here.every((hit) => hit !== undefined)) return here;
  }
  return null;
}

/** The largest number that stands before a word for people or their records ("71,000 names", "58 412 noms"); 0 when none does. */
export function peopleCounted(words: readonly Word[], people: ReadonlySet<string>): number {
  let most = 0;
  words.forEach((word, at) => {
    const digits = /^(\d{1,9})(k?)$/u.exec(word.folded);
    if (digits === null) return;
    const number = Number(digits[1]) * (digits[2] === 'k' ? 1_000 : 1);
    const near = words.slice(at + 1, at + 5).filter((next) => next.sentence === word.sentence);
    if (number > most && near.some((next) => people.has(next.folded))) most = number;
  });
  return most;
}
