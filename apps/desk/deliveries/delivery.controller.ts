import { Get, Header, Inject, Param } from '@nestjs/common';
import type { DeliveryHistory } from '#contracts';
import { DeskController, Requires } from '../desk-controller.js';
import { type Person, SignedIn } from '../person.js';
import { readId } from '../read-request.js';
import { ShowDeliveries } from './show-deliveries.js';

/** What became of each page, for whoever may read the record of its incident. */
@DeskController('api/v1/incidents/:id/pages')
export class DeliveryController {
  constructor(@Inject(ShowDeliveries) private readonly deliveries: ShowDeliveries) {}

  @Get(':page/deliveries')
  @Requires('timeline.read')
  @Header('cache-control', 'no-store')
  show(@SignedIn() person: Person, @Param('id') id: string, @Param('page') page: string): Promise<DeliveryHistory> {
    return this.deliveries.show(person, readId(id), readId(page));
  }
}
