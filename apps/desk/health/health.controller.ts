import { Body, Get, Header, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { acceptedFinding, type HealthView, retriedEvents } from '#contracts';
import { DeskController, Requires } from '../desk-controller.js';
import { type Person, SignedIn } from '../person.js';
import { readBody, readId } from '../read-request.js';
import { SettleHealth } from './settle-health.js';
import { ShowHealth } from './show-health.js';

/** The watch of the watch, for those who answer for the hotline itself. */
@DeskController('api/v1/health')
export class HealthController {
  constructor(
    @Inject(ShowHealth) private readonly health: ShowHealth,
    @Inject(SettleHealth) private readonly settling: SettleHealth,
  ) {}

  @Get()
  @Requires('audit.read')
  @Header('cache-control', 'no-store')
  show(): Promise<HealthView> {
    return this.health.show();
  }

  @Post('findings/:id/accept')
  @Requires('audit.settle')
  @HttpCode(200)
  async accept(@SignedIn() person: Person, @Param('id') id: string, @Body() body: unknown): Promise<HealthView> {
    await this.settling.accept(person, readId(id), readBody(acceptedFinding, body).because);
    return this.health.show();
  }

  @Post('parked/retry')
  @Requires('audit.settle')
  @HttpCode(200)
  async retry(@SignedIn() person: Person, @Body() body: unknown): Promise<HealthView> {
    await this.settling.retry(person, readBody(retriedEvents, body).items);
    return this.health.show();
  }
}
