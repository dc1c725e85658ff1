import { Module } from '@nestjs/common';
import { ReceiveReport } from './receive-report.js';

/** The one use case behind every door. */
@Module({ providers: [ReceiveReport], exports: [ReceiveReport] })
export class ReceiveReportModule {}
