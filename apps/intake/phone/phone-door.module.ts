import { Module } from '@nestjs/common';
import { ReceiveReportModule } from '../receive-report.module.js';
import { CarrierController } from './carrier.controller.js';
import { ReceiveCall } from './receive-call.js';
import { ReceiveText } from './receive-text.js';
import { RecordDeliveryStatus } from './record-delivery-status.js';
import { CarrierSignature } from './carrier-signature.js';

/** Reports by text and call, responders' answers, and what the carrier says of what was sent. */
@Module({
  imports: [ReceiveReportModule],
  controllers: [CarrierController],
  providers: [CarrierSignature, ReceiveText, ReceiveCall, RecordDeliveryStatus],
})
export class PhoneDoorModule {}
