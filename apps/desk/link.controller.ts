import { Get, HttpCode, Header, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { longestSnooze, shortestSnooze } from '#domain';
import { type PageAnswer, preferredLanguage, Settings } from '#service';
import { AnswerByLink, type LinkView } from './answer-by-link.js';
import { DeskController, Public } from './desk-controller.js';
import { readQuery } from './read-request.js';
import { linkPage, linkStyle, unknownLinkPage } from './link-page.js';

/** What a button of the page behind the link says; without a word it takes the incident, as it did before there were others. */
const button = z.strictObject({
  answer: z.enum(['acknowledge', 'decline', 'escalate', 'snooze']).default('acknowledge'),
  /** The browser's push says so of its own buttons. */
  via: z.enum(['link', 'push']).default('link'),
  minutes: z.coerce.number().int().min(shortestSnooze).max(longestSnooze).default(shortestSnooze),
});

/** Where the link of a page leads: `/ack/<page id>.<signature>`. */
@DeskController('ack')
export class LinkController {
  constructor(
    @Inject(AnswerByLink) private readonly links: AnswerByLink,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  @Get('style.css')
  @Public()
  @Header('content-type', 'text/css; charset=utf-8')
  @Header('cache-control', 'public, max-age=3600')
  style(): string {
    return linkStyle;
  }

  /** Changes nothing, whoever follows the link. */
  @Get(':token')
  @Public()
  async look(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.answer(await this.links.look(token), request, reply);
  }

  @Post(':token')
  @HttpCode(200)
  @Public({ form: true })
  async press(
    @Param('token') token: string,
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.answer(await this.links.answer(token, ...pressed(query)), request, reply);
  }

  private async answer(view: LinkView | null, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { messages, environment } = this.settings.config;
    void reply.type('text/html; charset=utf-8').headers({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' });
    await (view === null
      ? reply.status(404).send(unknownLinkPage(preferredLanguage(request.headers['accept-language'])))
      : reply.send(linkPage(view, messages[view.page.language], `${environment.publicUrl}/console/`)));
  }
}

function pressed(query: unknown): readonly [PageAnswer, 'link' | 'push'] {
  const { answer: kind, minutes, via } = readQuery(button, query);
  return [kind === 'snooze' ? { kind, minutes } : { kind }, via];
}
