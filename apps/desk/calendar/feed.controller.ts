import { Get, Inject, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DeskController, Public } from '../desk-controller.js';
import { notFound } from '../read-request.js';
import { CalendarFeeds } from './calendar-feeds.js';

/** `/calendar/<token>.ics`, read by programs that cannot sign in: the address is the secret. */
@DeskController('calendar')
export class FeedController {
  constructor(@Inject(CalendarFeeds) private readonly feeds: CalendarFeeds) {}

  @Get(':name')
  @Public()
  async feed(@Param('name') name: string, @Res() reply: FastifyReply): Promise<void> {
    const calendar = await this.feeds.read(name.replace(/\.ics$/, ''));
    if (calendar === null) throw notFound();
    await reply
      .type('text/calendar; charset=utf-8')
      .headers({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex', 'referrer-policy': 'no-referrer' })
      .send(calendar);
  }
}
