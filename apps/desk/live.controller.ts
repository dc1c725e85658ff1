import { Get, Headers, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DeskController, Requires } from './desk-controller.js';
import { LiveClient } from './live-client.js';
import { LiveFeed } from './live-feed.js';
import { type Person, SignedIn } from './person.js';

@DeskController('api/v1/live')
export class LiveController {
  constructor(@Inject(LiveFeed) private readonly feed: LiveFeed) {}

  /** Server-sent events (HTML Standard, 9.2); see `liveChange` in the contracts. */
  @Get()
  @Requires('incident.read')
  async open(
    @SignedIn() person: Person,
    @Headers('last-event-id') lastHeard: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (request.method === 'HEAD') {
      await reply.send();
      return;
    }
    this.feed.admit(person.sessionHash);
    reply.hijack();
    const response = reply.raw;
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) response.setHeader(name, value);
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      // Tells nginx not to gather the stream into blocks.
      'x-accel-buffering': 'no',
    });
    response.flushHeaders();
    const client = new LiveClient(person.scope, person.sessionHash, response);
    response.once('close', () => this.feed.leave(client));
    response.once('error', () => this.feed.leave(client));
    try {
      await this.feed.join(client, lastHeard ?? null);
    } catch {
      // The answer has begun, so it cannot become an error: the client comes back by itself.
      client.close();
    }
  }
}
