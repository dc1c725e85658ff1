import { Module } from '@nestjs/common';
import { AuditorModule } from '../auditor/auditor.module.js';
import { DeskModule } from '../desk/desk.module.js';
import { EscalationModule } from '../escalation/escalation.module.js';
import { IntakeModule } from '../intake/intake.module.js';
import { NotificationModule } from '../notification/notification.module.js';
import { RecordsModule } from '../records/records.module.js';
import { TriageModule } from '../triage/triage.module.js';

/** Every service of the hotline in one process. */
@Module({
  imports: [IntakeModule, TriageModule, EscalationModule, NotificationModule, RecordsModule, AuditorModule, DeskModule],
})
export class HotlineModule {}
