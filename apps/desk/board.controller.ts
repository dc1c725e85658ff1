import { Get, Header, Inject } from '@nestjs/common';
import type { z } from 'zod';
import type { Board, people } from '#contracts';
import { DeskController, Requires } from './desk-controller.js';
import { ListPeople } from './list-people.js';
import { type Person, SignedIn } from './person.js';
import { ShowBoard } from './show-board.js';

@DeskController('api/v1')
export class BoardController {
  constructor(
    @Inject(ShowBoard) private readonly boards: ShowBoard,
    @Inject(ListPeople) private readonly directory: ListPeople,
  ) {}

  @Get('board')
  @Requires('board.read')
  @Header('cache-control', 'no-store')
  board(@SignedIn() person: Person): Promise<Board> {
    return this.boards.show(person);
  }

  @Get('people')
  @Requires('roster.read')
  @Header('cache-control', 'no-store')
  people(@SignedIn() person: Person): Promise<z.output<typeof people>> {
    return this.directory.list(person);
  }
}
