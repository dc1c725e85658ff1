import { Inject, Injectable } from '@nestjs/common';
import { triage, type Verdict } from '#domain';
import { accountKindOf, nextPollsClose, ownDomains, Settings } from '#service';
import type { Report, Tx } from '#store';
import type { ReadReport } from './read-report/report-reading.js';

export interface ElectionRow {
  readonly polling_day: string;
  readonly zone: string;
  readonly closes_at: Date;
}

export type JudgedBy = Pick<Report, 'channel' | 'sender' | 'receivedAt' | 'truncated'>;

/** Judges a report that has been read, by the rules and the days of the elections. */
@Injectable()
export class JudgeReport {
  constructor(@Inject(Settings) private readonly settings: Settings) {}

  elections(tx: Tx): Promise<ElectionRow[]> {
    return tx.query<ElectionRow>('SELECT polling_day::text, zone, closes_at FROM election');
  }

  judge(report: JudgedBy, reading: ReadReport, elections: readonly ElectionRow[]): Verdict {
    const { config } = this.settings;
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
        pollsCloseAt: this.pollsClose(report, elections),
        receivedAt: report.receivedAt,
      },
      config.triage,
    );
    return mustBeSeen(report, reading) ? seenByPerson(verdict) : verdict;
  }

  pollsClose({ receivedAt }: Pick<Report, 'receivedAt'>, elections: readonly ElectionRow[]): Date | null {
    const days = elections.map(({ polling_day: pollingDay, zone }) => ({ pollingDay, zone }));
    return nextPollsClose(days, receivedAt);
  }
}

/** An unread or empty message may have someone in need behind it: a person looks, whatever the rules make of nothing. */
function mustBeSeen(report: JudgedBy, reading: ReadReport): boolean {
  return (
    reading.automatic === null &&
    (!reading.readable || report.truncated || (reading.text.trim() === '' && reading.attachmentNames.length === 0))
  );
}

function seenByPerson(verdict: Verdict): Verdict {
  if (verdict.severity !== 'not-an-incident' && verdict.severity !== 'low') return verdict;
  return { ...verdict, category: 'undetermined', severity: 'medium', severityRule: 'M7', disposition: 'needs_human' };
}
