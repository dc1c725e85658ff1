import { Inject, Injectable } from '@nestjs/common';
import { isOpen } from '#domain';
import type { Tx } from '#store';
import { findReporter } from './find-reporter.js';
import { type ElectionRow, JudgeReport } from './judge-report.js';
import type { JudgedReport } from './open-incident.js';
import type { TakenApart } from './take-apart.js';

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
      verdict: this.judge.judge(report, reading, elections),
      partyId: found.partyId,
      found,
      authentication,
      pollsCloseAt: this.judge.pollsClose(report, elections),
    };
  }
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
