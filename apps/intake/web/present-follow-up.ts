import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Language } from '#contracts';
import { callerPhrase, firstOfThread, readChannelWish, Secrets, Settings } from '#service';
import { Database } from '#store';
import { freshNonce, sendPage } from './page-exchange.js';
import { type FollowUpFormState, renderFollowUpForm } from './pages/follow-up-form.js';
import { type FollowUpPageState, renderFollowUpPage } from './pages/follow-up-page.js';
import { type PageFrame, pageFrame } from './pages/page-frame.js';
import { words } from './pages/words.js';
import { ReceiptProof } from './receipt-proof.js';
import { ElectionWindows } from './service-window.js';
import { ShowFollowUp } from './show-follow-up.js';
import { listSteps, TickSteps } from './steps/tick-steps.js';

/** Answers with the follow-up page of a report, or with the form that asks for its receipt. */
@Injectable()
export class PresentFollowUp {
  constructor(
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Database) private readonly database: Database,
    @Inject(Secrets) private readonly secrets: Secrets,
    @Inject(ShowFollowUp) private readonly followUps: ShowFollowUp,
    @Inject(TickSteps) private readonly steps: TickSteps,
    @Inject(ReceiptProof) private readonly proofs: ReceiptProof,
    @Inject(ElectionWindows) private readonly windows: ElectionWindows,
  ) {}

  async ask(
    reply: FastifyReply,
    status: number,
    language: Language,
    form: Partial<FollowUpFormState> = {},
  ): Promise<void> {
    const state: FollowUpFormState = { reference: '', faults: [], unsent: null, kept: [], ...form };
    await sendPage(reply, status, language, renderFollowUpForm(await this.frame(language), state));
  }

  /** The proof of an open page is over, or was never ours: the receipt is asked for again, with what was written. */
  async askAgain(reply: FastifyReply, language: Language, form: Partial<FollowUpFormState> = {}): Promise<void> {
    const faults = [{ field: 'reference', text: words[language].followUp.expired }] as const;
    await this.ask(reply, 403, language, { ...form, faults });
  }

  async show(
    reply: FastifyReply,
    status: number,
    language: Language,
    reportId: string,
    form: Partial<FollowUpPageState> = {},
  ): Promise<void> {
    const { config } = this.settings;
    const { followUp, steps } = await this.followUps.show(reportId, language);
    const first: { id: string }[] = await this.database.source.query(firstOfThread, [reportId]);
    const state: FollowUpPageState = {
      followUp,
      steps: listSteps(steps, await this.steps.ticked(reportId), language),
      status: config.messages[language].statuses[followUp.status],
      proof: this.proofs.issue(reportId),
      callerPhrase: callerPhrase(this.secrets, first[0]?.id ?? reportId)[language],
      nonce: freshNonce(),
      told: null,
      draft: '',
      fault: null,
      kept: [],
      leftOut: [],
      bounds: config.attachments.limits,
      channelWish: await this.database.transaction((tx) => readChannelWish(tx, reportId)),
      channelFault: null,
      ...form,
    };
    await sendPage(reply, status, language, renderFollowUpPage(await this.frame(language), state));
  }

  private async frame(language: Language): Promise<PageFrame> {
    const { closedSince } = await this.windows.state();
    return pageFrame(this.settings.config, language, closedSince);
  }
}
