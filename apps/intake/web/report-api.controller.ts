import { Controller, Header, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import {
  type AttachmentsReceipt,
  type FollowUp,
  followUpMessage,
  followUpRequest,
  followUpTurn,
  newReport,
  type NewReport,
  reportAttachments,
  type ReportReceipt,
} from '#contracts';
import { ProblemError, Settings, takesFiles } from '#service';
import { checkEmail, checkPhone } from './check-contact.js';
import { tooManyAttempts } from './follow-up-pages.controller.js';
import { GuessLimit } from './guess-limit.js';
import { JudgeReport } from './judge-report.js';
import { OpenFollowUp } from './open-follow-up.js';
import { bodyOf, mediaTypeOf, otherFormat, type Request } from './page-exchange.js';
import { paths } from './pages/page-frame.js';
import { wordsOfTurn } from './pages/turn-words.js';
import { words } from './pages/words.js';
import { invalid, type Invalid, readApiBody } from './read-api-body.js';
import { multipartMediaType, ReadSentForm } from './read-sent-form.js';
import { ElectionWindows } from './service-window.js';
import { ShowFollowUp } from './show-follow-up.js';
import { TakeReport } from './take-report.js';
import { networkOfRequest } from './request-network.js';

/** Reports and their follow-up for programs. Described at /api/openapi.json. */
@Controller('api/v1/reports')
export class ReportApiController {
  constructor(
    @Inject(Settings) private readonly settings: Settings,
    @Inject(TakeReport) private readonly reports: TakeReport,
    @Inject(JudgeReport) private readonly judge: JudgeReport,
    @Inject(ElectionWindows) private readonly windows: ElectionWindows,
    @Inject(OpenFollowUp) private readonly opening: OpenFollowUp,
    @Inject(ShowFollowUp) private readonly followUps: ShowFollowUp,
    @Inject(ReadSentForm) private readonly forms: ReadSentForm,
    @Inject(GuessLimit) private readonly limit: GuessLimit,
  ) {}

  @Post()
  @HttpCode(201)
  @Header('cache-control', 'no-store')
  async report(@Req() request: Request): Promise<ReportReceipt> {
    const raw = bodyOf(request, 'application/json');
    const key = keyOf(request);
    const report = withCheckedContact(readApiBody(newReport, request.body));
    const taken = await this.reports.fromApi(report, raw, key, networkOfRequest(request));
    if (taken === null) throw keyReused();
    const { open } = await this.windows.state();
    return {
      reference: taken.reference,
      receiptCode: taken.receiptCode,
      receivedAt: taken.receivedAt.toISOString(),
      language: report.language,
      steps: this.judge.stepsFor(taken.verdict).map((step) => step[report.language]),
      followUpUrl: `${this.settings.config.environment.publicUrl}${paths.followUp(report.language)}`,
      serviceOpen: open,
      readLater: taken.isReadLater,
    };
  }

  @Post('follow-up')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async followUp(@Req() request: Request): Promise<FollowUp> {
    bodyOf(request, 'application/json');
    const { reference, receiptCode, language } = readApiBody(followUpRequest, request.body);
    const reportId = await this.open(reference, receiptCode, request);
    return (await this.followUps.show(reportId, language)).followUp;
  }

  /** Answers with the follow-up as it stands with the new message in it. */
  @Post('follow-up/messages')
  @HttpCode(201)
  @Header('cache-control', 'no-store')
  async add(@Req() request: Request): Promise<FollowUp> {
    const raw = bodyOf(request, 'application/json');
    const key = keyOf(request);
    const { reference, receiptCode, language } = readApiBody(followUpMessage, request.body);
    const reportId = await this.open(reference, receiptCode, request);
    if (
      (await this.reports.messageFromApi(raw, { key, language, network: networkOfRequest(request) }, reportId)) === null
    )
      throw keyReused();
    return (await this.followUps.show(reportId, language)).followUp;
  }

  /** It is getting worse, or it is over: kept as a message that continues the report. */
  @Post('follow-up/turns')
  @HttpCode(201)
  @Header('cache-control', 'no-store')
  async turn(@Req() request: Request): Promise<FollowUp> {
    bodyOf(request, 'application/json');
    const key = keyOf(request);
    const { reference, receiptCode, language, turn, message } = readApiBody(followUpTurn, request.body);
    const reportId = await this.open(reference, receiptCode, request);
    const waitSeconds = await this.limit.beginTurn(reportId);
    if (waitSeconds !== null) throw tooManyAttempts(waitSeconds);
    const raw = Buffer.from(JSON.stringify({ language, turn, message: wordsOfTurn(language, turn, message) }));
    const sent = { key, language, turn, network: networkOfRequest(request) };
    if ((await this.reports.messageFromApi(raw, sent, reportId)) === null) throw keyReused();
    return (await this.followUps.show(reportId, language)).followUp;
  }

  /** Files for a report, from whoever holds its receipt: kept as a message that continues it. */
  @Post('attachments')
  @RouteConfig(takesFiles)
  @HttpCode(201)
  @Header('cache-control', 'no-store')
  async attach(@Req() request: Request): Promise<AttachmentsReceipt> {
    if (mediaTypeOf(request) !== multipartMediaType) throw otherFormat(multipartMediaType);
    const key = keyOf(request);
    const named = await this.openByHeaders(request);
    const { field, files } = await this.forms.read(request);
    const { reference, receiptCode, language, message } = readApiBody(reportAttachments, {
      reference: field('reference') || request.headers['vigil-reference'],
      receiptCode: field('receiptCode') || request.headers['vigil-receipt-code'],
      ...(field('language') !== '' && { language: field('language') }),
      message: field('message'),
    });
    const reportId = named ?? (await this.open(reference, receiptCode, request));
    if (files.kept.length === 0 && files.left.length === 0) throw noFile();
    const attachments = files.kept.map(({ sha256, size, name }) => ({ sha256, size, name }));
    const known = files.left.flatMap(({ sha256, size, name }) => (sha256 === null ? [] : [{ sha256, size, name }]));
    // By what came, not by what could be kept: a repetition must be recognised when the store works again.
    const listed = [...attachments, ...known].toSorted(
      (a, b) => Number(a.sha256 > b.sha256) - Number(a.sha256 < b.sha256),
    );
    const said =
      message.trim() === '' ? words[language].files.listed(listed.map(({ name }) => name).join(', ')) : message;
    const raw = Buffer.from(JSON.stringify({ reference, language, message: said, attachments: listed }));
    if (
      (await this.reports.messageFromApi(
        raw,
        { key, language, network: networkOfRequest(request) },
        reportId,
        files,
      )) === null
    )
      throw keyReused();
    return {
      kept: files.kept.map(({ name, size, sha256, sniffedType }) => ({ name, size, sha256, type: sniffedType })),
      leftOut: files.left.map(({ name, why }) => ({ name, why })),
    };
  }

  /** Proof in the headers is checked before any file is carried here. */
  private async openByHeaders(request: Request): Promise<string | null> {
    const { 'vigil-reference': reference, 'vigil-receipt-code': receiptCode } = request.headers;
    if (typeof reference !== 'string' || typeof receiptCode !== 'string') return null;
    return this.open(reference.slice(0, 80), receiptCode.slice(0, 80), request);
  }

  private async open(reference: string, receiptCode: string, request: Request): Promise<string> {
    const opening = await this.opening.open(reference, receiptCode, request.ip);
    if (opening.outcome === 'too-many') throw tooManyAttempts(opening.waitSeconds);
    if (opening.outcome === 'refused') {
      throw new ProblemError(404, 'report-not-found', { en: words.en.followUp.refused, fr: words.fr.followUp.refused });
    }
    return opening.reportId;
  }
}

/** A key is 1 to 200 visible ASCII characters, compared as it is. */
function keyOf(request: Request): string {
  const key = request.headers['idempotency-key'];
  if (typeof key === 'string' && /^[\x21-\x7E]{1,200}$/.test(key)) return key;
  throw new ProblemError(400, 'idempotency-key-missing', {
    en: 'Send a header Idempotency-Key with 1 to 200 visible ASCII characters, a new one for each report.',
    fr: 'Envoyez un en-tête Idempotency-Key de 1 à 200 caractères ASCII visibles, nouveau pour chaque signalement.',
  });
}

function noFile(): ProblemError {
  return invalid([{ pointer: '/files', detail: { en: 'There is no file.', fr: 'Il n’y a aucun fichier.' } }]);
}

function keyReused(): ProblemError {
  return new ProblemError(422, 'idempotency-key-reused', {
    en: 'This Idempotency-Key was used before, with another body. Send this one with a new key.',
    fr: 'Cet Idempotency-Key a déjà servi avec un autre contenu. Envoyez celui-ci avec une nouvelle clé.',
  });
}

const notAPhone = { en: words.en.faults.phone, fr: words.fr.faults.phone };
const notAnEmail = { en: words.en.faults.email, fr: words.fr.faults.email };

/** An empty contact is none; one that cannot reach anybody is refused while its sender can still mend it. */
function withCheckedContact(report: NewReport): NewReport {
  const { phone = '', email = '' } = report.contact;
  const checked = {
    phone: phone.trim() === '' ? undefined : checkPhone(phone),
    email: email.trim() === '' ? undefined : checkEmail(email),
  };
  const errors: Invalid[] = [];
  if (checked.phone === null) errors.push({ pointer: '/contact/phone', detail: notAPhone });
  if (checked.email === null) errors.push({ pointer: '/contact/email', detail: notAnEmail });
  if (errors.length > 0) throw invalid(errors);
  return { ...report, contact: { phone: checked.phone ?? undefined, email: checked.email ?? undefined } };
}
