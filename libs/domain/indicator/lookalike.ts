import { skeleton } from './confusables.js';
import { isUnder, registrableDomain } from './domain-name.js';
import type { Lookalike, LookalikeWay } from './indicator.js';
import { readPunycode } from './punycode.js';

/** Names shorter than this are words or initials that stand in many others. */
const shortestName = 4;
/** From this length a party's name may stand inside another word without a hyphen. */
const longName = 7;
/** One wrong letter in a name of this length is a typing error; two from the second. */
const oneError = 5;
const twoErrors = 10;

/**
 * The party that a domain passes for, and how; null for a party's own domain, what lies under it, and any other name.
 * The first way in the order of `ways` wins. Own domains of every party must be given, so that two parties with like
 * names are not taken for each other.
 */
export function lookalikeOf(domain: string, partyDomains: readonly string[]): Lookalike | null {
  const written = domain.toLowerCase().replace(/\.$/u, '');
  const host = written.split('.').map(readPunycode).join('.');
  if (isUnder(host, partyDomains)) return null;
  const parties = partyDomains.map((of) => ({ of, name: nameIn(registrableDomain(of)) }));
  const candidate: Candidate = {
    host,
    name: nameIn(registrableDomain(host)),
    encoded: /(?:^|\.)xn--/u.test(written),
  };
  for (const [how, passesFor] of ways)
    for (const { of, name } of parties)
      if (name.length >= shortestName && passesFor(candidate, name, of))
        return { of, how: how === 'homoglyph' && candidate.encoded ? 'punycode' : how };
  return null;
}

interface Candidate {
  readonly host: string;
  /** The label that somebody chose: `mapleparty` of `www.mapleparty.ca`. */
  readonly name: string;
  readonly encoded: boolean;
}

const ways: readonly (readonly [LookalikeWay, (candidate: Candidate, name: string, of: string) => boolean])[] = [
  ['other-suffix', (candidate, name) => candidate.name === name],
  ['homoglyph', (candidate, name) => skeleton(candidate.name) === skeleton(name)],
  ['hyphen', (candidate, name) => bare(candidate.name) === bare(name)],
  ['subdomain', standsInFront],
  ['combined', (candidate, name) => holdsName(candidate.name, name)],
  ['typo', (candidate, name) => isTypo(bare(skeleton(candidate.name)), bare(skeleton(name)))],
];

function standsInFront({ host }: Candidate, name: string, of: string): boolean {
  const front = host.slice(0, -registrableDomain(host).length);
  return front.includes(`${of}.`) || front.split('.').some((label) => label === name || holdsName(label, name));
}

/** `donate-mapleparty`, `mapleparty2026`, `donatemapleparty`; with letters that only look like the name's too. */
function holdsName(label: string, name: string): boolean {
  const [whole, part] = [skeleton(label), skeleton(name)];
  if (whole === part || whole.length <= part.length) return false;
  const tokens = `-${whole.replaceAll('_', '-')}-`;
  if (tokens.includes(`-${part}-`)) return true;
  const run = bare(part);
  if (run.length >= longName) return bare(whole).includes(run) || (whole.includes('-') && hasTokenLike(tokens, run));
  // A short name counts where only digits or a well-known word are joined to it.
  return /^(?:\d+|hq|ca|canada|qc|party|parti|vote|votes|dons?|donate|online|info|official|officiel|team)$/u.test(
    remainder(label, name),
  );
}

function hasTokenLike(tokens: string, run: string): boolean {
  return (
    run.length >= twoErrors - 1 &&
    tokens.split('-').some((token) => token.length >= run.length - 1 && distance(token, run) === 1)
  );
}

function remainder(label: string, name: string): string {
  if (label.startsWith(name)) return label.slice(name.length);
  return label.endsWith(name) ? label.slice(0, -name.length) : label;
}

function isTypo(written: string, name: string): boolean {
  if (name.length < oneError || Math.abs(written.length - name.length) > 2) return false;
  const errors = distance(written, name);
  return errors > 0 && errors <= (name.length >= twoErrors ? 2 : 1);
}

function nameIn(registrable: string): string {
  return registrable.split('.')[0] ?? '';
}

function bare(label: string): string {
  return label.replaceAll('-', '');
}

/** Letters added, left out, changed or swapped with their neighbour (optimal string alignment). Labels are at most 63 long. */
function distance(a: string, b: string): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (beforeLast[j - 2] ?? 0) + 1 : changed;
      row.push(Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, changed, swapped));
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
