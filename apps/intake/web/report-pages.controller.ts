import { Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import type { Language } from '#contracts';
import { noFiles, preferredLanguage, type PreparedFiles, Settings, takesFiles, toProblemError } from '#service';
import { bodyOf, freshNonce, nonceOf, type Request, sendBlankPage, sendPage } from './page-exchange.js';
import { type PageFrame, pageFrame, paths } from './pages/page-frame.js';
import { PresentReceipt } from './present-receipt.js';
import { type ReportFormState, renderReportForm } from './pages/report-form.js';
import { checkDraft, draftOf, emptyDraft, readForm, type ReportDraft } from './read-report-form.js';
import { KeptFiles } from './kept-files.js';
import { ReadSentForm, type SentForm } from './read-sent-form.js';
import { ReceiptProof } from './receipt-proof.js';
import { ElectionWindows } from './service-window.js';
import { formMediaType, type TakenReport, TakeReport } from './take-report.js';
import type { NewReport } from '#contracts';
import { networkOfRequest } from './request-network.js';

/** The report form and the receipt, in English and French. */
@Controller()
export class ReportPagesController {
  constructor(
    @Inject(Settings) private readonly settings: Settings,
    @Inject(TakeReport) private readonly reports: TakeReport,
    @Inject(ElectionWindows) private readonly windows: ElectionWindows,
    @Inject(ReceiptProof) private readonly proofs: ReceiptProof,
    @Inject(PresentReceipt) private readonly presenting: PresentReceipt,
    @Inject(ReadSentForm) private readonly forms: ReadSentForm,
    @Inject(KeptFiles) private readonly kept: KeptFiles,
  ) {}

  @Get()
  async front(@Req() request: Request, @Res() reply: FastifyReply): Promise<void> {
    void reply.header('vary', 'Accept-Language');
    await this.showForm(
      request,
      reply,
      preferredLanguage(request.headers['accept-language'], this.settings.config.brand.firstLanguage),
    );
  }

  @Get('en')
  async english(@Req() request: Request, @Res() reply: FastifyReply): Promise<void> {
    await this.showForm(request, reply, 'en');
  }

  @Get('fr')
  async french(@Req() request: Request, @Res() reply: FastifyReply): Promise<void> {
    await this.showForm(request, reply, 'fr');
  }

  /** The other language was asked for: the same form with what is already in it. */
  @Post('en')
  @RouteConfig(takesFiles)
  async toEnglish(@Req() request: Request, @Res() reply: FastifyReply): Promise<void> {
    await this.turnForm(request, reply, 'en');
  }

  @Post('fr')
  @RouteConfig(takesFiles)
  async toFrench(@Req() request: Request, @Res() reply: FastifyReply): Promise<void> {
    await this.turnForm(request, reply, 'fr');
  }

  @Post('en/report')
  @RouteConfig(takesFiles)
  async reportInEnglish(@Req() request: Request, @Res() reply: FastifyReply): Promise<void> {
    await this.take(request, reply, 'en');
  }

  @Post('fr/report')
  @RouteConfig(takesFiles)
  async reportInFrench(@Req() request: Request, @Res() reply: FastifyReply): Promise<void> {
    await this.take(request, reply, 'fr');
  }

  @Post('en/receipt')
  async receiptInEnglish(@Req() request: Request, @Res() reply: FastifyReply): Promise<void> {
    await this.showReceipt(request, reply, 'en');
  }

  @Post('fr/receipt')
  async receiptInFrench(@Req() request: Request, @Res() reply: FastifyReply): Promise<void> {
    await this.showReceipt(request, reply, 'fr');
  }

  /** Whoever comes by a bookmark of an answer gets what it answered. */
  @Get(['en/report', 'en/receipt'])
  async backToEnglish(@Res() reply: FastifyReply): Promise<void> {
    await reply.redirect(paths.form('en'), 303);
  }

  @Get(['fr/report', 'fr/receipt'])
  async backToFrench(@Res() reply: FastifyReply): Promise<void> {
    await reply.redirect(paths.form('fr'), 303);
  }

  private async showForm(request: Request, reply: FastifyReply, language: Language): Promise<void> {
    const frame = { ...pageFrame(this.settings.config, language), inlineStyle: true };
    const html = await this.formPage(frame, { draft: emptyDraft, nonce: freshNonce() });
    await sendBlankPage(request, reply, language, html, frame.assets.styleHash);
  }

  private async turnForm(request: Request, reply: FastifyReply, language: Language): Promise<void> {
    const { field, files } = await this.forms.read(request);
    await this.sendForm(reply, 200, language, { draft: draftOf(field), nonce: nonceOf(field), ...this.shown(files) });
  }

  private async take(request: Request, reply: FastifyReply, language: Language): Promise<void> {
    const sent = await this.forms.read(request);
    const draft = draftOf(sent.field);
    const nonce = nonceOf(sent.field);
    const check = checkDraft(draft, language);
    if (check.outcome === 'incomplete') {
      await this.sendForm(reply, 422, language, { draft, nonce, faults: check.faults, ...this.shown(sent.files) });
      return;
    }
    const taken = await this.store(
      reply,
      language,
      { draft, nonce, network: networkOfRequest(request) },
      check.report,
      sent,
    );
    if (taken === null) return;
    await this.presenting.give(reply, language, taken, check.report, sent);
  }

  /** Null once the form has been sent back because the store does not answer: what was typed must not be lost. */
  private async store(
    reply: FastifyReply,
    language: Language,
    form: { readonly draft: ReportDraft; readonly nonce: string; readonly network: string | null },
    report: NewReport,
    { raw, files }: SentForm,
  ): Promise<TakenReport | null> {
    try {
      return await this.reports.fromForm({ report, raw, nonce: form.nonce, files, network: form.network });
    } catch (error) {
      const problem = toProblemError(error);
      if (problem.status !== 503) throw error;
      void reply.headers(problem.headers);
      const { draft, nonce } = form;
      await this.sendForm(reply, 503, language, { draft, nonce, notStored: true, ...this.shown(files) });
      return null;
    }
  }

  /** The files of a form that is shown again: they need not be sent again. */
  private shown({ kept, left }: PreparedFiles): Pick<ReportFormState, 'kept' | 'leftOut'> {
    return {
      kept: kept.map((file) => ({ name: file.name, size: file.size, token: this.kept.issue(file) })),
      leftOut: left,
    };
  }

  private async showReceipt(request: Request, reply: FastifyReply, language: Language): Promise<void> {
    const reportId = this.proofs.check(readForm(bodyOf(request, formMediaType))('proof'));
    if (reportId === null) {
      await reply.redirect(paths.followUp(language), 303);
      return;
    }
    await this.presenting.show(reply, language, reportId);
  }

  private async sendForm(reply: FastifyReply, status: number, language: Language, form: FormState): Promise<void> {
    await sendPage(reply, status, language, await this.formPage(pageFrame(this.settings.config, language), form));
  }

  private async formPage(frame: PageFrame, form: FormState): Promise<string> {
    const { closedSince } = await this.windows.state();
    const bounds = this.settings.config.attachments.limits;
    const none = { faults: [], notStored: false, ...this.shown(noFiles) };
    const state: ReportFormState = { ...none, bounds, closedSince, ...form };
    return renderReportForm({ ...frame, closedSince }, state);
  }
}

type FormState = Pick<ReportFormState, 'draft' | 'nonce'> & Partial<ReportFormState>;
