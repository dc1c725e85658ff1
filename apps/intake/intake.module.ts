import { Module } from '@nestjs/common';
import { EmailDoorModule } from './email/email-door.module.js';
import { PhoneDoorModule } from './phone/phone-door.module.js';
import { WebDoorModule } from './web/web-door.module.js';

/** All doors in one process. */
@Module({ imports: [WebDoorModule, EmailDoorModule, PhoneDoorModule] })
export class IntakeModule {}
