import { Inject, Injectable } from '@nestjs/common';
import { findIndicators, mostIndicators, triage, type Verdict } from '#domain';
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
    const { own, forwarded } = wordsOf(reading);
    const verdict = triage(
      {
        channel: report.channel,
        subject: reading.subject,
        text: own,
        forwarded,
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
    const judged = { ...verdict, indicators: this.indicatorsIn(report, reading, verdict) };
    return mustBeSeen(report, reading) ? seenByPerson(judged) : judged;
  }

  /** From everything that came, quoted history, signatures and hidden links too: an indicator often stands where nobody reads. */
  private indicatorsIn(report: JudgedBy, reading: ReadReport, verdict: Verdict): Verdict['indicators'] {
    const { config } = this.settings;
    const { withoutIndicators, wellKnownDomains, sharedHosts } = config.triage;
    const rest = [reading.text, reading.forwardedText, ...reading.links].join('\n');
    if (report.channel !== 'email' || withoutIndicators.has(verdict.category)) return verdict.indicators;
    const found = findIndicators(rest, {
      ownDomains: ownDomains(config),
      sender: reading.senderAddress ?? report.sender,
      wellKnownDomains,
      sharedHosts,
    });
    const all = [...verdict.indicators, ...found].map((one) => [`${one.type} ${one.value}`, one] as const);
    return [...new Map(all.toReversed()).values()].toReversed().slice(0, mostIndicators);
  }

  pollsClose({ receivedAt }: Pick<Report, 'receivedAt'>, elections: readonly ElectionRow[]): Date | null {
    const days = elections.map(({ polling_day: pollingDay, zone }) => ({ pollingDay, zone }));
    return nextPollsClose(days, receivedAt);
  }
}

/** The reporter's own words decide; what was forwarded is what they report. Where neither was told apart, all counts as own. */
function wordsOf({ text, ownText, forwardedText }: ReadReport): {
  readonly own: string;
  readonly forwarded: string | null;
} {
  if (ownText === '' && forwardedText === '') return { own: text, forwarded: null };
  return { own: ownText, forwarded: forwardedText === '' ? null : forwardedText };
}

/** Encrypted, and none of our keys opens it. */
const isSealed = ({ encrypted }: ReadReport): boolean => encrypted !== null && encrypted.outcome !== 'decrypted';

/** An unread, sealed or empty message may have someone in need behind it: a person looks, whatever the rules make of nothing. */
function mustBeSeen(report: JudgedBy, reading: ReadReport): boolean {
  return (
    reading.automatic === null &&
    (!reading.readable ||
      report.truncated ||
      isSealed(reading) ||
      (reading.text.trim() === '' && reading.attachmentNames.length === 0))
  );
}

function seenByPerson(verdict: Verdict): Verdict {
  if (verdict.severity !== 'not-an-incident' && verdict.severity !== 'low') return verdict;
  return { ...verdict, category: 'undetermined', severity: 'medium', severityRule: 'M7', disposition: 'needs_human' };
}
