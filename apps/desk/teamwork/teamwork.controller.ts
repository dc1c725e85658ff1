import { Body, Delete, Get, Header, HttpCode, Inject, Param, Post } from '@nestjs/common';
import {
  type CampaignView,
  type IncidentView,
  type MessageStarters,
  presence,
  type PresenceView,
  tickTask,
} from '#contracts';
import { DeskController, Requires } from '../desk-controller.js';
import { type Person, SignedIn } from '../person.js';
import { readBody, readId } from '../read-request.js';
import { ShowIncident } from '../show-incident.js';
import { ListStarters } from './list-starters.js';
import { NotePresence } from './note-presence.js';
import { ShowCampaign } from './show-campaign.js';
import { TickTask } from './tick-task.js';

/** What several people at one incident need of each other. */
@DeskController('api/v1/incidents/:id')
export class TeamworkController {
  constructor(
    @Inject(TickTask) private readonly tasks: TickTask,
    @Inject(NotePresence) private readonly presences: NotePresence,
    @Inject(ListStarters) private readonly starters: ListStarters,
    @Inject(ShowCampaign) private readonly campaigns: ShowCampaign,
    @Inject(ShowIncident) private readonly view: ShowIncident,
  ) {}

  @Post('tasks/:key')
  @Requires('incident.work')
  @HttpCode(200)
  async tick(
    @SignedIn() person: Person,
    @Param('id') id: string,
    @Param('key') key: string,
    @Body() body: unknown,
  ): Promise<IncidentView> {
    await this.tasks.tick(person, readId(id), key, readBody(tickTask, body).done);
    return this.view.show(person, id);
  }

  @Get('starters')
  @Requires('incident.message')
  @Header('cache-control', 'no-store')
  list(@SignedIn() person: Person, @Param('id') id: string): Promise<MessageStarters> {
    return this.starters.list(person, readId(id));
  }

  @Get('campaign')
  @Requires('incident.read')
  @Header('cache-control', 'no-store')
  campaign(@SignedIn() person: Person, @Param('id') id: string): Promise<CampaignView> {
    return this.campaigns.show(person, readId(id));
  }

  @Post('presence')
  @Requires('timeline.read')
  @HttpCode(200)
  look(@SignedIn() person: Person, @Param('id') id: string, @Body() body: unknown): Promise<PresenceView> {
    return this.presences.look(person, readId(id), readBody(presence, body).isWriting);
  }

  @Delete('presence')
  @Requires('timeline.read')
  @HttpCode(204)
  async leave(@SignedIn() person: Person, @Param('id') id: string): Promise<void> {
    await this.presences.leave(person, readId(id));
  }
}
