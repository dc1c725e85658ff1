import { createHash } from 'node:crypto';
import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Language } from '#contracts';
import { ProblemError, Settings } from '#service';
import { drawIcons } from './draw-icons.js';
import { type Request, sendBlankPage } from './page-exchange.js';
import { assetsOf } from './pages/assets.js';
import { manifestOf } from './pages/manifest.js';
import { pageFrame, paths } from './pages/page-frame.js';
import { renderReportForm } from './pages/report-form.js';
import { workerText } from './pages/worker-script.js';
import { emptyDraft } from './read-report-form.js';
import { ElectionWindows } from './service-window.js';

/** What lets a browser install the hotline, and open its form without a network. */
@Controller()
export class InstalledPagesController {
  private drawn: Promise<ReadonlyMap<string, Buffer>> | null = null;

  constructor(
    @Inject(Settings) private readonly settings: Settings,
    @Inject(ElectionWindows) private readonly windows: ElectionWindows,
  ) {}

  @Get('en/manifest.webmanifest')
  async manifestInEnglish(@Res() reply: FastifyReply): Promise<void> {
    await this.sendManifest(reply, 'en');
  }

  @Get('fr/manifest.webmanifest')
  async manifestInFrench(@Res() reply: FastifyReply): Promise<void> {
    await this.sendManifest(reply, 'fr');
  }

  @Get('en/offline')
  async offlineInEnglish(@Req() request: Request, @Res() reply: FastifyReply): Promise<void> {
    await this.sendForm(request, reply, 'en');
  }

  @Get('fr/hors-ligne')
  async offlineInFrench(@Req() request: Request, @Res() reply: FastifyReply): Promise<void> {
    await this.sendForm(request, reply, 'fr');
  }

  /** The browser asks for it at every visit; with anything new in what it keeps, it is another script and installed anew. */
  @Get('worker.js')
  async worker(@Res() reply: FastifyReply): Promise<void> {
    const { brand } = this.settings.config;
    const { stylesheet, script, mark, fonts } = assetsOf(brand);
    const files = [stylesheet, script, mark, ...fonts].map(({ path }) => path);
    const forms = { en: paths.offline('en'), fr: paths.offline('fr') };
    const kept = [...files, await this.formWithoutNetwork('en'), await this.formWithoutNetwork('fr')];
    const version = createHash('sha256').update(JSON.stringify(kept)).digest('hex').slice(0, 12);
    const published = JSON.stringify({ version, files, forms, firstLanguage: brand.firstLanguage });
    await reply
      .header('cache-control', 'no-cache')
      .type('text/javascript; charset=utf-8')
      .send(`self.published = ${published};\n${workerText}\n`);
  }

  @Get('web/icons/:file')
  async icon(@Param('file') file: string, @Res() reply: FastifyReply): Promise<void> {
    const { brand } = this.settings.config;
    const path = `/web/icons/${file}`;
    if (!assetsOf(brand).icons.some((icon) => icon.path === path))
      throw new ProblemError(404, 'not-found', { en: 'There is no such file.', fr: 'Ce fichier n’existe pas.' });
    this.drawn ??= drawIcons(brand, assetsOf(brand).icons);
    const content = (await this.drawn).get(path);
    await reply.header('cache-control', 'public, max-age=31536000, immutable').type('image/png').send(content);
  }

  private async sendForm(request: Request, reply: FastifyReply, language: Language): Promise<void> {
    const { styleHash } = assetsOf(this.settings.config.brand);
    await sendBlankPage(request, reply, language, await this.formWithoutNetwork(language), styleHash);
  }

  private async sendManifest(reply: FastifyReply, language: Language): Promise<void> {
    const manifest = manifestOf(pageFrame(this.settings.config, language));
    await reply
      .headers({ 'cache-control': 'no-cache', 'x-robots-tag': 'noindex' })
      .type('application/manifest+json; charset=utf-8')
      .send(JSON.stringify(manifest));
  }

  /** The blank form as it is kept on a device: without a nonce, and saying only what will still hold. */
  private async formWithoutNetwork(language: Language): Promise<string> {
    const { config } = this.settings;
    const { closedSince } = await this.windows.state();
    return renderReportForm(
      { ...pageFrame(config, language, closedSince), inlineStyle: true },
      {
        draft: emptyDraft,
        nonce: '',
        faults: [],
        notStored: false,
        kept: [],
        leftOut: [],
        bounds: config.attachments.limits,
        closedSince,
        offline: { until: await this.windows.end() },
      },
    );
  }
}
