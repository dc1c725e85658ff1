import { Inject, Injectable } from '@nestjs/common';
import { isOpen } from '#domain';
import { readTextsSince } from '#service';
import type { Report, Tx } from '#store';
import { findReporter } from './find-reporter.js';
import { type ElectionRow, JudgeReport } from './judge-report.js';
import type { JudgedReport } from './open-incident.js';
import type { ReadReport } from './read-report/report-reading.js';
import type { TakenApart } from './take-apart.js';

/** Texts of one number that come within this of each other are judged as one, in milliseconds. */
const textsBelongTogetherMs = 10 * 60_000;

/** Weighs a report that has been taken apart: what the rules make of it, and who the directory takes its sender for. */
@Injectable()
export class WeighReport {
  constructor(@Inject(JudgeReport) private readonly judge: JudgeReport) {}

  elections(tx: Tx): Promise<ElectionRow[]> {
    return this.judge.elections(tx);
  }

  async weigh(
    tx: Tx,
    { report, reading, authentication }: Pick<TakenApart, 'report' | 'reading' | 'authentication'>,
    elections: readonly ElectionRow[],
  ): Promise<JudgedReport> {
    const found = await findReporter(tx, {
      channel: report.channel,
      sender: reading.senderAddress ?? report.sender,
      contact: reading.contact,
      authenticated: isProven(authentication),
      text: reading.ownText === '' ? reading.text : reading.ownText,
    });
    return {
      report,
      reading,
      verdict: this.judge.judge(report, await withEarlierTexts(tx, report, reading), elections),
      partyId: found.partyId,
      found,
      authentication,
      pollsCloseAt: this.judge.pollsClose(report, elections),
    };
  }
}

/** One part of a text says little: it is judged with what its number texted just before. */
async function withEarlierTexts(tx: Tx, report: Report, reading: ReadReport): Promise<ReadReport> {
  const recent = await readTextsSince(tx, report, textsBelongTogetherMs);
  return recent === null || recent.reportIds.length < 2 ? reading : { ...reading, text: recent.text, ownText: '' };
}

/** Whether any service window is still open. */
export function isAnyWindowOpen(elections: readonly ElectionRow[], now: Date): boolean {
  return isOpen(
    elections.map(({ closes_at: closesAt }) => ({ closesAt, lastDay: '' })),
    now,
  );
}

/** A domain that vouches proves its sender, one that denies disproves it; silence and an unreachable DNS say nothing. */
function isProven(authentication: TakenApart['authentication']): boolean | null {
  if (authentication === null || authentication.summary === 'none' || authentication.summary === 'temperror')
    return null;
  return authentication.summary === 'pass';
}
