import { Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Language } from '#contracts';
import { tooManyAttempts } from '../follow-up-pages.controller.js';
import { GuessLimit } from '../guess-limit.js';
import { bodyOf, type Request } from '../page-exchange.js';
import { paths } from '../pages/page-frame.js';
import { PresentFollowUp } from '../present-follow-up.js';
import { PresentReceipt } from '../present-receipt.js';
import { ReceiptProof } from '../receipt-proof.js';
import { formMediaType } from '../take-report.js';
import { type StepChange, TickSteps } from './tick-steps.js';

/** Where ticked steps arrive: from a form with the page's proof, or box by box from its script. */
@Controller()
export class StepsController {
  constructor(
    @Inject(ReceiptProof) private readonly proofs: ReceiptProof,
    @Inject(TickSteps) private readonly steps: TickSteps,
    @Inject(GuessLimit) private readonly limit: GuessLimit,
    @Inject(PresentReceipt) private readonly receipt: PresentReceipt,
    @Inject(PresentFollowUp) private readonly followUp: PresentFollowUp,
  ) {}

  @Post('en/steps')
  async tickInEnglish(@Req() request: Request, @Res() reply: FastifyReply): Promise<void> {
    await this.tick(request, reply, 'en');
  }

  @Post('fr/etapes')
  async tickInFrench(@Req() request: Request, @Res() reply: FastifyReply): Promise<void> {
    await this.tick(request, reply, 'fr');
  }

  @Get('en/steps')
  async backToEnglish(@Res() reply: FastifyReply): Promise<void> {
    await reply.redirect(paths.followUp('en'), 303);
  }

  @Get('fr/etapes')
  async backToFrench(@Res() reply: FastifyReply): Promise<void> {
    await reply.redirect(paths.followUp('fr'), 303);
  }

  private async tick(request: Request, reply: FastifyReply, language: Language): Promise<void> {
    const fields = new URLSearchParams(bodyOf(request, formMediaType).toString('utf8'));
    const reportId = this.proofs.check(fields.get('proof') ?? '');
    if (reportId === null) {
      await this.followUp.askAgain(reply, language);
      return;
    }
    const waitSeconds = await this.limit.beginTick(reportId);
    if (waitSeconds !== null) throw tooManyAttempts(waitSeconds);
    await this.steps.change(reportId, changesIn(fields));
    if (request.headers.accept === 'application/json') {
      const done = [...(await this.steps.ticked(reportId))];
      await reply.headers({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' }).send({ done });
    } else if (fields.get('on') === 'receipt') {
      await this.receipt.show(reply, language, reportId, { saved: true });
    } else {
      await this.followUp.show(reply, 200, language, reportId, { saved: true });
    }
  }
}

/** Boxes on one page, at most. */
const mostBoxes = 50;

/** What was changed: ticked and not so before, or the other way round. */
function changesIn(fields: URLSearchParams): readonly StepChange[] {
  const now = fields.getAll('step').slice(0, mostBoxes);
  const before = fields.getAll('was').slice(0, mostBoxes);
  return [
    ...now.filter((key) => !before.includes(key)).map((key) => ({ key, done: true })),
    ...before.filter((key) => !now.includes(key)).map((key) => ({ key, done: false })),
  ];
}
