import { Get, Header, Inject, Query } from '@nestjs/common';
import { type MeasurePeriods, type Measures, measuresQuery } from '#contracts';
import { DeskController, Requires } from '../desk-controller.js';
import { type Person, SignedIn } from '../person.js';
import { readQuery } from '../read-request.js';
import { ShowMeasures } from './show-measures.js';

/** How the hotline does, for those who answer for it. */
@DeskController('api/v1/measures')
export class MeasuresController {
  constructor(@Inject(ShowMeasures) private readonly measures: ShowMeasures) {}

  @Get()
  @Requires('measures.read')
  @Header('cache-control', 'no-store')
  show(@SignedIn() person: Person, @Query() query: unknown): Promise<Measures> {
    const { from, to } = readQuery(measuresQuery, query);
    return this.measures.show(person, { from: new Date(from), to: new Date(to) });
  }

  @Get('periods')
  @Requires('measures.read')
  @Header('cache-control', 'no-store')
  periods(@SignedIn() person: Person): Promise<MeasurePeriods> {
    return this.measures.periods(person);
  }
}
