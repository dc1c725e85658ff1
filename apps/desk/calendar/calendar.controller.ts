import { Body, Delete, Get, Header, HttpCode, Inject, type OnModuleInit, Param, Post, Query } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type CalendarReport, type FeedView, type MadeFeed, newFeed } from '#contracts';
import { DeskController, Requires } from '../desk-controller.js';
import { type Person, SignedIn } from '../person.js';
import { readBody, readId, readQuery } from '../read-request.js';
import { CalendarFeeds } from './calendar-feeds.js';
import { ImportOverrides } from './import-overrides.js';
import { largestCalendar } from './read-calendar.js';

const importQuery = z.object({ apply: z.enum(['true', 'false']).default('false') });

/** Shifts as calendars of other programs have them: out as feeds, in as overrides. */
@DeskController('api/v1/watch')
export class CalendarController implements OnModuleInit {
  constructor(
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
    @Inject(CalendarFeeds) private readonly feeds: CalendarFeeds,
    @Inject(ImportOverrides) private readonly importing: ImportOverrides,
  ) {}

  /** A calendar file is taken as it is. */
  onModuleInit(): void {
    const instance = this.host.httpAdapter.getInstance<FastifyInstance>();
    if (instance.hasContentTypeParser('text/calendar')) return;
    instance.addContentTypeParser(
      'text/calendar',
      { parseAs: 'buffer', bodyLimit: largestCalendar },
      (_request, body, done) => done(null, body),
    );
  }

  @Get('feeds')
  @Requires('roster.read')
  @Header('cache-control', 'no-store')
  list(@SignedIn() person: Person): Promise<readonly FeedView[]> {
    return this.feeds.list(person);
  }

  @Post('feeds')
  @Requires('roster.read')
  make(@SignedIn() person: Person, @Body() body: unknown): Promise<MadeFeed> {
    return this.feeds.make(person, readBody(newFeed, body).schedule ?? null);
  }

  @Delete('feeds/:id')
  @Requires('roster.read')
  @HttpCode(204)
  revoke(@SignedIn() person: Person, @Param('id') id: string): Promise<void> {
    return this.feeds.revoke(person, readId(id));
  }

  @Post('schedules/:id/import')
  @Requires('roster.edit')
  @HttpCode(200)
  take(
    @SignedIn() person: Person,
    @Param('id') id: string,
    @Query() query: unknown,
    @Body() body: unknown,
  ): Promise<CalendarReport> {
    const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
    return this.importing.take(person, readId(id), bytes, readQuery(importQuery, query).apply === 'true');
  }
}
