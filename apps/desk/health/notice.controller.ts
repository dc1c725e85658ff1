import { Get, Header, HttpCode, Inject, Param, Post } from '@nestjs/common';
import type { UrgentNotice } from '#contracts';
import { DeskController, Requires } from '../desk-controller.js';
import { type Person, SignedIn } from '../person.js';
import { readId } from '../read-request.js';
import { SeeToNotice } from './see-to-notice.js';

/** What wakes those on duty though it is no incident. */
@DeskController('api/v1/watch/notices')
export class NoticeController {
  constructor(@Inject(SeeToNotice) private readonly notices: SeeToNotice) {}

  @Get()
  @Requires('roster.read')
  @Header('cache-control', 'no-store')
  list(): Promise<readonly UrgentNotice[]> {
    return this.notices.list();
  }

  @Post(':id/acknowledge')
  @Requires('incident.work')
  @HttpCode(200)
  async acknowledge(@SignedIn() person: Person, @Param('id') id: string): Promise<readonly UrgentNotice[]> {
    await this.notices.acknowledge(person, readId(id));
    return this.notices.list();
  }
}
