import { Get, Header, Inject } from '@nestjs/common';
import type { ElectionList } from '#contracts';
import { DeskController, Requires } from '../desk-controller.js';
import { type Person, SignedIn } from '../person.js';
import { ListElections } from './list-elections.js';

@DeskController('api/v1/elections')
export class ElectionsController {
  constructor(@Inject(ListElections) private readonly elections: ListElections) {}

  @Get()
  @Requires('election.read')
  @Header('cache-control', 'no-store')
  list(@SignedIn() person: Person): Promise<ElectionList> {
    return this.elections.list(person);
  }
}
