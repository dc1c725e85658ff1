import { Inject, Injectable } from '@nestjs/common';
import type { EventOf } from '#contracts';
import { isOpen, type Placement, placeReport, triage, type Verdict } from '#domain';
import { Handles, type Once } from '#queue';
import { accountKindOf, nextPollsClose, ownDomains, Settings } from '#service';
import { Database, type Report, type Tx } from '#store';
import { findIncident } from './find-incident.js';
import { joinIncident } from './join-incident.js';
import { openIncident } from './open-incident.js';
import { readReport } from './read-report/read-report.js';
import type { ReadReport } from './read-report/report-reading.js';

interface ElectionRow {
  readonly polling_day: string;
  readonly zone: string;
  readonly closes_at: Date;
}

/** Classifies a report by rules that explain themselves, and opens an incident for it or joins it to the one it belongs to. */
@Injectable()
export class TriageReport {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  @Handles('triage', 'report.received')
  async handle({ data: { reportId } }: EventOf<'report.received'>, once: Once): Promise<void> {
    // Reading takes the raw message apart and may be slow: no transaction is held open meanwhile.
    const report = await this.database.source.manager.findOneByOrFail<Report>('report', { id: reportId });
    const reading = await readReport(report);
    await once(async (tx) => {
      const elections = await tx.query<ElectionRow>('SELECT polling_day::text, zone, closes_at FROM election');
      const verdict = this.judge(report, reading, elections);
      const belongsTo = await findIncident(tx, report, reading);
      const windowOpen = isOpen(
        elections.map(({ closes_at: closesAt }) => ({ closesAt, lastDay: '' })),
        tx.now,
      );
      const placement = placeReport({
        windowOpen,
        automatic: reading.automatic !== null,
        readable: reading.readable,
        severity: verdict.severity,
        disposition: verdict.disposition,
        belongsTo,
      });
      await this.place(tx, report, reading, verdict, placement);
    });
  }

  private judge(report: Report, reading: ReadReport, elections: readonly ElectionRow[]): Verdict {
    const { config } = this.settings;
    const days = elections.map(({ polling_day: pollingDay, zone }) => ({ pollingDay, zone }));
    const verdict = triage(
      {
        channel: report.channel,
        subject: reading.subject,
        text: reading.text,
        sender: reading.senderAddress ?? report.sender,
        statedLanguage: reading.statedLanguage,
        statedAccountKind: accountKindOf(reading.statedAccount),
        attachmentNames: reading.attachmentNames,
        ownDomains: ownDomains(config),
        pollsCloseAt: nextPollsClose(days, report.receivedAt),
        receivedAt: report.receivedAt,
      },
      config.triage,
    );
    return mustBeSeen(report, reading) ? seenByPerson(verdict) : verdict;
  }

  private async place(
    tx: Tx,
    report: Report,
    reading: ReadReport,
    verdict: Verdict,
    placement: Placement,
  ): Promise<void> {
    const partyId = await findParty(tx, reading, report);
    const incidentId = await this.incidentFor(tx, report, reading, verdict, placement, partyId);
    await tx.query(
      `INSERT INTO triage_result (report_id, incident_id, party_id, disposition, readable, subject, text, contact_email,
         contact_phone, verdict, rules_version, triaged_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        report.id,
        incidentId,
        partyId,
        placement.outcome,
        reading.readable,
        reading.subject,
        reading.text,
        reading.contact.email,
        reading.contact.phone,
        JSON.stringify({ ...verdict, automatic: reading.automatic }),
        verdict.rulesVersion,
        tx.now,
      ],
    );
    await tx.append({
      subject: 'report',
      id: report.id,
      actor: 'service:triage',
      type: 'report.triaged',
      data: {
        disposition: placement.outcome,
        incidentId,
        category: verdict.category,
        severity: verdict.severity,
        severityRule: verdict.severityRule,
        language: verdict.language,
        readable: reading.readable,
        automatic: reading.automatic,
        rulesVersion: verdict.rulesVersion,
      },
    });
    await tx.emit('report.triaged', { reportId: report.id, incidentId, disposition: placement.outcome });
  }

  private async incidentFor(
    tx: Tx,
    report: Report,
    reading: ReadReport,
    verdict: Verdict,
    placement: Placement,
    partyId: string | null,
  ): Promise<string | null> {
    switch (placement.outcome) {
      case 'opened':
        return openIncident(tx, { report, reading, verdict, partyId });
      case 'joined':
        return joinIncident(tx, placement.incidentId, { report, reading, verdict, partyId });
      case 'no-incident':
        return null;
      case 'after-cutoff':
        break;
    }
    return placement.incidentId;
  }
}

/** An unread or empty message may have someone in need behind it: a person looks, whatever the rules make of nothing. */
function mustBeSeen(report: Report, reading: ReadReport): boolean {
  return (
    reading.automatic === null &&
    (!reading.readable || report.truncated || (reading.text.trim() === '' && reading.attachmentNames.length === 0))
  );
}

function seenByPerson(verdict: Verdict): Verdict {
  if (verdict.severity !== 'not-an-incident' && verdict.severity !== 'low') return verdict;
  return { ...verdict, category: 'undetermined', severity: 'medium', severityRule: 'M7', disposition: 'needs_human' };
}

/** By the domain of an address that it came from or may be answered at: a claim, shown as unverified. */
async function findParty(tx: Tx, reading: ReadReport, report: Report): Promise<string | null> {
  const addresses = [reading.senderAddress, reading.contact.email, report.sender].filter((address) =>
    address?.includes('@'),
  );
  const domains = addresses.map((address) => (address ?? '').slice((address ?? '').lastIndexOf('@') + 1).toLowerCase());
  if (domains.length === 0) return null;
  const [party] = await tx.query<{ id: string }>('SELECT id FROM party WHERE domains && $1 ORDER BY key LIMIT 1', [
    domains,
  ]);
  return party?.id ?? null;
}
