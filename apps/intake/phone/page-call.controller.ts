import { Controller, Header, HttpCode, Inject, Post, type RawBodyRequest, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Log, ProblemError, Settings } from '#service';
import { CarrierSignature, type SignedWebhook } from './carrier-signature.js';
import { ReadOutPage } from './read-out-page.js';
import { speakWhenDown } from './speak-page.js';

type CarrierRequest = RawBodyRequest<FastifyRequest>;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What the carrier asks while it calls a responder: what to say, and what a key means. */
@Controller('hooks/twilio/page-call')
export class PageCallController {
  constructor(
    @Inject(CarrierSignature) private readonly signature: CarrierSignature,
    @Inject(ReadOutPage) private readonly readOutPage: ReadOutPage,
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Log) private readonly log: Log,
  ) {}

  @Post()
  @HttpCode(200)
  @Header('content-type', 'text/xml; charset=utf-8')
  async pickedUp(@Req() request: CarrierRequest): Promise<string> {
    const webhook = this.signature.check('page-call', request);
    return this.onTheLine(webhook, (deliveryId, hook) => this.readOutPage.read(deliveryId, hook));
  }

  @Post('key')
  @HttpCode(200)
  @Header('content-type', 'text/xml; charset=utf-8')
  async key(@Req() request: CarrierRequest): Promise<string> {
    const webhook = this.signature.check('page-call', request);
    const key = webhook.field('Digits', 8);
    return this.onTheLine(webhook, (deliveryId, hook) => this.readOutPage.press(deliveryId, key, hook));
  }

  /** Somebody has the phone at their ear: they hear something, whatever happens here. */
  private async onTheLine(
    { query }: SignedWebhook,
    work: (deliveryId: string, keyHook: string) => Promise<string | null>,
  ): Promise<string> {
    const deliveryId = query.get('delivery') ?? '';
    if (!uuid.test(deliveryId)) throw unknownCall();
    const keyHook = `${this.settings.config.environment.publicUrl}/hooks/twilio/page-call/key?${query.toString()}`;
    try {
      const twiml = await work(deliveryId, keyHook);
      if (twiml !== null) return twiml;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      this.log.error({ message: 'a page by phone is read out without the store', deliveryId, code });
      return speakWhenDown();
    }
    throw unknownCall();
  }
}

function unknownCall(): ProblemError {
  return new ProblemError(404, 'unknown-call', {
    en: 'No page by phone is known under this address.',
    fr: 'Aucun appel d’alerte n’est connu sous cette adresse.',
  });
}
