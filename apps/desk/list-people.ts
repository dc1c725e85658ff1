import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { people } from '#contracts';
import { Database } from '#store';
import type { Person } from './person.js';

/** The active people of the hotline, by name: whom an incident can be assigned to is among them. */
@Injectable()
export class ListPeople {
  constructor(@Inject(Database) private readonly database: Database) {}

  async list(person: Person): Promise<z.output<typeof people>> {
    return this.database.transactionFor(person.scope, (tx) =>
      tx.query('SELECT id, name, role FROM user_account WHERE active ORDER BY name, id'),
    );
  }
}
