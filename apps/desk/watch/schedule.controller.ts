import { Body, Delete, Get, Header, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import {
  editSchedule,
  newOverride,
  newSchedule,
  newTemporary,
  previewSchedule,
  type ScheduleView,
  watchRange,
} from '#contracts';
import { DeskController, Requires } from '../desk-controller.js';
import { type Person, SignedIn } from '../person.js';
import { readBody, readId, readQuery } from '../read-request.js';
import { ChangeOverride } from './change-override.js';
import { EditSchedule } from './edit-schedule.js';
import { ShowSchedule } from './show-schedule.js';

/** Schedules, and what is put on top of them. Every change answers with the schedule as it then stands. */
@DeskController('api/v1/watch')
export class ScheduleController {
  constructor(
    @Inject(ShowSchedule) private readonly view: ShowSchedule,
    @Inject(EditSchedule) private readonly editing: EditSchedule,
    @Inject(ChangeOverride) private readonly overrides: ChangeOverride,
  ) {}

  @Post('schedules')
  @Requires('roster.edit')
  async add(@SignedIn() person: Person, @Body() body: unknown): Promise<ScheduleView> {
    return this.view.show(await this.editing.add(person, readBody(newSchedule, body)), {});
  }

  @Get('schedules/:id')
  @Requires('roster.read')
  @Header('cache-control', 'no-store')
  show(@Param('id') id: string, @Query() query: unknown): Promise<ScheduleView> {
    return this.view.show(readId(id), readQuery(watchRange, query));
  }

  @Post('schedules/:id')
  @Requires('roster.edit')
  @HttpCode(200)
  async edit(@SignedIn() person: Person, @Param('id') id: string, @Body() body: unknown): Promise<ScheduleView> {
    await this.editing.edit(person, readId(id), readBody(editSchedule, body));
    return this.view.show(id, {});
  }

  @Post('schedules/:id/preview')
  @Requires('roster.edit')
  @HttpCode(200)
  preview(@Param('id') id: string, @Query() query: unknown, @Body() body: unknown): Promise<ScheduleView> {
    return this.view.preview(readId(id), readQuery(watchRange, query), readBody(previewSchedule, body));
  }

  @Post('schedules/:id/overrides')
  @Requires('roster.edit')
  @HttpCode(200)
  async override(@SignedIn() person: Person, @Param('id') id: string, @Body() body: unknown): Promise<ScheduleView> {
    await this.overrides.add(person, readId(id), readBody(newOverride, body));
    return this.view.show(id, {});
  }

  @Delete('overrides/:id')
  @Requires('roster.edit')
  async removeOverride(@SignedIn() person: Person, @Param('id') id: string): Promise<ScheduleView> {
    return this.view.show(await this.overrides.remove(person, 'override', readId(id)), {});
  }

  @Post('schedules/:id/temporary')
  @Requires('roster.edit')
  @HttpCode(200)
  async standIn(@SignedIn() person: Person, @Param('id') id: string, @Body() body: unknown): Promise<ScheduleView> {
    await this.overrides.addTemporary(person, readId(id), readBody(newTemporary, body));
    return this.view.show(id, {});
  }

  @Delete('temporary/:id')
  @Requires('roster.edit')
  async removeStandIn(@SignedIn() person: Person, @Param('id') id: string): Promise<ScheduleView> {
    return this.view.show(await this.overrides.remove(person, 'temporary', readId(id)), {});
  }
}
