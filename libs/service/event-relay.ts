import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Relay } from '#outbox';
import { RUNTIME } from './runtime-token.js';
import type { Runtime } from './runtime.js';

/** Every process relays what is committed: whichever is up moves the events of those that died. */
@Injectable()
export class EventRelay implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly relay: Relay;

  constructor(@Inject(RUNTIME) { database, queues, log }: Runtime) {
    this.relay = new Relay(database, queues, (error) => {
      log.error({ message: 'The relay failed, will run again' }, error instanceof Error ? error.stack : String(error));
    });
  }

  onApplicationBootstrap(): void {
    this.relay.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.relay.stop();
  }
}
