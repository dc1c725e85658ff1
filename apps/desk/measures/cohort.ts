import { responseTargets, severities } from '#domain';

/** A span of time, `to` not in it. */
export interface Period {
  readonly from: Date;
  readonly to: Date;
}

/** A percentile of fewer incidents would be the time of one of them, and a party with fewer could be recognised. */
export const fewest = 3;

/**
 * The incidents of a period, `$1` to `$2`: those that were opened in it. One that became a part of another is counted there, and
 * what is no incident is not counted. `reported_at` is when the report came that opened it: the clock of every time runs from there.
 */
export const cohort = `
  SELECT i.id, i.severity, i.party_id, i.category, i.opened_at, coalesce(r.received_at, i.opened_at) AS reported_at
  FROM incident i LEFT JOIN report r ON r.reference = i.reference
  WHERE i.opened_at >= $1 AND i.opened_at < $2 AND i.merged_into IS NULL AND i.severity <> 'not-an-incident'`;

/** The incidents of a period with when each thing first happened, from the events: an incident's own columns forget when it is reopened. */
export const reachedCohort = `
  SELECT c.id, c.severity, c.party_id, c.reported_at,
    min(e.occurred_at) FILTER (WHERE e.type = 'page.acknowledged') AS acknowledge,
    min(e.occurred_at) FILTER (WHERE e.type = 'message.written') AS contact,
    min(e.occurred_at) FILTER (WHERE e.type = 'incident.moved' AND e.data ->> 'to' = 'contained') AS contain,
    min(e.occurred_at) FILTER (WHERE e.type = 'incident.moved' AND e.data ->> 'to' = 'resolved'
      AND e.data ->> 'from' <> 'triaged') AS recover,
    coalesce(bool_or(e.type = 'incident.moved' AND e.data ->> 'to' = 'resolved' AND e.data ->> 'from' = 'triaged'), false) AS false_alarm
  FROM (${cohort}) c
  LEFT JOIN event e ON e.incident_id = c.id AND e.type IN ('page.acknowledged', 'message.written', 'incident.moved')
  GROUP BY c.id, c.severity, c.party_id, c.reported_at`;

/** The targets of the severities that have any, for one `unnest`. */
export function targetArrays(): readonly [readonly string[], readonly number[], readonly number[]] {
  const rows = severities.flatMap((severity) => {
    const target = responseTargets[severity];
    return target === null ? [] : [{ severity, ...target }];
  });
  return [
    rows.map(({ severity }) => severity),
    rows.map(({ acknowledge }) => acknowledge),
    rows.map(({ contact }) => contact),
  ];
}
