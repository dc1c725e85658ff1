import { Module } from '@nestjs/common';
import { AnswerReply } from './answer-reply.js';
import { AnswerWatchReply } from './answer-watch-reply.js';
import { ClimbDueSteps } from './climb-due-steps.js';
import { ReadPolicies } from '#service';
import { DutyWatch } from './duty-watch.js';
import { HandOver } from './hand-over.js';
import { HeedAnswers } from './heed-answers.js';
import { PagePeople } from './page-people.js';
import { RemindShifts } from './remind-shifts.js';
import { RunEscalation } from './run-escalation.js';
import { WarnOfGaps } from './warn-of-gaps.js';
import { WatchIncidents } from './watch-incidents.js';

@Module({
  providers: [
    DutyWatch,
    ReadPolicies,
    PagePeople,
    RunEscalation,
    WatchIncidents,
    HeedAnswers,
    ClimbDueSteps,
    AnswerReply,
    AnswerWatchReply,
    WarnOfGaps,
    RemindShifts,
    HandOver,
  ],
})
export class EscalationModule {}
