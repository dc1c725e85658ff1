import { type DynamicModule, Module } from '@nestjs/common';
import { Courier } from '#courier';
import { Secrets, Settings } from '#service';
import { AcknowledgeReport } from './acknowledge-report.js';
import { AnswerReply } from './answer-reply.js';
import { AnswerText } from './answer-text.js';
import { AttemptDelivery } from './attempt-delivery.js';
import { CallWebhooks } from './call-webhooks.js';
import { courierFor } from './courier-for.js';
import { DeliverMessage } from './deliver-message.js';
import { DraftPage } from './draft-page.js';
import { FailOverPage } from './fail-over-page.js';
import { MarkBounced } from './mark-bounced.js';
import { MarkShown } from './mark-shown.js';
import { KeepPace } from './keep-pace.js';
import { NotifyManagers } from './notify-managers.js';
import { PageResponder } from './page-responder.js';
import { SendDeliveries } from './send-deliveries.js';
import { SendMethodCode } from './send-method-code.js';
import { SendNewCode } from './send-new-code.js';
import { SendChannelCodes } from './send-channel-codes.js';
import { SendVerification } from './send-verification.js';
import { TellTheWatch } from './tell-the-watch.js';
import { TellWhoHasIt } from './tell-who-has-it.js';

/** Everything that goes out, to reporters and to responders. */
@Module({
  providers: [
    {
      provide: Courier,
      inject: [Settings, Secrets],
      useFactory: (settings: Settings, secrets: Secrets) => courierFor(settings.config, secrets),
    },
    KeepPace,
    AttemptDelivery,
    SendDeliveries,
    AnswerText,
    AcknowledgeReport,
    DraftPage,
    PageResponder,
    FailOverPage,
    CallWebhooks,
    TellWhoHasIt,
    TellTheWatch,
    AnswerReply,
    DeliverMessage,
    NotifyManagers,
    SendVerification,
    SendMethodCode,
    SendChannelCodes,
    SendNewCode,
    MarkBounced,
    MarkShown,
  ],
})
export class NotificationModule {
  /** The same with a courier of the caller's, which takes the place of the one that the configuration names. */
  static with(courier: Courier): DynamicModule {
    return { module: NotificationModule, providers: [{ provide: Courier, useValue: courier }] };
  }
}
