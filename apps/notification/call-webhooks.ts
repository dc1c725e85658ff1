import { Inject, Injectable } from '@nestjs/common';
import { postPublicly, publicUrl } from '#courier';
import { retryDelay } from '#domain';
import { raiseNotice, Secrets, Settings, Sweeps } from '#service';
import { Clock, Database, type Tx } from '#store';
import { notificationActor } from './request-delivery.js';

/** Calls that one sweep makes; the next one finds the rest. */
const batch = 20;
const timeoutMs = 5_000;
/** A call that has not come to an end by then is made again. */
const leaseMs = 15_000;

const giveUp = { outcome: 'give-up' } as const;

interface DueCall {
  readonly id: string;
  readonly incidentId: string;
  readonly url: string;
  readonly step: number;
  readonly round: number;
  readonly attempts: number;
  readonly reference: string;
  readonly severity: string;
}

/**
 * Tells outside services that a step of a policy was reached. Nobody is woken by it as far as we know, so no step waits for it.
 * What is told names the incident and nothing of its party or reporter; it is signed, and a call may come twice.
 */
@Injectable()
export class CallWebhooks {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Secrets) private readonly secrets: Secrets,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  @Sweeps({ everyMs: 1_000 })
  async sweep(): Promise<void> {
    const due: unknown[] = await this.database.source.query('SELECT 1 FROM webhook_call WHERE due_at <= $1 LIMIT 1', [
      this.clock.now(),
    ]);
    if (due.length === 0) return;
    const calls = await this.database.transaction(claim);
    await Promise.all(calls.map((call) => this.call(call)));
  }

  private async call(call: DueCall): Promise<void> {
    const problem = await this.post(call);
    await this.database.transaction((tx) => record(tx, call, problem));
  }

  /** Why it did not arrive, in a word; null when it did. */
  private async post({ id, incidentId, url: text, step, round, reference, severity }: DueCall): Promise<string | null> {
    // Without a carrier of its own this is a sandbox.
    const allowsLoopback = this.settings.config.environment.twilio.baseUrl === null;
    const url = publicUrl(text, { allowsLoopback });
    if (url === null) return 'not-public';
    const at = Math.floor(this.clock.now().getTime() / 1_000);
    const body = JSON.stringify({ id, type: 'page', incidentId, reference, severity, step: step + 1, round });
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      // The same at every attempt, so that a receiver knows one that comes twice.
      'idempotency-key': id,
      'x-vigil-signature': `t=${at},v1=${this.secrets.webhookSignature(`${at}.${body}`)}`,
    };
    try {
      const status = await postPublicly({ url, headers, body, timeoutMs, allowsLoopback });
      return status >= 200 && status < 300 ? null : String(status);
    } catch (error) {
      return error instanceof Error && 'code' in error ? String(error.code) : 'unreachable';
    }
  }
}

async function claim(tx: Tx): Promise<readonly DueCall[]> {
  return tx.query<DueCall>(
    `WITH due AS (
       SELECT id FROM webhook_call WHERE due_at <= $1 ORDER BY due_at LIMIT ${batch} FOR NO KEY UPDATE SKIP LOCKED
     )
     UPDATE webhook_call w SET attempts = w.attempts + 1, due_at = $2, updated_at = $1 FROM due, incident i
     WHERE w.id = due.id AND i.id = w.incident_id
     RETURNING w.id, w.incident_id AS "incidentId", w.url, w.step, w.round, w.attempts, i.reference, i.severity`,
    [tx.now, new Date(tx.now.getTime() + leaseMs)],
  );
}

async function record(tx: Tx, { id, incidentId, url, attempts }: DueCall, problem: string | null): Promise<void> {
  // An address that may not be called will not become one by waiting.
  const next = problem === null ? null : problem === 'not-public' ? giveUp : retryDelay(attempts);
  const state = problem === null ? 'delivered' : next?.outcome === 'retry' ? 'pending' : 'failed';
  const dueAt = next?.outcome === 'retry' ? new Date(tx.now.getTime() + next.afterMs) : null;
  const changed = await tx.query(
    `UPDATE webhook_call SET state = $2, due_at = $3, last_error = $4, updated_at = $5
     WHERE id = $1 AND state = 'pending' AND attempts = $6 RETURNING 1`,
    [id, state, dueAt, problem, tx.now, attempts],
  );
  if (changed.length === 0 || state === 'pending') return;
  const { hostname: host } = new URL(url);
  const data = { host, ...(problem !== null && { because: problem }) };
  const type = problem === null ? 'webhook.delivered' : 'webhook.failed';
  tx.append({ subject: 'incident', id: incidentId, actor: notificationActor, type, data });
  if (problem === null) return;
  // Once a day for each of them: one that is gone fails for every incident.
  const key = `${host} ${tx.now.toISOString().slice(0, 10)}`;
  await raiseNotice(tx, { kind: 'webhook-failing', key, facts: { host, code: problem } });
}
