import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Language, NewReport } from '#contracts';
import { isCompromised } from '#domain';
import { callerPhrase, Secrets, Settings } from '#service';
import { JudgeReport } from './judge-report.js';
import { sendPage } from './page-exchange.js';
import { pageFrame, paths } from './pages/page-frame.js';
import { type ReceiptState, renderReceiptPage } from './pages/receipt-page.js';
import type { SentForm } from './read-sent-form.js';
import { ReceiptProof } from './receipt-proof.js';
import { ElectionWindows } from './service-window.js';
import { ShowReceipt } from './show-receipt.js';
import { listSteps, TickSteps } from './steps/tick-steps.js';
import type { TakenReport } from './take-report.js';

/** Answers with the receipt of a report. */
@Injectable()
export class PresentReceipt {
  constructor(
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Secrets) private readonly secrets: Secrets,
    @Inject(JudgeReport) private readonly judge: JudgeReport,
    @Inject(ShowReceipt) private readonly receipts: ShowReceipt,
    @Inject(TickSteps) private readonly steps: TickSteps,
    @Inject(ReceiptProof) private readonly proofs: ReceiptProof,
    @Inject(ElectionWindows) private readonly windows: ElectionWindows,
  ) {}

  /** Of a report that has just been stored. */
  async give(
    reply: FastifyReply,
    language: Language,
    taken: TakenReport,
    report: NewReport,
    { files }: SentForm,
  ): Promise<void> {
    const ticked = taken.isNew ? nothing : await this.steps.ticked(taken.reportId);
    await this.send(reply, 201, language, {
      reference: taken.reference,
      receiptCode: taken.receiptCode,
      receivedAt: taken.receivedAt,
      steps: listSteps(this.judge.stepsFor(taken.verdict), ticked, language),
      proof: this.proofs.issue(taken.reportId),
      callerPhrase: callerPhrase(this.secrets, taken.firstReportId)[language],
      contact: contactState(report, taken.verdict?.compromisedAddresses ?? []),
      arrived: files.kept.map(({ name }) => name),
      leftOut: files.left,
      isReadLater: taken.isReadLater,
      saved: false,
    });
  }

  /** Once more, for whoever has proven to hold it. */
  async show(reply: FastifyReply, language: Language, reportId: string, { saved = false } = {}): Promise<void> {
    const { report, compromised, steps, receiptCode, ...shown } = await this.receipts.show(reportId, language);
    // A page from before the code was replaced must not tell the new one, and the old one opens nothing.
    if (receiptCode === null) {
      await reply.redirect(paths.followUp(language), 303);
      return;
    }
    await this.send(reply, 200, language, {
      ...shown,
      receiptCode,
      steps: listSteps(steps, await this.steps.ticked(reportId), language),
      proof: this.proofs.issue(reportId),
      contact: report === null ? 'given' : contactState(report, compromised),
      saved,
    });
  }

  private async send(
    reply: FastifyReply,
    status: number,
    language: Language,
    receipt: Omit<ReceiptState, 'closedSince'>,
  ): Promise<void> {
    const { closedSince } = await this.windows.state();
    const frame = pageFrame(this.settings.config, language, closedSince);
    await sendPage(reply, status, language, renderReceiptPage(frame, { ...receipt, closedSince }));
  }
}

const nothing: ReadonlySet<string> = new Set();

/** Doubtful: the only ways back to the reporter may be the attacker's. */
function contactState({ contact, accountName }: NewReport, compromised: readonly string[]): ReceiptState['contact'] {
  const ways = [contact.phone, contact.email].filter((way) => way !== undefined);
  if (ways.length === 0) return 'none';
  const named = accountName === undefined ? compromised : [...compromised, accountName];
  return ways.every((way) => isCompromised(way, named)) ? 'doubtful' : 'given';
}
