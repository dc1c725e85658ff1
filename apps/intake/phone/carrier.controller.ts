import { Controller, Header, HttpCode, Inject, Post, type RawBodyRequest, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import twilio from 'twilio';
import { ReceiveText } from './receive-text.js';
import { RecordDeliveryStatus } from './record-delivery-status.js';
import { CarrierSignature } from './carrier-signature.js';

type CarrierRequest = RawBodyRequest<FastifyRequest>;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The carrier's webhooks. Each is answered only after what it brought has committed; until then the carrier tries again. */
@Controller('hooks/twilio')
export class CarrierController {
  constructor(
    @Inject(CarrierSignature) private readonly signature: CarrierSignature,
    @Inject(ReceiveText) private readonly receiveText: ReceiveText,
    @Inject(RecordDeliveryStatus) private readonly recordStatus: RecordDeliveryStatus,
  ) {}

  @Post('sms')
  @HttpCode(200)
  @Header('content-type', 'text/xml; charset=utf-8')
  async sms(@Req() request: CarrierRequest): Promise<string> {
    const webhook = this.signature.check('sms', request);
    const sid = this.signature.requireSid('sms', webhook, 'MessageSid', 'SmsMessageSid', 'SmsSid');
    const { raw, mediaType } = webhook;
    await this.receiveText.receive({
      sid,
      sender: webhook.field('From', 64),
      body: webhook.field('Body'),
      raw,
      mediaType,
    });
    return new twilio.twiml.MessagingResponse().toString();
  }

  @Post('status')
  @HttpCode(204)
  async status(@Req() request: CarrierRequest): Promise<void> {
    const webhook = this.signature.check('status', request);
    const sid = this.signature.requireSid('status', webhook, 'MessageSid', 'CallSid', 'SmsSid');
    const delivery = webhook.query.get('delivery') ?? '';
    const outcome = await this.recordStatus.record({
      sid,
      deliveryId: uuid.test(delivery) ? delivery : null,
      status: webhook.field('MessageStatus', 40) || webhook.field('CallStatus', 40) || webhook.field('SmsStatus', 40),
      errorCode: webhook.field('ErrorCode', 20),
    });
    if (outcome === 'unknown') this.signature.count('status', 'unknown-sid');
  }
}
