import { Get, Header, Inject, Query } from '@nestjs/common';
import { type Timelines, timelinesQuery } from '#contracts';
import { DeskController, Requires } from '../desk-controller.js';
import { type Person, SignedIn } from '../person.js';
import { readQuery } from '../read-request.js';
import { ShowTimelines } from './show-timelines.js';

/** Many incidents at a glance, for those who answer for them. */
@DeskController('api/v1/timelines')
export class TimelinesController {
  constructor(@Inject(ShowTimelines) private readonly timelines: ShowTimelines) {}

  @Get()
  @Requires('measures.read')
  @Header('cache-control', 'no-store')
  show(@SignedIn() person: Person, @Query() query: unknown): Promise<Timelines> {
    const { from, to, severity, party } = readQuery(timelinesQuery, query);
    return this.timelines.show(person, {
      from: new Date(from),
      to: new Date(to),
      severity: severity ?? null,
      party: party ?? null,
    });
  }
}
