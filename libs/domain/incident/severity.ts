/** How bad an incident is for the party and the election, most severe first. The order here is the order of every queue. */
export const severities = ['critical', 'high', 'medium', 'low', 'not-an-incident'] as const;

export type Severity = (typeof severities)[number];

/** Position in the order of severity: critical is 0, not-an-incident is 4. */
export function severityRank(severity: Severity): number {
  return severities.indexOf(severity);
}

/** The more severe of two; either when they are the same. */
export function moreSevere(a: Severity, b: Severity): Severity {
  return severityRank(a) <= severityRank(b) ? a : b;
}
