import { Body, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { correctKind, decideLink, type IncidentView, linkIncident } from '#contracts';
import { CorrectKind } from './correct-kind.js';
import { DeskController, Requires } from './desk-controller.js';
import { LinkIncident } from './link-incident.js';
import { type Person, SignedIn } from './person.js';
import { readBody, readId } from './read-request.js';
import { ShowIncident } from './show-incident.js';

/** What responders put right in what the rules made of an incident. */
@DeskController('api/v1/incidents')
export class CorrectionController {
  constructor(
    @Inject(ShowIncident) private readonly view: ShowIncident,
    @Inject(CorrectKind) private readonly kind: CorrectKind,
    @Inject(LinkIncident) private readonly links: LinkIncident,
  ) {}

  @Post(':id/kind')
  @Requires('incident.severity')
  @HttpCode(200)
  async correct(@SignedIn() person: Person, @Param('id') id: string, @Body() body: unknown): Promise<IncidentView> {
    const { category, accountKind, reason, from } = readBody(correctKind, body);
    await this.kind.correct(person, readId(id), { category, accountKind }, reason, from);
    return this.view.show(person, id);
  }

  @Post(':id/links')
  @Requires('incident.work')
  @HttpCode(200)
  async link(@SignedIn() person: Person, @Param('id') id: string, @Body() body: unknown): Promise<IncidentView> {
    const { reference, kind, reason } = readBody(linkIncident, body);
    await this.links.link(person, readId(id), reference, kind, reason);
    return this.view.show(person, id);
  }

  @Post(':id/links/:link')
  @Requires('incident.work')
  @HttpCode(200)
  async decide(
    @SignedIn() person: Person,
    @Param('id') id: string,
    @Param('link') link: string,
    @Body() body: unknown,
  ): Promise<IncidentView> {
    await this.links.decide(person, readId(id), readId(link), readBody(decideLink, body));
    return this.view.show(person, id);
  }
}
