import { Inject, Injectable } from '@nestjs/common';
import type { EventOf } from '#contracts';
import { type Correlation, correlate, fingerprint, type Placement, placeReport } from '#domain';
import { Handles, type Once } from '#queue';
import { findConversedIncident, KeepAttachments, ourMessageIdsIn, Secrets } from '#service';
import { Database, type Report, type Tx } from '#store';
import { findIncident, findNamedIncidents, type FoundIncident } from './find-incident.js';
import { findNeighbours, lockTraits, type Traits, traitsOf } from './find-neighbours.js';
import { joinIncident } from './join-incident.js';
import { linkIncidents, rememberTraits, suggestLinks } from './link-incidents.js';
import { type JudgedReport, openIncident } from './open-incident.js';
import { recordVerdicts, type RecordedVerdict } from './record-verdicts.js';
import { returnedTexts } from './read-report/returned-texts.js';
import { takePageAnswer } from './take-page-answer.js';
import { TakeApart } from './take-apart.js';
import { isAnyWindowOpen, WeighReport } from './weigh-report.js';

/** Classifies a report by rules that explain themselves, and opens an incident for it or joins it to the one it belongs to. */
@Injectable()
export class TriageReport {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(TakeApart) private readonly takeApart: TakeApart,
    @Inject(WeighReport) private readonly weighing: WeighReport,
    @Inject(KeepAttachments) private readonly attachments: KeepAttachments,
    @Inject(Secrets) private readonly secrets: Secrets,
  ) {}

  @Handles('triage', 'report.received')
  async handle({ data: { reportId } }: EventOf<'report.received'>, once: Once): Promise<void> {
    const report = await this.database.source.manager.findOneByOrFail<Report>('report', { id: reportId });
    const taken = await this.takeApart.take(report);
    await once(async (tx) => {
      const elections = await this.weighing.elections(tx);
      const judged = await this.weighing.weigh(tx, taken, elections);
      if (taken.files !== null) await this.attachments.record(tx, report.id, 'email', taken.files);
      await this.tellBounced(tx, judged);
      const windowOpen = isAnyWindowOpen(elections, tx.now);
      if (await takePageAnswer(tx, this.secrets, taken)) return this.place(tx, asPageAnswer(judged), null, windowOpen);
      const conversed = await findConversedIncident(tx, report);
      if (conversed !== null) return this.place(tx, saysNothingNew(judged), { ...conversed, by: 'number' }, windowOpen);
      return this.place(tx, judged, await findIncident(tx, report, taken.reading), windowOpen);
    });
  }

  /** A mail server that could not deliver a mail of ours: that delivery failed, and its sender tries another way. */
  private async tellBounced(tx: Tx, { report, reading }: JudgedReport): Promise<void> {
    if (reading.automatic !== 'bounce') return;
    const deliveries = ourMessageIdsIn(this.secrets, returnedTexts(report.raw, reading));
    for (const deliveryId of deliveries) {
      tx.emit('delivery.bounced', { deliveryId, permanent: reading.gaveUp });
    }
  }

  private async place(tx: Tx, judged: JudgedReport, proven: FoundIncident | null, windowOpen: boolean): Promise<void> {
    const { reading, verdict } = judged;
    const facts = {
      windowOpen,
      automatic: reading.automatic !== null,
      readable: reading.readable,
      severity: verdict.severity,
      disposition: verdict.disposition,
    };
    const placement = placeReport({ ...facts, belongsTo: proven });
    if (placement.outcome !== 'opened') {
      const by = placement.outcome === 'joined' ? (proven?.by ?? null) : null;
      return this.settle(tx, judged, placement, by);
    }
    const traits = traitsOf(fingerprint(reading.ownText === '' ? reading.text : reading.ownText), verdict);
    await lockTraits(tx, judged.partyId, traits);
    const { joins, links } = correlate(judged, await findNeighbours(tx, traits), tx.now);
    if (joins !== null) {
      await this.settle(tx, judged, { outcome: 'joined', incidentId: joins.incidentId }, joins.by, traits);
      return;
    }
    await this.settle(tx, judged, placement, null, traits, links);
  }

  private async settle(
    tx: Tx,
    judged: JudgedReport,
    placement: Placement,
    by: RecordedVerdict['joinedBy'],
    traits: Traits | null = null,
    links: Correlation['links'] = [],
  ): Promise<void> {
    const { report } = judged;
    const incidentId = await this.incidentFor(tx, judged, placement, by);
    if (incidentId !== null && traits !== null) await rememberTraits(tx, incidentId, report.id, traits);
    if (placement.outcome === 'opened' && incidentId !== null) {
      await linkIncidents(tx, incidentId, links);
      const named = await findNamedIncidents(tx, judged.reading);
      await suggestLinks(
        tx,
        incidentId,
        named.map((otherId) => ({ otherId, kind: 'reply', because: { reference: true } })),
      );
    }
    await recordVerdicts(tx, [{ judged, outcome: placement.outcome, incidentId, joinedBy: by }]);
    tx.emit('report.triaged', { reportId: report.id, incidentId, disposition: placement.outcome });
  }

  private async incidentFor(
    tx: Tx,
    judged: JudgedReport,
    placement: Placement,
    by: RecordedVerdict['joinedBy'],
  ): Promise<string | null> {
    switch (placement.outcome) {
      case 'opened':
        return openIncident(tx, judged);
      case 'joined':
        return joinIncident(tx, placement.incidentId, judged, by ?? 'proof');
      case 'no-incident':
        return null;
      case 'after-cutoff':
        break;
    }
    return placement.incidentId;
  }
}

/** It is kept, and its answer is given elsewhere. */
function asPageAnswer(judged: JudgedReport): JudgedReport {
  return saysNothingNew({ ...judged, reading: { ...judged.reading, automatic: 'page-answer' } });
}

/** "STATUS" or "1" in the middle of a conversation: judged by itself it is a riddle, and it makes nothing more severe. */
function saysNothingNew(judged: JudgedReport): JudgedReport {
  return {
    ...judged,
    verdict: {
      ...judged.verdict,
      severity: 'not-an-incident',
      severityRule: 'N5',
      disposition: 'note_and_close',
      lifeSafety: false,
      violence: false,
      foreignInterference: false,
      compromisedChannel: false,
      compromisedAddresses: [],
    },
  };
}
