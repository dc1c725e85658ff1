import { Module } from '@nestjs/common';
import { LaneKeeper } from './lane-keeper.js';
import { ReceiveReport } from './receive-report.js';

/** The one use case behind every door. */
@Module({ providers: [LaneKeeper, ReceiveReport], exports: [ReceiveReport] })
export class ReceiveReportModule {}
