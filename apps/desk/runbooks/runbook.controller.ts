import { Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DeskController, Public } from '../desk-controller.js';
import { notFound } from '../read-request.js';
import { readRunbook } from './read-runbook.js';

/**
 * `/runbooks/<kind>`: what to do about a notice, where its link leads. For anyone: it is opened at night on a telephone that is
 * not signed in, and says nothing that the product's documentation does not.
 */
@DeskController('runbooks')
export class RunbookController {
  @Get(':kind')
  @Public()
  async show(@Param('kind') kind: string, @Res() reply: FastifyReply): Promise<void> {
    const text = await readRunbook(kind.replace(/\.md$/, ''));
    if (text === null) throw notFound();
    await reply.type('text/plain; charset=utf-8').header('x-robots-tag', 'noindex').send(text);
  }
}
