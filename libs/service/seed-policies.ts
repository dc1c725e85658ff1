import { randomUUID } from 'node:crypto';
import type { Config } from '#config';
import { severities } from '#domain';
import { sha256, type Tx } from '#store';
import { recordWatchChange } from './record-watch-change.js';

const actor = 'service:roster';

/**
 * Brings policies and their rules to what the roster file says of them: one whose key is new, and one whose part of the file
 * has changed since it was last applied. An edit at the desk stays otherwise, and so does a policy that the file no longer names.
 */
export async function seedPolicies(tx: Tx, { roster }: Pick<Config, 'roster'>): Promise<void> {
  const parts = [
    ...severities.map((severity) => ({ policy: roster.policies[severity], severity })),
    ...roster.furtherPolicies.map((policy) => ({ policy, severity: null })),
  ];
  for (const { policy, severity } of parts) {
    const hash = sha256(JSON.stringify({ policy, severity }));
    const [known] = await tx.query<{ file_hash: string | null }>(
      'SELECT file_hash FROM policy WHERE key = $1 FOR NO KEY UPDATE',
      [policy.key],
    );
    if (known?.file_hash === hash) continue;
    if (severity !== null) {
      await tx.query('UPDATE policy SET fallback_for = NULL WHERE fallback_for = $1 AND key <> $2', [
        severity,
        policy.key,
      ]);
    }
    await tx.query(
      `INSERT INTO policy (id, key, name, version, definition, fallback_for, file_hash, changed_at, changed_by)
       VALUES ($1, $2, $3, 1, $4, $5, $6, $7, '${actor}')
       ON CONFLICT (key) DO UPDATE SET name = excluded.name, version = policy.version + 1, definition = excluded.definition,
         fallback_for = excluded.fallback_for, file_hash = excluded.file_hash, changed_at = excluded.changed_at,
         changed_by = excluded.changed_by`,
      [randomUUID(), policy.key, policy.name ?? policy.key, JSON.stringify(policy), severity, hash, tx.now],
    );
    await recordWatchChange(tx, {
      actor,
      kind: known === undefined ? 'policy.added' : 'policy.edited',
      subject: policy.key,
      data: { steps: policy.steps.length },
    });
  }
  const hash = sha256(JSON.stringify(roster.policyRules));
  const changed = await tx.query(
    `UPDATE policy_rules SET rules = $1, version = version + 1, file_hash = $2, changed_at = $3, changed_by = '${actor}'
     WHERE file_hash IS DISTINCT FROM $2 RETURNING version`,
    [JSON.stringify(roster.policyRules), hash, tx.now],
  );
  if (changed.length === 0) return;
  const data = { rules: roster.policyRules.length };
  await recordWatchChange(tx, { actor, kind: 'policy-rules.edited', subject: 'policy-rules', data });
}
