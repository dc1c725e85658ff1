import { Inject, Injectable } from '@nestjs/common';
import { everyParty } from '#domain';
import { acceptFinding, type ParkedEvent, retryParked } from '#service';
import { Database } from '#store';
import type { Person } from '../person.js';
import { notFound } from '../read-request.js';

/** What a manager does about the hotline's own troubles; each is in the history of the watch. */
@Injectable()
export class SettleHealth {
  constructor(@Inject(Database) private readonly database: Database) {}

  async accept(person: Person, id: string, because: string): Promise<void> {
    const accepted = await this.database.transactionFor(everyParty, (tx) =>
      acceptFinding(tx, { id, because, actor: `user:${person.id}` }),
    );
    if (!accepted) throw notFound();
  }

  /** Events that are parked no longer are passed over: two managers may press at one time. */
  async retry(person: Person, events: readonly ParkedEvent[]): Promise<void> {
    await this.database.transactionFor(everyParty, (tx) => retryParked(tx, `user:${person.id}`, events));
  }
}
