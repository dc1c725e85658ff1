import { Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { DeskController, Public } from '../desk-controller.js';
import { notFound } from '../read-request.js';
import { Monitors } from './monitors.js';

/** `/heartbeat/<token>`, called by programs that cannot sign in, some of which can only fetch: the address is the secret. */
@DeskController('heartbeat')
export class HeartbeatController {
  constructor(@Inject(Monitors) private readonly monitors: Monitors) {}

  @Post(':token')
  @Public({ form: true })
  @HttpCode(204)
  async beat(@Param('token') token: string): Promise<void> {
    if (!(await this.monitors.beat(token))) throw notFound();
  }

  @Get(':token')
  @Public()
  @HttpCode(204)
  async fetched(@Param('token') token: string): Promise<void> {
    await this.beat(token);
  }
}
