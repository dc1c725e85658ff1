import { Module } from '@nestjs/common';
import { IntakeLedger } from './intake-ledger.js';
import { LaneKeeper } from './lane-keeper.js';
import { ReceiveReport } from './receive-report.js';

/** The one use case behind every door, and the ledger of what came through them. */
@Module({ providers: [IntakeLedger, LaneKeeper, ReceiveReport], exports: [IntakeLedger, ReceiveReport] })
export class ReceiveReportModule {}
