import { Body, Delete, Get, Header, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { type MadeMonitor, type MonitorView, newMonitor } from '#contracts';
import { DeskController, Requires } from '../desk-controller.js';
import { type Person, SignedIn } from '../person.js';
import { readBody, readId } from '../read-request.js';
import { Monitors } from './monitors.js';

/** Which watchers outside must be heard from. */
@DeskController('api/v1/watch/monitors')
export class MonitorController {
  constructor(@Inject(Monitors) private readonly monitors: Monitors) {}

  @Get()
  @Requires('roster.read')
  @Header('cache-control', 'no-store')
  list(): Promise<readonly MonitorView[]> {
    return this.monitors.list();
  }

  @Post()
  @Requires('roster.edit')
  make(@SignedIn() person: Person, @Body() body: unknown): Promise<MadeMonitor> {
    return this.monitors.make(person, readBody(newMonitor, body));
  }

  @Delete(':id')
  @Requires('roster.edit')
  @HttpCode(204)
  revoke(@SignedIn() person: Person, @Param('id') id: string): Promise<void> {
    return this.monitors.revoke(person, readId(id));
  }
}
