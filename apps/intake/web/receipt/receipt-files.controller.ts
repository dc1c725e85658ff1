import { Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Language } from '#contracts';
import { Settings } from '#service';
import { Clock } from '#store';
import { bodyOf, type Request } from '../page-exchange.js';
import { type PageFrame, pageFrame, paths } from '../pages/page-frame.js';
import { readForm } from '../read-report-form.js';
import { ReceiptProof } from '../receipt-proof.js';
import { ElectionWindows } from '../service-window.js';
import { ShowReceipt } from '../show-receipt.js';
import { formMediaType } from '../take-report.js';
import { type KeptReceipt, writeContactCard, writeReminder } from './write-files.js';

const files = {
  calendar: { name: 'reminder.ics', mediaType: 'text/calendar; charset=utf-8', write: writeReminder },
  contact: { name: 'hotline.vcf', mediaType: 'text/vcard; charset=utf-8', write: writeContactCard },
} as const satisfies Record<string, FileKind>;

interface FileKind {
  readonly name: string;
  readonly mediaType: string;
  readonly write: (frame: PageFrame, receipt: KeptReceipt, now: Date) => string;
}

/** What the holder of a receipt takes along: a reminder for the calendar, the hotline as a contact. Answers a form, so that no address opens it. */
@Controller()
export class ReceiptFilesController {
  constructor(
    @Inject(Settings) private readonly settings: Settings,
    @Inject(ReceiptProof) private readonly proofs: ReceiptProof,
    @Inject(ShowReceipt) private readonly receipts: ShowReceipt,
    @Inject(ElectionWindows) private readonly windows: ElectionWindows,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Post('en/receipt/calendar')
  async calendarInEnglish(@Req() request: Request, @Res() reply: FastifyReply): Promise<void> {
    await this.send(request, reply, 'en', files.calendar);
  }

  @Post('fr/receipt/calendar')
  async calendarInFrench(@Req() request: Request, @Res() reply: FastifyReply): Promise<void> {
    await this.send(request, reply, 'fr', files.calendar);
  }

  @Post('en/receipt/contact')
  async contactInEnglish(@Req() request: Request, @Res() reply: FastifyReply): Promise<void> {
    await this.send(request, reply, 'en', files.contact);
  }

  @Post('fr/receipt/contact')
  async contactInFrench(@Req() request: Request, @Res() reply: FastifyReply): Promise<void> {
    await this.send(request, reply, 'fr', files.contact);
  }

  @Get(['en/receipt/calendar', 'en/receipt/contact'])
  async backToEnglish(@Res() reply: FastifyReply): Promise<void> {
    await reply.redirect(paths.followUp('en'), 303);
  }

  @Get(['fr/receipt/calendar', 'fr/receipt/contact'])
  async backToFrench(@Res() reply: FastifyReply): Promise<void> {
    await reply.redirect(paths.followUp('fr'), 303);
  }

  private async send(request: Request, reply: FastifyReply, language: Language, kind: FileKind): Promise<void> {
    const field = readForm(bodyOf(request, formMediaType));
    const reportId = this.proofs.check(field('proof'));
    if (reportId === null) {
      await reply.redirect(paths.followUp(language), 303);
      return;
    }
    const { reference, receiptCode } = await this.receipts.show(reportId, language);
    const { closedSince } = await this.windows.state();
    const frame = pageFrame(this.settings.config, language, closedSince);
    const kept: KeptReceipt = {
      reference,
      receiptCode: field('withCode') === 'yes' ? receiptCode : null,
      followUpUrl: `${frame.publicUrl}${paths.followUp(language)}`,
    };
    await reply
      .headers({
        'cache-control': 'no-store',
        'x-robots-tag': 'noindex',
        'content-disposition': `attachment; filename="${kind.name}"`,
      })
      .status(200)
      .type(kind.mediaType)
      .send(kind.write(frame, kept, this.clock.now()));
  }
}
