import { Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Language } from '#contracts';
import { askForChannel, type CodesVerdict, enterChannelCodes, Secrets, type WantedChannel } from '#service';
import { Database } from '#store';
import { checkEmail, checkPhone } from '../check-contact.js';
import { tooManyAttempts } from '../follow-up-pages.controller.js';
import { GuessLimit } from '../guess-limit.js';
import { bodyOf, type Request } from '../page-exchange.js';
import { channelWords } from '../pages/channel-words.js';
import { paths } from '../pages/page-frame.js';
import { PresentFollowUp } from '../present-follow-up.js';
import { readForm } from '../read-report-form.js';
import { ReceiptProof } from '../receipt-proof.js';
import { formMediaType } from '../take-report.js';

/** Where the holder of a receipt asks for answers somewhere else, and enters the codes that went out for it. */
@Controller()
export class ChannelController {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Secrets) private readonly secrets: Secrets,
    @Inject(ReceiptProof) private readonly proofs: ReceiptProof,
    @Inject(GuessLimit) private readonly limit: GuessLimit,
    @Inject(PresentFollowUp) private readonly presenting: PresentFollowUp,
  ) {}

  @Post('en/follow-up/channel')
  async askInEnglish(@Req() request: Request, @Res() reply: FastifyReply): Promise<void> {
    await this.ask(request, reply, 'en');
  }

  @Post('fr/suivi/moyen')
  async askInFrench(@Req() request: Request, @Res() reply: FastifyReply): Promise<void> {
    await this.ask(request, reply, 'fr');
  }

  @Post('en/follow-up/channel/codes')
  async enterInEnglish(@Req() request: Request, @Res() reply: FastifyReply): Promise<void> {
    await this.enter(request, reply, 'en');
  }

  @Post('fr/suivi/moyen/codes')
  async enterInFrench(@Req() request: Request, @Res() reply: FastifyReply): Promise<void> {
    await this.enter(request, reply, 'fr');
  }

  @Get(['en/follow-up/channel', 'en/follow-up/channel/codes'])
  async backToEnglish(@Res() reply: FastifyReply): Promise<void> {
    await reply.redirect(paths.followUp('en'), 303);
  }

  @Get(['fr/suivi/moyen', 'fr/suivi/moyen/codes'])
  async backToFrench(@Res() reply: FastifyReply): Promise<void> {
    await reply.redirect(paths.followUp('fr'), 303);
  }

  private async ask(request: Request, reply: FastifyReply, language: Language): Promise<void> {
    const field = readForm(bodyOf(request, formMediaType));
    const reportId = this.proofs.check(field('proof'));
    if (reportId === null) return this.presenting.askAgain(reply, language);
    const say = channelWords[language];
    const typed = field('channel').slice(0, 300);
    const wanted = wantedIn(typed);
    const refuse = async (status: number, text: string): Promise<void> =>
      this.presenting.show(reply, status, language, reportId, { channelFault: { text, typed } });
    if (wanted === null) return refuse(422, say.fault);
    const waitSeconds = await this.limit.beginChannel(request.ip);
    if (waitSeconds !== null) throw tooManyAttempts(waitSeconds);
    const asked = await this.database.transaction((tx) => askForChannel(tx, reportId, wanted));
    if (asked === 'asked') return this.presenting.show(reply, 200, language, reportId, { told: say.asked });
    await refuse(asked === 'too-many' ? 429 : 409, say.refused[asked]);
  }

  private async enter(request: Request, reply: FastifyReply, language: Language): Promise<void> {
    const field = readForm(bodyOf(request, formMediaType));
    const reportId = this.proofs.check(field('proof'));
    if (reportId === null) return this.presenting.askAgain(reply, language);
    const waitSeconds = await this.limit.beginTurn(reportId);
    if (waitSeconds !== null) throw tooManyAttempts(waitSeconds);
    const typed = { new: field('code-new').slice(0, 60), old: field('code-old').slice(0, 60) };
    const verdict = await this.database.transaction((tx) => enterChannelCodes(tx, this.secrets, reportId, typed));
    const say = channelWords[language].verdicts;
    if (verdict.outcome === 'confirmed')
      return this.presenting.show(reply, 200, language, reportId, { told: say.confirmed });
    const fault = faultOf(verdict);
    if (fault === null) return this.presenting.show(reply, 200, language, reportId, { told: say.proven });
    await this.presenting.show(reply, 409, language, reportId, { channelFault: { text: say[fault], typed: '' } });
  }
}

/** A telephone or an email address; null when it can be neither. */
function wantedIn(typed: string): WantedChannel | null {
  const email = typed.includes('@') ? checkEmail(typed) : null;
  if (email !== null) return { kind: 'email', address: email };
  const phone = typed.includes('@') ? null : checkPhone(typed);
  return phone === null ? null : { kind: 'sms', address: phone };
}

/** What is wrong with what was entered; null when a code was right and something else is still awaited. */
function faultOf(verdict: CodesVerdict): 'wrong' | 'expired' | 'void' | 'none' | null {
  const heard = [verdict.new, verdict.old].filter((one) => one !== undefined);
  if (heard.includes('too-many')) return 'void';
  if (verdict.outcome === 'none') return 'none';
  if (heard.includes('expired')) return 'expired';
  return heard.length === 0 || heard.some((one) => one !== 'verified') ? 'wrong' : null;
}
