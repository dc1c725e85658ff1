import { Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Language } from '#contracts';
import { normalizeOneTimeCode, normalizeReceiptCode, parseReference } from '#domain';
import { enterVerificationCode, Secrets, Settings } from '#service';
import { Database } from '#store';
import { tooManyAttempts } from './follow-up-pages.controller.js';
import { OpenFollowUp } from './open-follow-up.js';
import { bodyOf, type Request, sendPage } from './page-exchange.js';
import { pageFrame } from './pages/page-frame.js';
import { renderVerify, type VerifyState } from './pages/verify.js';
import { verifyWords } from './pages/verify-words.js';
import { words } from './pages/words.js';
import { readForm } from './read-report-form.js';
import { ElectionWindows } from './service-window.js';
import { formMediaType } from './take-report.js';

/**
 * Where a reporter enters a one-time code. Whoever enters one also shows the receipt of the report: somebody whose name another
 * has used, and who got the code for it, cannot vouch for the other by mistake.
 */
@Controller()
export class VerifyPagesController {
  constructor(
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Database) private readonly database: Database,
    @Inject(Secrets) private readonly secrets: Secrets,
    @Inject(OpenFollowUp) private readonly opening: OpenFollowUp,
    @Inject(ElectionWindows) private readonly windows: ElectionWindows,
  ) {}

  @Get('en/verify')
  async askInEnglish(@Res() reply: FastifyReply): Promise<void> {
    await this.ask(reply, 200, 'en');
  }

  @Get('fr/verifier')
  async askInFrench(@Res() reply: FastifyReply): Promise<void> {
    await this.ask(reply, 200, 'fr');
  }

  @Post('en/verify')
  async enterInEnglish(@Req() request: Request, @Res() reply: FastifyReply): Promise<void> {
    await this.enter(request, reply, 'en');
  }

  @Post('fr/verifier')
  async enterInFrench(@Req() request: Request, @Res() reply: FastifyReply): Promise<void> {
    await this.enter(request, reply, 'fr');
  }

  private async enter(request: Request, reply: FastifyReply, language: Language): Promise<void> {
    const field = readForm(bodyOf(request, formMediaType));
    const reference = field('reference').slice(0, 80);
    const faults = mistypings(language, { reference, receiptCode: field('receiptCode'), code: field('code') });
    if (faults.length > 0) return this.ask(reply, 422, language, { reference, faults });
    const opening = await this.opening.open(reference, field('receiptCode'), request.ip);
    if (opening.outcome === 'too-many') throw tooManyAttempts(opening.waitSeconds);
    if (opening.outcome === 'refused') {
      const { refused } = words[language].followUp;
      return this.ask(reply, 403, language, { reference, faults: [{ field: 'reference', text: refused }] });
    }
    const verdict = await this.database.transaction((tx) =>
      enterVerificationCode(tx, this.secrets, {
        of: { reportId: opening.reportId },
        typed: field('code'),
        by: 'reporter-web',
      }),
    );
    if (verdict.outcome === 'verified') return this.ask(reply, 200, language, { done: true });
    const { outcomes } = verifyWords[language];
    const text = {
      wrong: verdict.outcome === 'wrong' ? outcomes.wrong(verdict.triesLeft) : '',
      expired: outcomes.expired,
      settled: outcomes.settled,
      'too-many': outcomes.tooMany,
      none: outcomes.none,
    }[verdict.outcome];
    await this.ask(reply, 409, language, { reference, faults: [{ field: 'code', text }] });
  }

  private async ask(
    reply: FastifyReply,
    status: number,
    language: Language,
    form: Partial<VerifyState> = {},
  ): Promise<void> {
    const { closedSince } = await this.windows.state();
    const state: VerifyState = { reference: '', faults: [], done: false, ...form };
    await sendPage(
      reply,
      status,
      language,
      renderVerify(pageFrame(this.settings.config, language, closedSince), state),
    );
  }
}

/** What cannot be a code or a reference at all, which tells nothing about any report. */
function mistypings(
  language: Language,
  typed: Readonly<Record<'reference' | 'receiptCode' | 'code', string>>,
): VerifyState['faults'] {
  const { referenceFault, codeFault } = words[language].followUp;
  return [
    ...(normalizeOneTimeCode(typed.code) === null
      ? [{ field: 'code', text: verifyWords[language].codeFault } as const]
      : []),
    ...(parseReference(typed.reference).outcome === 'valid'
      ? []
      : [{ field: 'reference', text: referenceFault } as const]),
    ...(normalizeReceiptCode(typed.receiptCode) === null ? [{ field: 'receiptCode', text: codeFault } as const] : []),
  ];
}
