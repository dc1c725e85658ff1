import { Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { preferredLanguage, Settings } from '#service';
import { DeskController, Public } from '../desk-controller.js';
import { unknownLinkPage } from '../link-page.js';
import { reliefPage } from './relief-page.js';
import { type ReliefView, TakeOverByLink } from './take-over-by-link.js';

/** Where the link of a hand-off leads: `/relief/<hand-off id>.<signature>`. */
@DeskController('relief')
export class ReliefController {
  constructor(
    @Inject(TakeOverByLink) private readonly links: TakeOverByLink,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /** Changes nothing, whoever follows the link. */
  @Get(':token')
  @Public()
  async look(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.answer(await this.links.look(token), request, reply);
  }

  @Post(':token')
  @HttpCode(200)
  @Public({ form: true })
  async take(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.answer(await this.links.take(token), request, reply);
  }

  private async answer(view: ReliefView | null, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { messages, environment } = this.settings.config;
    void reply.type('text/html; charset=utf-8').headers({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' });
    await (view === null
      ? reply.status(404).send(unknownLinkPage(preferredLanguage(request.headers['accept-language'])))
      : reply.send(reliefPage(view, messages[view.language], `${environment.publicUrl}/console/`)));
  }
}
