import { Inject, Injectable } from '@nestjs/common';
import {
  advance,
  choosePolicy,
  type EscalationEffect,
  type EscalationInput,
  type EscalationState,
  isOpen,
  pagesOnOpening,
  type Severity,
  turnLists,
  type Watch,
} from '#domain';
import { Queues } from '#queue';
import { giveIncident, loadEscalation, raiseNotice, ReadPolicies, saveEscalation } from '#service';
import { Clock, type Tx } from '#store';
import { DutyWatch } from './duty-watch.js';
import { PagePeople } from './page-people.js';

type Starting = 'opened' | 'severity-raised' | 'reopened';

/** What happened, as those who tell of it know it: which policy it starts is found here, from the incident as it stands. */
export type Happening =
  | Exclude<EscalationInput, { readonly kind: Starting | 'due' }>
  | { readonly kind: Starting }
  | { readonly kind: 'due' };

interface IncidentRow {
  readonly reference: string;
  readonly severity: Severity;
  readonly category: string;
  readonly party: string | null;
  readonly acknowledged_at: Date | null;
}

/**
 * The paging clock of one incident: locks it, asks the rules what an input means now, and carries out what they say, in the
 * caller's transaction. An early, stale or repeated input changes nothing.
 */
@Injectable()
export class RunEscalation {
  constructor(
    @Inject(DutyWatch) private readonly duty: DutyWatch,
    @Inject(ReadPolicies) private readonly policies: ReadPolicies,
    @Inject(PagePeople) private readonly pages: PagePeople,
    @Inject(Queues) private readonly queues: Queues,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Returns when the next step is due, for the alarm clock; null when nothing is. */
  async run(tx: Tx, incidentId: string, happening: Happening): Promise<Date | null> {
    // Sent together, the incident's lock first.
    const [[incident], before, windowIsOpen, duty, book] = await Promise.all([
      tx.query<IncidentRow>(
        `SELECT reference, severity, category, acknowledged_at, (SELECT key FROM party p WHERE p.id = party_id) AS party
         FROM incident WHERE id = $1 FOR NO KEY UPDATE`,
        [incidentId],
      ),
      loadEscalation(tx, incidentId),
      isWindowOpen(tx),
      this.duty.at(tx),
      isStart(happening) ? this.policies.at(tx) : null,
    ]);
    if (incident === undefined) throw new Error('the incident to escalate is gone');
    const input = windowIsOpen
      ? await this.inputFrom(tx, incidentId, { happening, incident, before, book })
      : ({ kind: 'window-closed' } as const);
    if (input === null) return before?.dueAt ?? null;

    const steps = 'policy' in input ? input.policy.policy.steps : (before?.steps ?? []);
    const turns = await countTurns(tx, turnLists(steps));
    const watch: Watch = { ...duty, turnsTaken: (list) => turns.get(list) ?? 0 };
    const { state, effects } = advance(before, input, watch, tx.now);
    if (state !== null && state !== before) await saveEscalation(tx, incidentId, state);
    if (state?.status === 'running' && before?.status === 'acknowledged') await needsSomebodyAgain(tx, incidentId);
    for (const effect of effects) {
      if (effect.kind === 'page') {
        const people = duty.people.filter(({ id }) => effect.people.includes(id));
        await this.pages.page(tx, { ...effect, incidentId, severity: incident.severity, people });
      } else await carryOut(tx, { incidentId, reference: incident.reference, effect, because: input.kind });
    }
    return state?.dueAt ?? null;
  }

  /** Sets the alarm clock, after the commit; the sweep does without it. */
  ring(incidentId: string, dueAt: Date | null): void {
    if (dueAt !== null) this.queues.wakeAt('escalation', incidentId, dueAt, this.clock.now());
  }

  private async inputFrom(
    tx: Tx,
    incidentId: string,
    {
      happening,
      incident,
      before,
      book,
    }: {
      readonly happening: Happening;
      readonly incident: IncidentRow;
      readonly before: EscalationState | null;
      readonly book: Awaited<ReturnType<ReadPolicies['at']>> | null;
    },
  ): Promise<EscalationInput | null> {
    if (happening.kind === 'due') {
      const asks = before?.status === 'acknowledged' && before.dueAt !== null && before.dueAt <= tx.now;
      return { kind: 'due', wasHandled: asks && (await wasHandled(tx, incidentId, incident.acknowledged_at)) };
    }
    if (!isStart(happening)) return happening;
    const { severity, category: kind, party } = incident;
    const policy = book === null ? null : choosePolicy(book, { severity, kind, party }, tx.now);
    if (policy === null) throw new Error(`no policy for ${severity}`);
    const { kind: start } = happening;
    const staysSilent = start === 'opened' && severity === 'not-an-incident' && !(await needsHuman(tx, incidentId));
    return staysSilent ? null : { kind: start, policy, severity };
  }
}

function isStart(happening: Happening): happening is { readonly kind: Starting } {
  return happening.kind === 'opened' || happening.kind === 'severity-raised' || happening.kind === 'reopened';
}

async function needsHuman(tx: Tx, incidentId: string): Promise<boolean> {
  const [row] = await tx.query(
    `SELECT 1 FROM triage_result WHERE incident_id = $1 AND verdict->>'disposition' = 'needs_human' LIMIT 1`,
    [incidentId],
  );
  return pagesOnOpening('not-an-incident', row !== undefined);
}

/** Whether a person did anything about the incident since somebody took it. The timeline knows: every act is told there. */
async function wasHandled(tx: Tx, incidentId: string, since: Date | null): Promise<boolean> {
  const [row] = await tx.query(
    `SELECT 1 FROM timeline_entry WHERE subject_id = $1 AND subject_kind = 'incident' AND at >= $2
       AND actor LIKE 'user:%' AND type NOT LIKE 'page.%' LIMIT 1`,
    [incidentId, since],
  );
  return row !== undefined;
}

/** It pages anew, so whoever had it must say so again; that they had it stands in the timeline. */
async function needsSomebodyAgain(tx: Tx, incidentId: string): Promise<void> {
  await tx.query(
    `UPDATE incident SET acknowledged_by = NULL, acknowledged_at = NULL, updated_at = $2, version = version + 1
     WHERE id = $1 AND acknowledged_by IS NOT NULL`,
    [incidentId, tx.now],
  );
}

async function isWindowOpen(tx: Tx): Promise<boolean> {
  const rows = await tx.query<{ closes_at: Date }>('SELECT closes_at FROM election');
  return isOpen(
    rows.map(({ closes_at: closesAt }) => ({ closesAt, lastDay: '' })),
    tx.now,
  );
}

/** How often each list gave its next one. Held until the commit, so that two incidents at once do not wake the same person. */
async function countTurns(tx: Tx, lists: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (lists.length === 0) return new Map();
  const rows = await tx.query<{ list: string; taken: number }>(
    `INSERT INTO policy_turn (list, taken) SELECT list, 0 FROM unnest($1::text[]) AS list ORDER BY list
     ON CONFLICT (list) DO UPDATE SET taken = policy_turn.taken RETURNING list, taken`,
    [lists],
  );
  return new Map(rows.map(({ list, taken }) => [list, taken]));
}

interface Deed {
  readonly incidentId: string;
  readonly reference: string;
  readonly effect: Exclude<EscalationEffect, { kind: 'page' }>;
  readonly because: string;
}

async function carryOut(tx: Tx, { incidentId, reference, effect, because }: Deed): Promise<void> {
  const told = { subject: 'incident', id: incidentId, actor: 'service:escalation' } as const;
  switch (effect.kind) {
    case 'turn-taken':
      await tx.query('UPDATE policy_turn SET taken = taken + 1 WHERE list = $1', [effect.list]);
      return;
    case 'webhook':
      await callWebhook(tx, incidentId, effect);
      return;
    case 'found-nobody':
      tx.append({ ...told, type: 'page.found-nobody', data: { step: effect.step, round: effect.round } });
      return;
    case 'unattended':
      tx.emit('incident.unattended', { incidentId });
      tx.append({ ...told, type: 'page.unattended' });
      await raiseNotice(tx, { kind: 'nobody-to-wake', key: incidentId, facts: { reference } });
      return;
    case 'stand-down':
      await tx.query(
        `UPDATE page SET state = 'superseded', settled_at = $2 WHERE incident_id = $1 AND state IN ('open', 'snoozed')`,
        [incidentId, tx.now],
      );
      tx.append({ ...told, type: 'page.stood-down', data: { because } });
      return;
    case 'acknowledged':
      await giveIncident(tx, { incidentId, userId: effect.by });
      return;
    case 'already-acknowledged':
    case 'acknowledged-in-part':
      return;
  }
}

async function callWebhook(
  tx: Tx,
  incidentId: string,
  { url, step, round }: { readonly url: string; readonly step: number; readonly round: number },
): Promise<void> {
  await tx.query(
    `INSERT INTO webhook_call (id, incident_id, url, step, round, state, due_at, created_at, updated_at)
     VALUES (gen_random_uuid(), $1, $2, $3, $4, 'pending', $5, $5, $5)`,
    [incidentId, url, step, round, tx.now],
  );
}
