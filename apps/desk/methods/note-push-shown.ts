import { Inject, Injectable } from '@nestjs/common';
import { everyParty } from '#domain';
import { Secrets } from '#service';
import { Database } from '#store';

/** A browser tells that it has shown a page. Its address is known to nobody but the hotline and that browser. */
@Injectable()
export class NotePushShown {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Secrets) private readonly secrets: Secrets,
  ) {}

  /** Told again, it is noted once. Resolves to whether the address is one of ours. */
  async note(token: string): Promise<boolean> {
    const deliveryId = this.secrets.idOf('push-shown', token);
    if (deliveryId === null) return false;
    return this.database.transactionFor(everyParty, async (tx) => {
      const [delivery] = await tx.query<{ state: string }>('SELECT state FROM delivery WHERE id = $1', [deliveryId]);
      if (delivery !== undefined && delivery.state !== 'delivered') tx.emit('delivery.shown', { deliveryId });
      return delivery !== undefined;
    });
  }
}
