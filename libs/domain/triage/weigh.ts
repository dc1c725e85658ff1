import { severities, type Severity } from '../incident/severity.js';
import type { Opinion } from './opinion.js';
import { noIncident, severityOf, type Category, type SeverityRule } from './verdict.js';

/** How the tables of rules and the learned weights are put together: `weighing` in config/triage.yaml. */
export interface Weighing {
  /** What the category of the first rule that holds is worth, in log-odds. */
  readonly ruleOnCategory: number;
  /** What the band of the most severe rule that holds is worth, in log-odds. */
  readonly ruleOnSeverity: number;
  /** The same for the usual severity of the category, when no rule holds. */
  readonly usualOnSeverity: number;
  /** The same for the kind of account and for the disposition. */
  readonly ruleOnKind: number;
  readonly ruleOnDisposition: number;
  /** The same for the usual disposition of the category, when no rule holds. */
  readonly usualOnDisposition: number;
  /** Calling something no incident takes at least this chance: what is unclear goes to a person. */
  readonly surelyNothing: number;
  /** The same where a rule proposes an incident. */
  readonly nothingAgainstRule: number;
  /** What a severity rule loses that its category does not usually come with, in log-odds. */
  readonly unusual: number;
  /** What a category loses when nothing in the report is what it speaks of, in log-odds. */
  readonly unspoken: number;
  /** What one band too low costs against one band too high, which costs 1. */
  readonly tooLow: number;
  /** So much more costs to miss something critical, or to call something no incident. */
  readonly grave: number;
}

/**
 * The category with most support from the learned weights and the rule together. One that means no incident is only
 * taken on evidence of its own (`speaksOf`) and with more than half the support, and with nearly all of it where a rule
 * proposes an incident; else the likeliest incident, or `undetermined`, which a person reads.
 */
export function weighCategory(
  proposed: Category,
  vote: number,
  opinion: Opinion,
  weighing: Weighing,
  speaksOf: (category: Category) => boolean,
): Category {
  const support = [...opinion.chances].map(([label, chance]) => {
    const category = label as Category;
    const change = (category === proposed ? vote : 0) - (speaksOf(category) ? 0 : weighing.unspoken);
    return { category, chance: (chance + 1e-6) * Math.exp(change) };
  });
  const best = likeliest(support);
  if (best === undefined || !noIncident.has(best)) return best ?? proposed;
  const sum = support.reduce((total, { chance }) => total + chance, 0);
  const nothing = support.filter(({ category }) => noIncident.has(category));
  const chance = nothing.reduce((total, one) => total + one.chance, 0) / sum;
  const needed = vote > 0 && !noIncident.has(proposed) ? weighing.nothingAgainstRule : weighing.surelyNothing;
  if (speaksOf(best) && chance >= needed) return best;
  return likeliest(support.filter(({ category }) => !noIncident.has(category))) ?? 'undetermined';
}

function likeliest(support: readonly { readonly category: Category; readonly chance: number }[]): Category | undefined {
  return support.toSorted((a, b) => b.chance - a.chance)[0]?.category;
}

/** The label with most support, the proposal's vote among it; the proposal where nothing was learned. */
export function weighLabel<Label extends string>(proposed: Label, vote: number, { chances }: Opinion): Label {
  let [best, most] = [proposed, ((chances.get(proposed) ?? 0) + 1e-6) * Math.exp(vote)];
  for (const [label, chance] of chances)
    if (label !== proposed && chance > most) [best, most] = [label as Label, chance];
  return best;
}

/** What the tables propose, and what that is worth in log-odds. */
export interface SeverityProposal {
  readonly rule: SeverityRule;
  readonly vote: number;
}

/**
 * The severity rule whose band costs least when wrong. Erring high costs less than erring low, and least may a critical
 * report be missed or one that needs somebody be called no incident. The rules' own severity stays when its band is chosen.
 */
export function weighSeverity(
  { rule: proposed, vote: ruleVote }: SeverityProposal,
  usual: ReadonlySet<SeverityRule>,
  opinion: Opinion,
  weighing: Weighing,
): SeverityRule {
  const chances = new Map<Severity, number>();
  const likeliest = new Map<Severity, { readonly rule: SeverityRule; readonly chance: number }>();
  let sum = 0;
  for (const [label, given] of opinion.chances) {
    const rule = label as SeverityRule;
    const band = severityOf(rule);
    const vote = band === severityOf(proposed) ? ruleVote : 0;
    const chance = (given + 1e-5) * Math.exp(vote - (usual.has(rule) ? 0 : weighing.unusual));
    sum += chance;
    chances.set(band, (chances.get(band) ?? 0) + chance);
    if (chance > (likeliest.get(band)?.chance ?? 0)) likeliest.set(band, { rule, chance });
  }
  let chosen = severityOf(proposed);
  let least = Infinity;
  severities.forEach((band, at) => {
    const cost = severities.reduce((total, truth, truthAt) => {
      const chance = (chances.get(truth) ?? 0) / sum;
      return total + chance * costOf(at - truthAt, truth, band, weighing);
    }, 0);
    if (cost < least) [chosen, least] = [band, cost];
  });
  return chosen === severityOf(proposed) ? proposed : (likeliest.get(chosen)?.rule ?? proposed);
}

/** `off`: bands too low when positive, too high when negative. */
function costOf(off: number, truth: Severity, chosen: Severity, { tooLow, grave }: Weighing): number {
  if (off > 0) return tooLow * off * (truth === 'critical' || chosen === 'not-an-incident' ? grave : 1);
  return off === 0 ? 0 : off === -1 ? 1 : -1.5 * off;
}
