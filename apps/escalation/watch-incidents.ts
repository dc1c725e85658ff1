import { Inject, Injectable } from '@nestjs/common';
import type { EventOf } from '#contracts';
import { type EscalationInput, pagesOnOpening, raises, type Severity } from '#domain';
import { Handles, type Once } from '#queue';
import { Settings } from '#service';
import type { Tx } from '#store';
import { RunEscalation } from './run-escalation.js';

/** What happens to an incident, as its paging clock hears of it. */
@Injectable()
export class WatchIncidents {
  constructor(
    @Inject(RunEscalation) private readonly escalation: RunEscalation,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  @Handles('escalation', 'incident.opened')
  async opened({ data: { incidentId, severity } }: EventOf<'incident.opened'>, once: Once): Promise<void> {
    await this.advance(once, incidentId, async (tx) => {
      if (!pagesOnOpening(severity, await needsHuman(tx, incidentId))) return null;
      return { kind: 'opened', policy: this.policy(severity), severity };
    });
  }

  @Handles('escalation', 'incident.joined')
  async joined({ data: { incidentId, severity, raised } }: EventOf<'incident.joined'>, once: Once): Promise<void> {
    await this.advance(once, incidentId, async () =>
      raised ? { kind: 'severity-raised', policy: this.policy(severity) } : null,
    );
  }

  @Handles('escalation', 'incident.severity-changed')
  async severityChanged(
    { data: { incidentId, from, to } }: EventOf<'incident.severity-changed'>,
    once: Once,
  ): Promise<void> {
    await this.advance(once, incidentId, async () =>
      raises(from, to) ? { kind: 'severity-raised', policy: this.policy(to) } : null,
    );
  }

  @Handles('escalation', 'incident.moved')
  async moved({ data: { incidentId, from, to } }: EventOf<'incident.moved'>, once: Once): Promise<void> {
    await this.advance(once, incidentId, async (tx) => {
      if (to === 'resolved' || to === 'closed') return { kind: 'closed' };
      if (from !== 'resolved' && from !== 'closed') return null;
      const [incident] = await tx.query<{ severity: Severity; acknowledged_by: string | null }>(
        'SELECT severity, acknowledged_by FROM incident WHERE id = $1 FOR NO KEY UPDATE',
        [incidentId],
      );
      // Whoever reopened it may have taken it before the paging heard of it.
      if (incident === undefined || incident.acknowledged_by !== null) return null;
      return { kind: 'reopened', policy: this.policy(incident.severity) };
    });
  }

  /** Every running clock stops; the incidents stay open, for the manager to hand over. */
  @Handles('escalation', 'window.closed')
  async windowClosed(_event: EventOf<'window.closed'>, once: Once): Promise<void> {
    await once(async (tx) => {
      const running = await tx.query<{ incident_id: string }>(
        `SELECT incident_id FROM escalation WHERE status = 'running' ORDER BY incident_id`,
      );
      for (const { incident_id: id } of running) await this.escalation.run(tx, id, { kind: 'window-closed' });
    });
  }

  private async advance(
    once: Once,
    incidentId: string,
    input: (tx: Tx) => Promise<EscalationInput | null>,
  ): Promise<void> {
    const result = await once(async (tx) => {
      const decided = await input(tx);
      return decided === null ? null : this.escalation.run(tx, incidentId, decided);
    });
    if (result.first) this.escalation.ring(incidentId, result.value);
  }

  private policy(severity: Severity) {
    return this.settings.config.roster.policies[severity];
  }
}

async function needsHuman(tx: Tx, incidentId: string): Promise<boolean> {
  const [row] = await tx.query(
    `SELECT 1 FROM triage_result WHERE incident_id = $1 AND verdict->>'disposition' = 'needs_human' LIMIT 1`,
    [incidentId],
  );
  return row !== undefined;
}
