import { Controller, Get, Header, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { openApiDocument } from '#contracts';
import { ProblemError, Settings } from '#service';
import { packingFor, type Request } from './page-exchange.js';
import { type Asset, assetsOf } from './pages/assets.js';

/** The files of the pages, and the description of the API. */
@Controller()
export class WebFilesController {
  private readonly description: string;
  private readonly assets: ReadonlyMap<string, Asset>;

  constructor(@Inject(Settings) settings: Settings) {
    const { brand, environment } = settings.config;
    this.description = JSON.stringify(openApiDocument(environment.publicUrl));
    this.assets = new Map(assetsOf(brand).all.map((asset) => [asset.path, asset]));
  }

  /** A name belongs to one content for ever; an old one is gone. */
  @Get('web/:file')
  async asset(@Param('file') file: string, @Req() request: Request, @Res() reply: FastifyReply): Promise<void> {
    const found = this.assets.get(`/web/${file}`);
    if (found === undefined)
      throw new ProblemError(404, 'not-found', { en: 'There is no such file.', fr: 'Ce fichier n’existe pas.' });
    const packing = found.packed === null ? null : packingFor(request);
    if (found.packed !== null) void reply.header('vary', 'Accept-Encoding');
    if (packing !== null) void reply.header('content-encoding', packing);
    await reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .type(found.mediaType)
      .send(packing === null ? found.content : found.packed?.[packing]);
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
