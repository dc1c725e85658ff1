import { Module } from '@nestjs/common';
import { AnswerReply } from './answer-reply.js';
import { ClimbDueSteps } from './climb-due-steps.js';
import { DutyWatch } from './duty-watch.js';
import { RunEscalation } from './run-escalation.js';
import { WatchIncidents } from './watch-incidents.js';

@Module({ providers: [DutyWatch, RunEscalation, WatchIncidents, ClimbDueSteps, AnswerReply] })
export class EscalationModule {}
