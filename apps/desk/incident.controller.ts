import { Body, Get, Header, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import {
  answerIncident,
  assignIncident,
  changeSeverity,
  type IncidentList,
  type IncidentView,
  moveIncident,
  noteIncident,
  queueQuery,
  type TimelineView,
  writeToReporter,
} from '#contracts';
import { AnswerInConsole } from './answer-in-console.js';
import { AssignIncident } from './assign-incident.js';
import { ChangeSeverity } from './change-severity.js';
import { DeskController, Requires } from './desk-controller.js';
import { ListIncidents } from './list-incidents.js';
import { MoveIncident } from './move-incident.js';
import { NoteIncident } from './note-incident.js';
import { type Person, SignedIn } from './person.js';
import { readBody, readId, readQuery } from './read-request.js';
import { ShowIncident } from './show-incident.js';
import { ShowTimeline } from './show-timeline.js';
import { WriteToReporter } from './write-to-reporter.js';

@DeskController('api/v1/incidents')
export class IncidentController {
  constructor(
    @Inject(ListIncidents) private readonly incidents: ListIncidents,
    @Inject(ShowIncident) private readonly view: ShowIncident,
    @Inject(ShowTimeline) private readonly timelines: ShowTimeline,
    @Inject(AnswerInConsole) private readonly answers: AnswerInConsole,
    @Inject(AssignIncident) private readonly assigning: AssignIncident,
    @Inject(NoteIncident) private readonly noting: NoteIncident,
    @Inject(ChangeSeverity) private readonly severity: ChangeSeverity,
    @Inject(MoveIncident) private readonly moving: MoveIncident,
    @Inject(WriteToReporter) private readonly writing: WriteToReporter,
  ) {}

  @Get()
  @Requires('incident.read')
  @Header('cache-control', 'no-store')
  list(@SignedIn() person: Person, @Query() query: unknown): Promise<IncidentList> {
    return this.incidents.list(person, readQuery(queueQuery, query));
  }

  @Get(':id')
  @Requires('incident.read')
  @Header('cache-control', 'no-store')
  show(@SignedIn() person: Person, @Param('id') id: string): Promise<IncidentView> {
    return this.view.show(person, readId(id));
  }

  @Get(':id/timeline')
  @Requires('timeline.read')
  @Header('cache-control', 'no-store')
  timeline(@SignedIn() person: Person, @Param('id') id: string): Promise<TimelineView> {
    return this.timelines.show(person, readId(id));
  }

  @Post(':id/acknowledge')
  @Requires('incident.work')
  @HttpCode(200)
  async acknowledge(@SignedIn() person: Person, @Param('id') id: string): Promise<IncidentView> {
    await this.answers.answer(person, readId(id), { kind: 'acknowledge' });
    return this.view.show(person, id);
  }

  @Post(':id/answer')
  @Requires('incident.work')
  @HttpCode(200)
  async answer(@SignedIn() person: Person, @Param('id') id: string, @Body() body: unknown): Promise<IncidentView> {
    const { answer, minutes } = readBody(answerIncident, body);
    await this.answers.answer(person, readId(id), answer === 'snooze' ? { kind: answer, minutes } : { kind: answer });
    return this.view.show(person, id);
  }

  @Post(':id/assign')
  @Requires('incident.work')
  @HttpCode(200)
  async assign(@SignedIn() person: Person, @Param('id') id: string, @Body() body: unknown): Promise<IncidentView> {
    const { userId, from } = readBody(assignIncident, body);
    await this.assigning.assign(person, readId(id), userId, from);
    return this.view.show(person, id);
  }

  @Post(':id/note')
  @Requires('incident.work')
  @HttpCode(200)
  async note(@SignedIn() person: Person, @Param('id') id: string, @Body() body: unknown): Promise<IncidentView> {
    await this.noting.note(person, readId(id), readBody(noteIncident, body).text);
    return this.view.show(person, id);
  }

  @Post(':id/severity')
  @Requires('incident.severity')
  @HttpCode(200)
  async change(@SignedIn() person: Person, @Param('id') id: string, @Body() body: unknown): Promise<IncidentView> {
    const { to, reason, from } = readBody(changeSeverity, body);
    await this.severity.change(person, readId(id), to, reason, from);
    return this.view.show(person, id);
  }

  @Post(':id/move')
  @Requires('incident.move')
  @HttpCode(200)
  async move(@SignedIn() person: Person, @Param('id') id: string, @Body() body: unknown): Promise<IncidentView> {
    const { to, reason, from } = readBody(moveIncident, body);
    await this.moving.move(person, readId(id), to, reason, from);
    return this.view.show(person, id);
  }

  @Post(':id/message')
  @Requires('incident.message')
  @HttpCode(200)
  async write(@SignedIn() person: Person, @Param('id') id: string, @Body() body: unknown): Promise<IncidentView> {
    const { text, override } = readBody(writeToReporter, body);
    await this.writing.write(person, readId(id), text, override);
    return this.view.show(person, id);
  }
}
