import { Module } from '@nestjs/common';
import { JudgeReport } from './judge-report.js';
import { RereadReport } from './reread-report.js';
import { SortBacklog } from './sort-backlog.js';
import { TriageReport } from './triage-report.js';

@Module({ providers: [JudgeReport, TriageReport, SortBacklog, RereadReport] })
export class TriageModule {}
