/**
 * `express`: triaged at once. `bulk`: stored as safely as any other and answered the same, but triaged together with others,
 * behind everything in the express lane. No report is ever refused for coming too often: a party's headquarters is one address
 * behind one router.
 */
export type Lane = 'express' | 'bulk';

export interface LaneFacts {
  /** Reports that the busiest source of this one has sent within the window, this one included. */
  readonly fromSource: number;
  /** Of those, how many went express because a glance found them severe. */
  readonly severeFromSource: number;
  /** Reports within the window that say the very same, whoever sent them, this one included. */
  readonly same: number;
  /** … that say nearly the same, other numbers or a few other words in them. */
  readonly alike: number;
  /** What a first look at the words makes of it; null when nobody looked, because the limit was not near or looks are spent. */
  readonly glance: 'severe' | 'ordinary' | null;
}

export interface LaneLimits {
  readonly windowMinutes: number;
  /** Reports from one source that go express whatever they say. */
  readonly fromSource: number;
  /** Beyond that, reports from the same source that go express because they look severe. */
  readonly severeFromSource: number;
  /** Reports that say the very same and go express; whoever is to be woken by those words is awake by then. */
  readonly same: number;
  /** … that say nearly the same. */
  readonly alike: number;
}

export type LaneReason = 'within-budget' | 'alike' | 'looks-severe' | 'source-over-budget';

/** Which lane a report takes, and why. */
export function chooseLane(
  facts: LaneFacts,
  limits: LaneLimits,
): { readonly lane: Lane; readonly because: LaneReason } {
  if (facts.same > limits.same || facts.alike > limits.alike) return { lane: 'bulk', because: 'alike' };
  if (facts.fromSource <= limits.fromSource) return { lane: 'express', because: 'within-budget' };
  if (facts.glance === 'severe' && facts.severeFromSource < limits.severeFromSource) {
    return { lane: 'express', because: 'looks-severe' };
  }
  return { lane: 'bulk', because: 'source-over-budget' };
}
