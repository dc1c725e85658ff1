import { Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { type Language, longestDescription } from '#contracts';
import { normalizeReceiptCode, parseReference, type ReporterTurn } from '#domain';
import { noFiles, type PreparedFiles, ProblemError, takesFiles } from '#service';
import { GuessLimit } from './guess-limit.js';
import { KeptFiles } from './kept-files.js';
import { OpenFollowUp } from './open-follow-up.js';
import { nonceOf, type Request } from './page-exchange.js';
import type { FollowUpFormState } from './pages/follow-up-form.js';
import type { FollowUpPageState } from './pages/follow-up-page.js';
import { paths } from './pages/page-frame.js';
import { turnWords, wordsOfTurn } from './pages/turn-words.js';
import { words } from './pages/words.js';
import { PresentFollowUp } from './present-follow-up.js';
import { ReadSentForm } from './read-sent-form.js';
import { ReceiptProof } from './receipt-proof.js';
import { TakeReport } from './take-report.js';
import { networkOfRequest } from './request-network.js';

/** Where the holder of a receipt reads the answer and writes more. */
@Controller()
export class FollowUpPagesController {
  constructor(
    @Inject(OpenFollowUp) private readonly opening: OpenFollowUp,
    @Inject(PresentFollowUp) private readonly presenting: PresentFollowUp,
    @Inject(TakeReport) private readonly reports: TakeReport,
    @Inject(ReceiptProof) private readonly proofs: ReceiptProof,
    @Inject(ReadSentForm) private readonly forms: ReadSentForm,
    @Inject(KeptFiles) private readonly kept: KeptFiles,
    @Inject(GuessLimit) private readonly limit: GuessLimit,
  ) {}

  @Get('en/follow-up')
  async askInEnglish(@Res() reply: FastifyReply): Promise<void> {
    await this.presenting.ask(reply, 200, 'en');
  }

  @Get('fr/suivi')
  async askInFrench(@Res() reply: FastifyReply): Promise<void> {
    await this.presenting.ask(reply, 200, 'fr');
  }

  @Post('en/follow-up')
  async openInEnglish(@Req() request: Request, @Res() reply: FastifyReply): Promise<void> {
    await this.open(request, reply, 'en');
  }

  @Post('fr/suivi')
  async openInFrench(@Req() request: Request, @Res() reply: FastifyReply): Promise<void> {
    await this.open(request, reply, 'fr');
  }

  @Post('en/follow-up/message')
  @RouteConfig(takesFiles)
  async addInEnglish(@Req() request: Request, @Res() reply: FastifyReply): Promise<void> {
    await this.add(request, reply, 'en');
  }

  @Post('fr/suivi/message')
  @RouteConfig(takesFiles)
  async addInFrench(@Req() request: Request, @Res() reply: FastifyReply): Promise<void> {
    await this.add(request, reply, 'fr');
  }

  @Get(['en/follow-up/message', 'en/follow-up/worse', 'en/follow-up/over'])
  async backToEnglish(@Res() reply: FastifyReply): Promise<void> {
    await reply.redirect(paths.followUp('en'), 303);
  }

  @Get(['fr/suivi/message', 'fr/suivi/pire', 'fr/suivi/fini'])
  async backToFrench(@Res() reply: FastifyReply): Promise<void> {
    await reply.redirect(paths.followUp('fr'), 303);
  }

  @Post('en/follow-up/worse')
  async worseInEnglish(@Req() request: Request, @Res() reply: FastifyReply): Promise<void> {
    await this.turn(request, reply, 'en', 'worse');
  }

  @Post('fr/suivi/pire')
  async worseInFrench(@Req() request: Request, @Res() reply: FastifyReply): Promise<void> {
    await this.turn(request, reply, 'fr', 'worse');
  }

  @Post('en/follow-up/over')
  async overInEnglish(@Req() request: Request, @Res() reply: FastifyReply): Promise<void> {
    await this.turn(request, reply, 'en', 'over');
  }

  @Post('fr/suivi/fini')
  async overInFrench(@Req() request: Request, @Res() reply: FastifyReply): Promise<void> {
    await this.turn(request, reply, 'fr', 'over');
  }

  private async turn(request: Request, reply: FastifyReply, language: Language, turn: ReporterTurn): Promise<void> {
    const { field } = await this.forms.read(request);
    const message = field(`message-${turn}`);
    const reportId = this.proofs.check(field('proof'));
    if (reportId === null) {
      await this.presenting.askAgain(reply, language, { unsent: message });
      return;
    }
    if (message.length > longestDescription) {
      const { faults, followUp } = words[language];
      const fault = faults.tooLong(followUp.more, longestDescription, message.length);
      await this.presenting.show(reply, 422, language, reportId, { draft: message, fault });
      return;
    }
    const waitSeconds = await this.limit.beginTurn(reportId);
    if (waitSeconds !== null) throw tooManyAttempts(waitSeconds);
    const raw = Buffer.from(new URLSearchParams({ turn, message: wordsOfTurn(language, turn, message) }).toString());
    const sent = { raw, nonce: nonceOf(field), language, files: noFiles, network: networkOfRequest(request), turn };
    await this.reports.messageFromForm(sent, reportId);
    await this.presenting.show(reply, 201, language, reportId, { told: turnWords[language].turns[turn].told });
  }

  private async open(request: Request, reply: FastifyReply, language: Language): Promise<void> {
    const { field, files } = await this.forms.read(request);
    const waiting = this.shown(files);
    const draft = field('message').slice(0, 2 * longestDescription);
    const proven = field('proof') === '' ? null : this.proofs.check(field('proof'));
    if (proven !== null) {
      await this.presenting.show(reply, 200, language, proven, { draft, ...waiting });
      return;
    }
    const reference = field('reference').slice(0, 80);
    const form = { reference, unsent: draft === '' ? null : draft, kept: waiting.kept };
    const mistyped = mistypings(language, reference, field('receiptCode'));
    if (field('proof') !== '') {
      await this.presenting.askAgain(reply, language, form);
      return;
    }
    if (mistyped.length > 0) {
      await this.presenting.ask(reply, 422, language, { ...form, faults: mistyped });
      return;
    }
    const opening = await this.opening.open(reference, field('receiptCode'), request.ip);
    switch (opening.outcome) {
      case 'open':
        await this.presenting.show(reply, 200, language, opening.reportId, { draft, ...waiting });
        return;
      case 'refused':
        await this.presenting.ask(reply, 403, language, {
          ...form,
          faults: [{ field: 'reference', text: words[language].followUp.refused }],
        });
        return;
      case 'too-many':
        throw tooManyAttempts(opening.waitSeconds);
    }
  }

  private async add(request: Request, reply: FastifyReply, language: Language): Promise<void> {
    const { raw, field, files } = await this.forms.read(request);
    const message = field('message');
    const reportId = this.proofs.check(field('proof'));
    const say = words[language];
    if (reportId === null) {
      await this.presenting.askAgain(reply, language, { unsent: message, kept: this.shown(files).kept });
      return;
    }
    // A file can say all there is to say.
    const isEmpty = message.trim() === '' && files.kept.length === 0;
    if (isEmpty || message.length > longestDescription) {
      const fault = isEmpty
        ? say.followUp.moreEmpty
        : say.faults.tooLong(say.followUp.more, longestDescription, message.length);
      await this.presenting.show(reply, 422, language, reportId, { draft: message, fault, ...this.shown(files) });
      return;
    }
    await this.reports.messageFromForm(
      { raw, nonce: nonceOf(field), language, files, network: networkOfRequest(request) },
      reportId,
    );
    await this.presenting.show(reply, 201, language, reportId, { told: say.followUp.added, leftOut: files.left });
  }

  private shown({ kept, left }: PreparedFiles): Pick<FollowUpPageState, 'kept' | 'leftOut'> {
    return {
      kept: kept.map((file) => ({ name: file.name, size: file.size, token: this.kept.issue(file) })),
      leftOut: left,
    };
  }
}

export function tooManyAttempts(waitSeconds: number): ProblemError {
  const detail = { en: words.en.tooManyAttempts, fr: words.fr.tooManyAttempts };
  return new ProblemError(429, 'too-many-attempts', detail, [], { 'retry-after': String(waitSeconds) });
}

/** What cannot be a reference or a code at all, which tells nothing about any report. */
function mistypings(language: Language, reference: string, code: string): FollowUpFormState['faults'] {
  const { referenceFault, codeFault } = words[language].followUp;
  return [
    ...(parseReference(reference).outcome === 'valid' ? [] : [{ field: 'reference', text: referenceFault } as const]),
    ...(normalizeReceiptCode(code) === null ? [{ field: 'receiptCode', text: codeFault } as const] : []),
  ];
}
