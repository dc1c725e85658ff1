import { Get, Inject, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { contentDisposition } from '#attachments';
import { DeskController, Requires } from './desk-controller.js';
import { OpenAttachment } from './open-attachment.js';
import { type Person, SignedIn } from './person.js';
import { readId } from './read-request.js';

/** Should a browser show it after all, then as a page that may do nothing. */
const lockedUp = "sandbox; default-src 'none'";

@DeskController('api/v1/attachments')
export class AttachmentController {
  constructor(@Inject(OpenAttachment) private readonly attachments: OpenAttachment) {}

  @Get(':id')
  @Requires('incident.read')
  async download(@SignedIn() person: Person, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const { name, mediaType, content, size } = await this.attachments.download(person, readId(id));
    await reply
      .headers({
        'content-disposition': contentDisposition(name),
        'content-security-policy': lockedUp,
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
        ...(size !== null && { 'content-length': String(size) }),
      })
      .type(mediaType)
      .send(content);
  }

  @Get(':id/preview')
  @Requires('incident.read')
  async preview(@SignedIn() person: Person, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const content = await this.attachments.preview(person, readId(id));
    await reply
      .headers({
        'content-security-policy': lockedUp,
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      })
      .type('image/webp')
      .send(content);
  }
}
