import { randomUUID } from 'node:crypto';
import { Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Language } from '#contracts';
import { parseReference } from '#domain';
import { Settings } from '#service';
import { Database } from '#store';
import { tooManyAttempts } from './follow-up-pages.controller.js';
import { GuessLimit } from './guess-limit.js';
import { bodyOf, type Request, sendPage } from './page-exchange.js';
import { type LostCodeState, renderLostCode } from './pages/lost-code.js';
import { pageFrame } from './pages/page-frame.js';
import { words } from './pages/words.js';
import { readForm } from './read-report-form.js';
import { ElectionWindows } from './service-window.js';
import { formMediaType } from './take-report.js';

/**
 * Where somebody who has lost a receipt code asks for another. The answer is the same, and takes as long, whatever there is: the
 * wish is written down as it came, and looked at afterwards by whoever sends.
 */
@Controller()
export class LostCodeController {
  constructor(
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Database) private readonly database: Database,
    @Inject(GuessLimit) private readonly limit: GuessLimit,
    @Inject(ElectionWindows) private readonly windows: ElectionWindows,
  ) {}

  @Get('en/lost-code')
  async showInEnglish(@Res() reply: FastifyReply): Promise<void> {
    await this.show(reply, 200, 'en');
  }

  @Get('fr/code-perdu')
  async showInFrench(@Res() reply: FastifyReply): Promise<void> {
    await this.show(reply, 200, 'fr');
  }

  @Post('en/lost-code')
  async askInEnglish(@Req() request: Request, @Res() reply: FastifyReply): Promise<void> {
    await this.ask(request, reply, 'en');
  }

  @Post('fr/code-perdu')
  async askInFrench(@Req() request: Request, @Res() reply: FastifyReply): Promise<void> {
    await this.ask(request, reply, 'fr');
  }

  private async ask(request: Request, reply: FastifyReply, language: Language): Promise<void> {
    const typed = readForm(bodyOf(request, formMediaType))('reference').slice(0, 80);
    const parsed = parseReference(typed);
    if (parsed.outcome !== 'valid') {
      await this.show(reply, 422, language, { reference: typed, fault: words[language].followUp.referenceFault });
      return;
    }
    const { reference } = parsed;
    const waitSeconds = await this.limit.beginLost(request.ip, reference);
    if (waitSeconds !== null) throw tooManyAttempts(waitSeconds);
    const { open } = await this.windows.state();
    if (open)
      await this.database.transaction(async (tx) => {
        const requestId = randomUUID();
        await tx.query('INSERT INTO code_request (id, reference, asked_at) VALUES ($1, $2, $3)', [
          requestId,
          reference,
          tx.now,
        ]);
        tx.emit('reporter.lost-code', { requestId });
      });
    await this.show(reply, 200, language, { done: open });
  }

  private async show(
    reply: FastifyReply,
    status: number,
    language: Language,
    form: Partial<LostCodeState> = {},
  ): Promise<void> {
    const { closedSince } = await this.windows.state();
    const state: LostCodeState = { reference: '', fault: null, done: false, ...form };
    await sendPage(
      reply,
      status,
      language,
      renderLostCode(pageFrame(this.settings.config, language, closedSince), state),
    );
  }
}
