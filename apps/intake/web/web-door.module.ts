import { Module } from '@nestjs/common';
import { ReceiveReportModule } from '../receive-report.module.js';
import { ChannelController } from './channel/channel.controller.js';
import { FollowUpPagesController } from './follow-up-pages.controller.js';
import { GuessLimit } from './guess-limit.js';
import { KeptFiles } from './kept-files.js';
import { LostCodeController } from './lost-code.controller.js';
import { InstalledPagesController } from './installed-pages.controller.js';
import { JudgeReport } from './judge-report.js';
import { OpenFollowUp } from './open-follow-up.js';
import { PresentFollowUp } from './present-follow-up.js';
import { PresentReceipt } from './present-receipt.js';
import { ReadSentForm } from './read-sent-form.js';
import { ReceiptFilesController } from './receipt/receipt-files.controller.js';
import { ReceiptProof } from './receipt-proof.js';
import { ReportApiController } from './report-api.controller.js';
import { ReportPagesController } from './report-pages.controller.js';
import { ElectionWindows } from './service-window.js';
import { ShowFollowUp } from './show-follow-up.js';
import { ShowReceipt } from './show-receipt.js';
import { StepsController } from './steps/steps.controller.js';
import { TickSteps } from './steps/tick-steps.js';
import { TakeReport } from './take-report.js';
import { VerifyPagesController } from './verify-pages.controller.js';
import { WebFilesController } from './web-files.controller.js';

/** The web door: the report form, the follow-up, and the same for programs. */
@Module({
  imports: [ReceiveReportModule],
  controllers: [
    ReportPagesController,
    ReceiptFilesController,
    StepsController,
    ChannelController,
    LostCodeController,
    FollowUpPagesController,
    ReportApiController,
    WebFilesController,
    InstalledPagesController,
    VerifyPagesController,
  ],
  providers: [
    ElectionWindows,
    GuessLimit,
    JudgeReport,
    KeptFiles,
    OpenFollowUp,
    PresentFollowUp,
    PresentReceipt,
    ReadSentForm,
    ReceiptProof,
    ShowFollowUp,
    ShowReceipt,
    TakeReport,
    TickSteps,
  ],
})
export class WebDoorModule {}
