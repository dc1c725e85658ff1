import { Body, Delete, Get, Header, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import {
  fileJunk,
  type JunkOutcome,
  type QueueCounts,
  queueFilter,
  type SavedView,
  saveView,
  undoJunk,
} from '#contracts';
import { DeskController, Requires } from '../desk-controller.js';
import { type Person, SignedIn } from '../person.js';
import { readBody, readId, readQuery } from '../read-request.js';
import { CountQueue } from './count-queue.js';
import { FileJunk } from './file-junk.js';
import { SavedViews } from './saved-views.js';

/** What the screen of the queue has besides the incidents themselves. */
@DeskController('api/v1/queue')
export class QueueController {
  constructor(
    @Inject(CountQueue) private readonly counting: CountQueue,
    @Inject(SavedViews) private readonly views: SavedViews,
    @Inject(FileJunk) private readonly junk: FileJunk,
  ) {}

  @Get('counts')
  @Requires('incident.read')
  @Header('cache-control', 'no-store')
  counts(@SignedIn() person: Person, @Query() query: unknown): Promise<QueueCounts> {
    return this.counting.count(person, readQuery(queueFilter, query));
  }

  @Get('views')
  @Requires('incident.read')
  @Header('cache-control', 'no-store')
  list(@SignedIn() person: Person): Promise<SavedView[]> {
    return this.views.list(person);
  }

  @Post('views')
  @Requires('incident.read')
  @HttpCode(200)
  add(@SignedIn() person: Person, @Body() body: unknown): Promise<SavedView[]> {
    return this.views.add(person, readBody(saveView, body));
  }

  @Post('views/:id')
  @Requires('incident.read')
  @HttpCode(200)
  edit(@SignedIn() person: Person, @Param('id') id: string, @Body() body: unknown): Promise<SavedView[]> {
    return this.views.edit(person, readId(id), readBody(saveView, body));
  }

  @Delete('views/:id')
  @Requires('incident.read')
  remove(@SignedIn() person: Person, @Param('id') id: string): Promise<SavedView[]> {
    return this.views.remove(person, readId(id));
  }

  @Post('junk')
  @Requires('incident.move')
  @HttpCode(200)
  file(@SignedIn() person: Person, @Body() body: unknown): Promise<JunkOutcome> {
    const { ids, reason } = readBody(fileJunk, body);
    return this.junk.file(person, ids, reason);
  }

  @Post('junk/undo')
  @Requires('incident.move')
  @HttpCode(200)
  undo(@SignedIn() person: Person, @Body() body: unknown): Promise<JunkOutcome> {
    return this.junk.undo(person, readBody(undoJunk, body).ids);
  }
}
