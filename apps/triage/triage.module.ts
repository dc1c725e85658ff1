import { Module } from '@nestjs/common';
import { TriageReport } from './triage-report.js';

@Module({ providers: [TriageReport] })
export class TriageModule {}
