import { randomInt, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  advance,
  type EscalationEffect,
  type EscalationInput,
  type EscalationState,
  isOpen,
  pageCodes,
  recipients,
  type Severity,
} from '#domain';
import { Queues } from '#queue';
import { Metrics } from '#service';
import { Clock, readEscalationState, type Tx, writeEscalationState } from '#store';
import { DutyWatch, type Reachable } from './duty-watch.js';

type PageEffect = Extract<EscalationEffect, { kind: 'page' }>;

/**
 * The paging clock of one incident: locks it, asks the rules what an input means now, and carries out what they say, in the
 * caller's transaction. An early, stale or repeated input changes nothing.
 */
@Injectable()
export class RunEscalation {
  constructor(
    @Inject(DutyWatch) private readonly duty: DutyWatch,
    @Inject(Queues) private readonly queues: Queues,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  /** Returns when the next step is due, for the alarm clock; null when nothing is. */
  async run(tx: Tx, incidentId: string, input: EscalationInput): Promise<Date | null> {
    // Sent together, the incident's lock first.
    const [[incident], before, windowIsOpen] = await Promise.all([
      tx.query<{ severity: Severity }>('SELECT severity FROM incident WHERE id = $1 FOR NO KEY UPDATE', [incidentId]),
      this.load(tx, incidentId),
      this.windowIsOpen(tx),
    ]);
    if (incident === undefined) throw new Error('the incident to escalate is gone');
    const decided = windowIsOpen ? input : ({ kind: 'window-closed' } as const);
    const { state, effects } = advance(before, decided, tx.now);
    if (state !== null && state !== before) await this.save(tx, incidentId, state);
    if (state?.status === 'running' && before?.status === 'acknowledged') await this.needsSomebodyAgain(tx, incidentId);
    for (const effect of effects) {
      if (effect.kind === 'page') await this.page(tx, incidentId, incident.severity, effect);
      else if (effect.kind === 'stand-down') await this.standDown(tx, incidentId, decided.kind);
    }
    return state?.dueAt ?? null;
  }

  /** Brings the next step forward to this instant: a responder passed the page on. */
  async escalateNow(tx: Tx, incidentId: string): Promise<Date | null> {
    await tx.query('SELECT 1 FROM incident WHERE id = $1 FOR NO KEY UPDATE', [incidentId]);
    const state = await this.load(tx, incidentId);
    if (state?.status !== 'running') return null;
    await this.save(tx, incidentId, { ...state, dueAt: tx.now });
    return this.run(tx, incidentId, { kind: 'due' });
  }

  /** Sets the alarm clock, after the commit; the sweep does without it. */
  ring(incidentId: string, dueAt: Date | null): void {
    if (dueAt !== null) this.queues.wakeAt('escalation', incidentId, dueAt, this.clock.now());
  }

  private async load(tx: Tx, incidentId: string): Promise<EscalationState | null> {
    const [row] = await tx.query<{ state: unknown; due_at: Date | null }>(
      'SELECT state, due_at FROM escalation WHERE incident_id = $1 FOR NO KEY UPDATE',
      [incidentId],
    );
    return row === undefined ? null : { ...readEscalationState(row.state), dueAt: row.due_at };
  }

  private async save(tx: Tx, incidentId: string, state: EscalationState): Promise<void> {
    await tx.query(
      `INSERT INTO escalation (incident_id, status, state, due_at, updated_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (incident_id) DO UPDATE SET status = excluded.status, state = excluded.state, due_at = excluded.due_at,
         updated_at = excluded.updated_at`,
      [incidentId, state.status, writeEscalationState(state), state.dueAt, tx.now],
    );
  }

  /** It pages anew, so whoever had it must say so again; that they had it stands in the timeline. */
  private async needsSomebodyAgain(tx: Tx, incidentId: string): Promise<void> {
    await tx.query(
      `UPDATE incident SET acknowledged_by = NULL, acknowledged_at = NULL, updated_at = $2, version = version + 1
       WHERE id = $1 AND acknowledged_by IS NOT NULL`,
      [incidentId, tx.now],
    );
  }

  private async windowIsOpen(tx: Tx): Promise<boolean> {
    const rows = await tx.query<{ closes_at: Date }>('SELECT closes_at FROM election');
    return isOpen(
      rows.map(({ closes_at: closesAt }) => ({ closesAt, lastDay: '' })),
      tx.now,
    );
  }

  private async page(tx: Tx, incidentId: string, severity: Severity, effect: PageEffect): Promise<void> {
    const { watch, people } = await this.duty.at(tx);
    const keys = recipients(effect.notify, watch);
    const woken = people.filter(({ key }) => keys.includes(key));
    if (woken.length === 0) {
      tx.append({
        subject: 'incident',
        id: incidentId,
        actor: 'service:escalation',
        type: 'page.found-nobody',
        data: { step: effect.step, round: effect.round },
      });
    }
    for (const person of woken) await this.pagePerson(tx, incidentId, severity, person, effect);
  }

  private async pagePerson(
    tx: Tx,
    incidentId: string,
    severity: Severity,
    person: Reachable,
    { step, round }: PageEffect,
  ): Promise<void> {
    const id = await this.openPage(tx, incidentId, person, { step, round });
    tx.append({
      subject: 'incident',
      id: incidentId,
      actor: 'service:escalation',
      type: 'page.requested',
      data: { pageId: id, userId: person.id, name: person.name, step, round },
    });
    tx.emit('page.requested', { pageId: id, incidentId, userId: person.id });
    this.metrics.pagesRequested.inc({ severity });
  }

  /** Somebody who is woken again for the same incident keeps the code that is already on their phone. */
  private async openPage(
    tx: Tx,
    incidentId: string,
    person: Reachable,
    { step, round }: Pick<PageEffect, 'step' | 'round'>,
  ): Promise<string> {
    const id = randomUUID();
    const [earlier] = await tx.query<{ code: string }>(
      `UPDATE page SET state = 'superseded', settled_at = $3 WHERE incident_id = $1 AND user_id = $2 AND state = 'open' RETURNING code`,
      [incidentId, person.id, tx.now],
    );
    for (;;) {
      const codes = earlier === undefined ? pageCodes(randomInt) : [earlier.code];
      // No two open pages share a code: where another transaction was quicker, another is taken. Nobody waits in line.
      const [opened] = await tx.query<{ id: string }>(
        `INSERT INTO page (id, incident_id, user_id, step, round, code, state, requested_at)
         SELECT $1, $2, $3, $4, $5, code, 'open', $7 FROM unnest($6::text[]) WITH ORDINALITY AS candidate (code, place)
         WHERE NOT EXISTS (SELECT FROM page p WHERE p.code = candidate.code AND p.state = 'open') ORDER BY place LIMIT 1
         ON CONFLICT (code) WHERE state = 'open' DO NOTHING RETURNING id`,
        [id, incidentId, person.id, step, round, codes, tx.now],
      );
      if (opened !== undefined) return id;
    }
  }

  private async standDown(tx: Tx, incidentId: string, because: string): Promise<void> {
    await tx.query(`UPDATE page SET state = 'superseded', settled_at = $2 WHERE incident_id = $1 AND state = 'open'`, [
      incidentId,
      tx.now,
    ]);
    tx.append({
      subject: 'incident',
      id: incidentId,
      actor: 'service:escalation',
      type: 'page.stood-down',
      data: { because },
    });
  }
}
