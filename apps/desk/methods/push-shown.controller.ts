import { HttpCode, Inject, Param, Post } from '@nestjs/common';
import { DeskController, Public } from '../desk-controller.js';
import { notFound } from '../read-request.js';
import { NotePushShown } from './note-push-shown.js';

/** `/ack/shown/<delivery id>.<signature>`, called by the worker of a browser, which has no session at night. */
@DeskController('ack/shown')
export class PushShownController {
  constructor(@Inject(NotePushShown) private readonly shown: NotePushShown) {}

  @Post(':token')
  @Public({ form: true })
  @HttpCode(204)
  async note(@Param('token') token: string): Promise<void> {
    if (!(await this.shown.note(token))) throw notFound();
  }
}
