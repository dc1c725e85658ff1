import { Get, HttpCode, Header, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { preferredLanguage, Settings } from '#service';
import { AcknowledgeByLink, type LinkView } from './acknowledge-by-link.js';
import { DeskController, Public } from './desk-controller.js';
import { linkPage, linkStyle, unknownLinkPage } from './link-page.js';

/** Where the link of a page leads: `/ack/<page id>.<signature>`. */
@DeskController('ack')
export class LinkController {
  constructor(
    @Inject(AcknowledgeByLink) private readonly links: AcknowledgeByLink,
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
  async take(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.answer(await this.links.acknowledge(token), request, reply);
  }

  private async answer(view: LinkView | null, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { messages, environment } = this.settings.config;
    void reply.type('text/html; charset=utf-8').headers({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' });
    await (view === null
      ? reply.status(404).send(unknownLinkPage(preferredLanguage(request.headers['accept-language'])))
      : reply.send(linkPage(view, messages[view.page.language], `${environment.publicUrl}/console/`)));
  }
}
