import { type DynamicModule, Module } from '@nestjs/common';
import { ReceiveReportModule } from '../receive-report.module.js';
import { CollectFromMailbox } from './collect-from-mailbox.js';
import { MailLimits } from './mail-limits.js';
import { ReceiveMail } from './receive-mail.js';
import { SmtpDoor } from './smtp-door.js';

/** Reports by email. */
@Module({
  imports: [ReceiveReportModule],
  providers: [{ provide: MailLimits, useValue: new MailLimits() }, ReceiveMail, SmtpDoor, CollectFromMailbox],
})
export class EmailDoorModule {
  /** The same door with other limits. */
  static with(limits: Partial<MailLimits>): DynamicModule {
    return { module: EmailDoorModule, providers: [{ provide: MailLimits, useValue: new MailLimits(limits) }] };
  }
}
