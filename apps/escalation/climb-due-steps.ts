import { Inject, Injectable } from '@nestjs/common';
import { Sweeps } from '#service';
import { Database } from '#store';
import { RunEscalation } from './run-escalation.js';

const batch = 200;

/** Nobody has answered in time: the next step, the most overdue first. Finds by itself what an alarm clock missed. */
@Injectable()
export class ClimbDueSteps {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(RunEscalation) private readonly escalation: RunEscalation,
  ) {}

  @Sweeps({ everyMs: 500, alarmsOf: 'escalation' })
  async climb(incidentId?: string): Promise<void> {
    if (incidentId !== undefined) return this.climbOne(incidentId);
    for (;;) {
      const due: { incident_id: string }[] = await this.database.source.query(
        `SELECT incident_id FROM escalation WHERE due_at <= $1 ORDER BY due_at LIMIT ${batch}`,
        [this.database.clock.now()],
      );
      // One that fails must not keep the others waiting; it is due again at the next sweep.
      const climbed = await Promise.allSettled(due.map(({ incident_id: id }) => this.climbOne(id)));
      const failure = climbed.find((result) => result.status === 'rejected');
      if (failure !== undefined) throw failure.reason;
      if (due.length < batch) return;
    }
  }

  private async climbOne(incidentId: string): Promise<void> {
    const dueAt = await this.database.transaction((tx) => this.escalation.run(tx, incidentId, { kind: 'due' }));
    this.escalation.ring(incidentId, dueAt);
  }
}
