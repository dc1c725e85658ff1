import { Body, Delete, Get, Header, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import {
  type AbsenceView,
  confirmShift,
  type HandoffNote,
  type HandoffView,
  newHandoffNote,
  newAbsence,
  newSwap,
  settleAbsence,
  type SwapView,
  type WatchChanges,
  type WatchView,
} from '#contracts';
import { DeskController, Requires } from '../desk-controller.js';
import { type Person, SignedIn } from '../person.js';
import { readBody, readId, readQuery } from '../read-request.js';
import { AskAbsence } from './ask-absence.js';
import { changesQuery, ListWatchChanges } from './list-watch-changes.js';
import { ShowWatch } from './show-watch.js';
import { SwapTime } from './swap-time.js';
import { TakeOver } from './take-over.js';
import { WriteHandoffNote } from './write-handoff-note.js';

/** The watch as a whole, and what each responder says of their own time. */
@DeskController('api/v1/watch')
export class WatchController {
  constructor(
    @Inject(ShowWatch) private readonly watch: ShowWatch,
    @Inject(ListWatchChanges) private readonly changes: ListWatchChanges,
    @Inject(AskAbsence) private readonly absences: AskAbsence,
    @Inject(SwapTime) private readonly swaps: SwapTime,
    @Inject(TakeOver) private readonly shifts: TakeOver,
    @Inject(WriteHandoffNote) private readonly notes: WriteHandoffNote,
  ) {}

  @Get()
  @Requires('roster.read')
  @Header('cache-control', 'no-store')
  show(@SignedIn() person: Person): Promise<WatchView> {
    return this.watch.show(person);
  }

  @Get('changes')
  @Requires('roster.read')
  @Header('cache-control', 'no-store')
  history(@Query() query: unknown): Promise<WatchChanges> {
    return this.changes.list(readQuery(changesQuery, query));
  }

  @Get('absences')
  @Requires('roster.read')
  @Header('cache-control', 'no-store')
  listAbsences(): Promise<readonly AbsenceView[]> {
    return this.watch.absences();
  }

  @Post('absences')
  @Requires('shift.swap')
  @HttpCode(200)
  askAbsence(@SignedIn() person: Person, @Body() body: unknown): Promise<AbsenceView> {
    return this.absences.ask(person, readBody(newAbsence, body));
  }

  @Post('absences/:id')
  @Requires('roster.edit')
  @HttpCode(200)
  settle(@SignedIn() person: Person, @Param('id') id: string, @Body() body: unknown): Promise<AbsenceView> {
    return this.absences.settle(person, readId(id), readBody(settleAbsence, body).grant);
  }

  @Delete('absences/:id')
  @Requires('shift.swap')
  removeAbsence(@SignedIn() person: Person, @Param('id') id: string): Promise<AbsenceView> {
    return this.absences.remove(person, readId(id));
  }

  @Get('swaps')
  @Requires('roster.read')
  @Header('cache-control', 'no-store')
  listSwaps(@SignedIn() person: Person): Promise<readonly SwapView[]> {
    return this.watch.swaps(person);
  }

  @Post('swaps')
  @Requires('shift.swap')
  @HttpCode(200)
  offer(@SignedIn() person: Person, @Body() body: unknown): Promise<SwapView> {
    return this.swaps.offer(person, readBody(newSwap, body));
  }

  @Post('swaps/:id/take')
  @Requires('shift.swap')
  @HttpCode(200)
  take(@SignedIn() person: Person, @Param('id') id: string): Promise<SwapView> {
    return this.swaps.take(person, readId(id));
  }

  @Post('swaps/:id/withdraw')
  @Requires('shift.swap')
  @HttpCode(200)
  withdraw(@SignedIn() person: Person, @Param('id') id: string): Promise<SwapView> {
    return this.swaps.withdraw(person, readId(id));
  }

  @Post('confirmations')
  @Requires('shift.swap')
  @HttpCode(204)
  confirm(@SignedIn() person: Person, @Body() body: unknown): Promise<void> {
    return this.shifts.confirm(person, readBody(confirmShift, body));
  }

  @Post('notes')
  @Requires('shift.swap')
  @HttpCode(200)
  note(@SignedIn() person: Person, @Body() body: unknown): Promise<HandoffNote> {
    return this.notes.write(person, readBody(newHandoffNote, body));
  }

  @Get('handoffs')
  @Requires('roster.read')
  @Header('cache-control', 'no-store')
  listHandoffs(@SignedIn() person: Person): Promise<readonly HandoffView[]> {
    return this.watch.handoffs(person);
  }

  @Post('handoffs/:id/take')
  @Requires('shift.swap')
  @HttpCode(200)
  takeOver(@SignedIn() person: Person, @Param('id') id: string): Promise<HandoffView> {
    return this.shifts.take(person, readId(id));
  }
}
