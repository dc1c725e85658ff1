import { Inject, Injectable } from '@nestjs/common';
import type { IncidentView } from '#contracts';
import { may, movesFrom } from '#domain';
import { Settings } from '#service';
import { Database, type Tx } from '#store';
import { type IncidentRecord, instant, selectIncidents, toIncidentRow } from './incident-row.js';
import { readLinks, readWhole } from './incident-links.js';
import { readMessages } from './incident-messages.js';
import { readPages } from './incident-pages.js';
import { readReporterTurn } from './reporter-turn.js';
import { readReports } from './incident-reports.js';
import { readReporterSteps } from './reporter-steps.js';
import { planTasks, readTasks } from './teamwork/read-tasks.js';
import type { Person } from './person.js';
import { notFound } from './read-request.js';

/** Everything about one incident, in a number of queries that does not grow with it. */
@Injectable()
export class ShowIncident {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  async show(person: Person, id: string): Promise<IncidentView> {
    return this.database.transactionFor(person.scope, (tx) => this.read(tx, person, id));
  }

  private async read(tx: Tx, person: Person, id: string): Promise<IncidentView> {
    const [row] = await tx.query<IncidentRecord>(selectIncidents('WHERE i.id = $2'), [person.language, id]);
    if (row === undefined) throw notFound();
    const isWorking = may(person.role, 'timeline.read');
    const { reports, because, indicators } = await readReports(
      tx,
      id,
      isWorking,
      this.settings.config.attachments.password,
    );
    const facts = {
      state: row.state,
      acknowledged: row.acknowledged_at !== null,
      severity: row.severity,
      lifeSafety: row.life_safety,
    };
    return {
      ...toIncidentRow(row),
      version: row.version,
      triagedAt: instant(row.triaged_at),
      containedAt: instant(row.contained_at),
      recoveringAt: instant(row.recovering_at),
      resolvedAt: instant(row.resolved_at),
      closedAt: instant(row.closed_at),
      because,
      indicators,
      compromisedAddresses: [...row.compromised_addresses],
      reporterSays: isWorking ? await readReporterTurn(tx, id) : null,
      reporterSteps: await readReporterSteps(tx, this.settings.config, row, person.language),
      // How the watch itself works is not a party's business.
      responderTasks: isWorking ? await readTasks(tx, id, planTasks(this.settings.config, row), person.language) : [],
      moves: may(person.role, 'incident.move') ? [...movesFrom(facts)] : [],
      scoreParts: isWorking ? [...row.score_parts] : [],
      mergedInto: isWorking ? await readWhole(tx, row.merged_into) : null,
      links: isWorking ? await readLinks(tx, id, person.language) : [],
      reports,
      messages: await readMessages(tx, id),
      pages: isWorking ? await readPages(tx, id) : [],
    };
  }
}
