import { Injectable } from '@nestjs/common';
import { type PolicyBook, type PolicyRule, type Severity } from '#domain';
import { readPolicy, type Tx } from '#store';

interface Row {
  readonly version: number;
  readonly definition: unknown;
  readonly fallback_for: Severity | null;
}

/**
 * The policies as they stand, remembered in the process like the watch (see `ReadWatch`): the same number tells whether what
 * is remembered still holds.
 */
@Injectable()
export class ReadPolicies {
  private known: { readonly version: number; readonly book: PolicyBook } | null = null;

  async at(tx: Tx): Promise<PolicyBook> {
    const [row] = await tx.query<{ version: number }>('SELECT version FROM watch_version');
    if (row === undefined) throw new Error('the policies cannot be seen');
    if (this.known?.version === row.version) return this.known.book;
    const book = await loadPolicies(tx);
    this.known = { version: row.version, book };
    return book;
  }
}

export async function loadPolicies(tx: Tx): Promise<PolicyBook> {
  const [rows, [list]] = await Promise.all([
    tx.query<Row>('SELECT version, definition, fallback_for FROM policy ORDER BY key'),
    tx.query<{ rules: PolicyRule[] }>('SELECT rules FROM policy_rules'),
  ]);
  const policies = rows.map(({ version, definition, fallback_for: severity }) => ({
    policy: readPolicy(definition),
    version,
    severity,
  }));
  return {
    policies: new Map(policies.map((entry) => [entry.policy.key, entry])),
    fallbacks: new Map(policies.flatMap((entry) => (entry.severity === null ? [] : [[entry.severity, entry]]))),
    rules: list?.rules ?? [],
  };
}
