import type { Config } from '#config';
import type { PolicyView } from '#contracts';
import { type KnownTargets, type Policy, type Severity, validatePolicy } from '#domain';
import { teamOf, type WatchNow } from '#service';
import { readPolicy, type Tx } from '#store';
import type { Members } from '../watch/members.js';
import { tellFaults } from './tell-faults.js';

export interface PolicyRow {
  readonly policy: Policy;
  readonly version: number;
  readonly fallbackFor: Severity | null;
  readonly changedAt: Date;
  readonly changedBy: string;
  /** Running escalations that go by it. */
  readonly running: { readonly all: number; readonly older: number };
}

interface Row {
  readonly definition: unknown;
  readonly version: number;
  readonly fallback_for: Severity | null;
  readonly changed_at: Date;
  readonly changed_by: string;
  readonly running: number;
  readonly older: number;
}

/** Every policy, or the one of that key, with how many running escalations go by it and by an earlier edit of it. */
export async function readPolicyRows(tx: Tx, key: string | null = null): Promise<readonly PolicyRow[]> {
  const rows = await tx.query<Row>(
    `SELECT p.definition, p.version, p.fallback_for, p.changed_at, p.changed_by, count(e.incident_id)::int AS running,
       (count(e.incident_id) FILTER (WHERE coalesce((e.state->>'policyVersion')::int, 0) <> p.version))::int AS older
     FROM policy p LEFT JOIN escalation e ON e.status = 'running' AND e.state->>'policyKey' = p.key
     WHERE $1::text IS NULL OR p.key = $1
     GROUP BY p.id ORDER BY array_position(ARRAY['critical', 'high', 'medium', 'low', 'not-an-incident'], p.fallback_for), p.key`,
    [key],
  );
  return rows.map((row) => ({
    policy: readPolicy(row.definition),
    version: row.version,
    fallbackFor: row.fallback_for,
    changedAt: row.changed_at,
    changedBy: row.changed_by,
    running: { all: row.running, older: row.older },
  }));
}

/** What exists for a policy to name. */
export function knownTargets({ people, plan }: WatchNow, { roster: { webhookHosts } }: Config): KnownTargets {
  return {
    people,
    schedules: plan.map((planned) => ({ key: planned.key, people: teamOf(planned) })),
    webhookHosts,
  };
}

/** A policy as it is shown, with what became wrong with it since it was written: somebody may have left. */
export function toPolicyView(
  row: PolicyRow,
  {
    members,
    known,
    language,
  }: { readonly members: Members; readonly known: KnownTargets; readonly language: 'en' | 'fr' },
): PolicyView {
  const verdict = validatePolicy(row.policy, known);
  const faults = verdict.outcome === 'sound' ? [] : tellFaults(row.policy, verdict.faults);
  return {
    policy: toPolicyDraft(row.policy),
    version: row.version,
    fallbackFor: row.fallbackFor,
    changed: { at: row.changedAt.toISOString(), by: members.actor(row.changedBy) },
    running: row.running,
    faults: faults.map(({ pointer, detail }) => ({ pointer, detail: detail[language] })),
  };
}

/** The policy in the form in which it is sent: its own copy, which may be changed. */
function toPolicyDraft(policy: Policy): PolicyView['policy'] {
  return structuredClone(policy) as PolicyView['policy'];
}
