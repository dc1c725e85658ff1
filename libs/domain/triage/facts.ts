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

/** When a rule holds. Each entry is a fact, or several with `|` between, of which one is enough. */
export interface Condition {
  readonly all: readonly string[];
  readonly none: readonly string[];
  /** Each list must be found whole in some one sentence. */
  readonly together: readonly (readonly string[])[];
  /** At least so many different places that express one of the facts. */
  readonly atLeast: { readonly count: number; readonly of: string } | null;
}

/** The places that make the condition hold, one for each part of it; null when it does not hold. */
export function evidenceFor(condition: Condition, facts: Facts): readonly Hit[] | null {
  const evidence: Hit[] = [];
  for (const entry of condition.none) if (holds(entry, facts)) return null;
  for (const entry of condition.all) {
    if (!holds(entry, facts)) return null;
    const hit = hitsOf(entry, facts)[0];
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

function holds(entry: string, facts: Facts): boolean {
  return entry.split('|').some((name) => facts.has(name));
}

function hitsOf(entry: string, facts: Facts): readonly Hit[] {
  return entry.split('|').flatMap((name) => facts.hits(name));
}

function inOneSentence(entries: readonly string[], facts: Facts): readonly Hit[] | null {
  const found = entries.map((entry) => hitsOf(entry, facts));
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
