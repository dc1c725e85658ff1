import { Inject, Injectable } from '@nestjs/common';
import type { EventOf } from '#contracts';
import { raises } from '#domain';
import { Handles, type Once } from '#queue';
import type { Tx } from '#store';
import { type Happening, RunEscalation } from './run-escalation.js';

/** What happens to an incident, as its paging clock hears of it. */
@Injectable()
export class WatchIncidents {
  constructor(@Inject(RunEscalation) private readonly escalation: RunEscalation) {}

  @Handles('escalation', 'incident.opened')
  async opened({ data: { incidentId } }: EventOf<'incident.opened'>, once: Once): Promise<void> {
    await this.advance(once, incidentId, { kind: 'opened' });
  }

  @Handles('escalation', 'incident.joined')
  async joined({ data: { incidentId, raised } }: EventOf<'incident.joined'>, once: Once): Promise<void> {
    await this.advance(once, incidentId, raised ? { kind: 'severity-raised' } : null);
  }

  @Handles('escalation', 'incident.severity-changed')
  async severityChanged(
    { data: { incidentId, from, to } }: EventOf<'incident.severity-changed'>,
    once: Once,
  ): Promise<void> {
    await this.advance(once, incidentId, raises(from, to) ? { kind: 'severity-raised' } : null);
  }

  /**
   * Moves may be heard of late and out of order: a close that comes after the reopening it came before must not silence it. So
   * where the incident is now decides, and not where it was moved to.
   */
  @Handles('escalation', 'incident.moved')
  async moved({ data: { incidentId, from } }: EventOf<'incident.moved'>, once: Once): Promise<void> {
    await this.advance(once, incidentId, async (tx) => {
      const incident = await lock(tx, incidentId);
      if (incident === null) return null;
      if (isOver(incident.state)) return { kind: 'closed' };
      // Whoever reopened it may have taken it before the paging heard of it.
      return isOver(from) && incident.acknowledged_by === null ? { kind: 'reopened' } : null;
    });
  }

  /**
   * It pages anew, unless it is paging already: whoever has it, or had it, learns that their picture is old. The incident stays
   * where it is; a person decides whether one that was over is open again.
   */
  @Handles('escalation', 'reporter.turned')
  async reporterTurned({ data: { incidentId, wakes } }: EventOf<'reporter.turned'>, once: Once): Promise<void> {
    await this.advance(once, incidentId, wakes ? { kind: 'reopened' } : null);
  }

  /** Every running clock stops; the incidents stay open, for the manager to hand over. */
  @Handles('escalation', 'window.closed')
  async windowClosed(_event: EventOf<'window.closed'>, once: Once): Promise<void> {
    await once(async (tx) => {
      const running = await tx.query<{ incident_id: string }>(
        `SELECT incident_id FROM escalation WHERE due_at IS NOT NULL ORDER BY incident_id`,
      );
      for (const { incident_id: id } of running) await this.escalation.run(tx, id, { kind: 'window-closed' });
    });
  }

  private async advance(
    once: Once,
    incidentId: string,
    happening: Happening | null | ((tx: Tx) => Promise<Happening | null>),
  ): Promise<void> {
    const result = await once(async (tx) => {
      const decided = typeof happening === 'function' ? await happening(tx) : happening;
      return decided === null ? null : this.escalation.run(tx, incidentId, decided);
    });
    if (result.first) this.escalation.ring(incidentId, result.value);
  }
}

interface IncidentRow {
  readonly state: string;
  readonly acknowledged_by: string | null;
}

async function lock(tx: Tx, incidentId: string): Promise<IncidentRow | null> {
  const [incident] = await tx.query<IncidentRow>(
    'SELECT state, acknowledged_by FROM incident WHERE id = $1 FOR NO KEY UPDATE',
    [incidentId],
  );
  return incident ?? null;
}

function isOver(state: string): boolean {
  return state === 'resolved' || state === 'closed';
}
