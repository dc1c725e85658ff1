import { Module } from '@nestjs/common';
import { JudgeReport } from './judge-report.js';
import { RereadReport } from './reread-report.js';
import { SortBacklog } from './sort-backlog.js';
import { TakeApart } from './take-apart.js';
import { TriageReport } from './triage-report.js';
import { WeighReport } from './weigh-report.js';

@Module({ providers: [JudgeReport, TakeApart, WeighReport, TriageReport, SortBacklog, RereadReport] })
export class TriageModule {}
