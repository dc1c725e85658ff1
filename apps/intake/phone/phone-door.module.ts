import { Module } from '@nestjs/common';
import { ReceiveReportModule } from '../receive-report.module.js';
import { AcknowledgeForTaker } from './acknowledge-for-taker.js';
import { AdvanceCall } from './advance-call.js';
import { CallController } from './call.controller.js';
import { CallWatch } from './call-watch.js';
import { CarrierArchive } from './carrier-archive.js';
import { CarrierReading } from './carrier-reading.js';
import { CarrierTexts } from './carrier-texts.js';
import { CarrierController } from './carrier.controller.js';
import { CloseRecordings } from './close-recordings.js';
import { KeepTextMedia } from './keep-text-media.js';
import { KeepRecordings } from './keep-recordings.js';
import { NoteRecording } from './note-recording.js';
import { PageCallController } from './page-call.controller.js';
import { ReadOutPage } from './read-out-page.js';
import { ReadBackTexts } from './read-back-texts.js';
import { ReadBackCalls } from './read-back-calls.js';
import { ReceiveCall } from './receive-call.js';
import { ReceiveText } from './receive-text.js';
import { RecordDeliveryStatus } from './record-delivery-status.js';
import { CarrierSignature } from './carrier-signature.js';
import { TakeTranscription } from './take-transcription.js';

/** Reports by text and call, responders' answers, and what the carrier says of what was sent. */
@Module({
  imports: [ReceiveReportModule],
  controllers: [CarrierController, CallController, PageCallController],
  providers: [
    CarrierSignature,
    ReadOutPage,
    ReceiveText,
    RecordDeliveryStatus,
    ReceiveCall,
    AdvanceCall,
    CallWatch,
    AcknowledgeForTaker,
    NoteRecording,
    TakeTranscription,
    CarrierArchive,
    KeepRecordings,
    CloseRecordings,
    ReadBackCalls,
    CarrierReading,
    CarrierTexts,
    ReadBackTexts,
    KeepTextMedia,
  ],
})
export class PhoneDoorModule {}
