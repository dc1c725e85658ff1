import { DataSource } from 'typeorm';
import { Election, Party, Session, UserAccount } from './entities/directory.js';
import { Escalation, Incident } from './entities/incident.js';
import { Attempt, Delivery, Message, Page, Reply } from './entities/paging.js';
import {
  EventRow,
  OutboxRow,
  ServiceHeartbeat,
  ServiceSecret,
  TimelineEntryRow,
  TimelineHead,
} from './entities/record.js';
import { Report, TriageResult } from './entities/report.js';
import { FirstJourney1700000000000 } from './migrations/1700000000000-first-journey.js';

export const entities = [
  Election,
  Party,
  UserAccount,
  Session,
  Report,
  TriageResult,
  Incident,
  Escalation,
  Page,
  Reply,
  Message,
  Delivery,
  Attempt,
  TimelineEntryRow,
  TimelineHead,
  EventRow,
  OutboxRow,
  ServiceHeartbeat,
  ServiceSecret,
];

const migrations = [FirstJourney1700000000000];

/**
 * The pool of one process. Every connection acts as `vigil_service`, which owns no table; what is read for a person
 * narrows that further (see `Database.transactionFor`).
 */
export function serviceDataSource(url: string, poolSize = 16): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities,
    synchronize: false,
    poolSize,
    applicationName: 'vigil',
    connectTimeoutMS: 5_000,
    extra: { options: '-c role=vigil_service -c statement_timeout=30000 -c idle_in_transaction_session_timeout=60000' },
  });
}

/** The owner's connection, for migrations and drift checks only. */
export function ownerDataSource(url: string): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities,
    migrations,
    synchronize: false,
    poolSize: 2,
    applicationName: 'vigil-migrate',
  });
}

/** Brings the schema up to date. Safe to run from several processes at once: an advisory lock lets one through at a time. */
export async function migrate(url: string): Promise<void> {
  const source = await ownerDataSource(url).initialize();
  const lock = source.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock(814201)');
    await source.runMigrations({ transaction: 'each' });
  } finally {
    await lock.query('SELECT pg_advisory_unlock(814201)').catch(() => undefined);
    await lock.release();
    await source.destroy();
  }
}
