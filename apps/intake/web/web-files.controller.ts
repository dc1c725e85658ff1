import { Controller, Get, Header, Inject, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { openApiDocument } from '#contracts';
import { ProblemError, Settings } from '#service';
import { assets } from './pages/assets.js';

/** The files of the pages, and the description of the API. */
@Controller()
export class WebFilesController {
  private readonly description: string;

  constructor(@Inject(Settings) settings: Settings) {
    this.description = JSON.stringify(openApiDocument(settings.config.environment.publicUrl));
  }

  /** A name belongs to one content for ever; an old one is gone. */
  @Get('web/:file')
  async asset(@Param('file') file: string, @Res() reply: FastifyReply): Promise<void> {
    const found = assets.find(({ path }) => path === `/web/${file}`);
    if (found === undefined)
      throw new ProblemError(404, 'not-found', { en: 'There is no such file.', fr: 'Ce fichier n’existe pas.' });
    await reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .type(found.mediaType)
      .send(found.content);
  }

  @Get('robots.txt')
  @Header('content-type', 'text/plain; charset=utf-8')
  robots(): string {
    return 'User-agent: *\nDisallow: /\n';
  }

  @Get('api/openapi.json')
  async openApi(@Res() reply: FastifyReply): Promise<void> {
    await reply.header('cache-control', 'no-cache').type('application/json; charset=utf-8').send(this.description);
  }
}
