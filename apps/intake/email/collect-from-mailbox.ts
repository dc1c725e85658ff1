import { setTimeout as pause } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { ImapFlow } from 'imapflow';
import type { MailSettings } from '#config';
import { Log, raiseNotice, Settings } from '#service';
import { Clock, Database } from '#store';
import { FolderRows } from './folder-rows.js';
import { MailLimits } from './mail-limits.js';
import { type MailboxAddress, readMailboxUrl } from './mailbox-address.js';
import { ReadFolder } from './read-folder.js';
import { ReceiveMail } from './receive-mail.js';

type FolderSettings = MailSettings['imap']['folders'][number];

/** Not reached for so long, the managers are told, in milliseconds. */
const patienceMs = 5 * 60_000;
const longestBackoffMs = 60_000;
/** How often the folder is compared with the rows, in milliseconds. */
const checkEveryMs = 10 * 60_000;
const connectMs = 30_000;

/**
 * Reads reports from a mailbox elsewhere (IMAP), for centres whose mail lives there; does nothing without IMAP_URL. Of any
 * number of processes one reads a folder: it holds an advisory lock in the store for as long as it is connected to both.
 */
@Injectable()
export class CollectFromMailbox implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly stopping = new AbortController();
  private readonly loops: Promise<void>[] = [];

  constructor(
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ReceiveMail) private readonly receiveMail: ReceiveMail,
    @Inject(MailLimits) private readonly limits: MailLimits,
    @Inject(Log) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    const { environment, mail } = this.settings.config;
    if (environment.imapUrl === null) return;
    const address = readMailboxUrl(environment.imapUrl);
    const folders = mail.imap.folders.filter(({ name }) => address.folder === null || name === address.folder);
    const named = address.folder !== null && folders.length === 0 ? [{ name: address.folder }] : folders;
    this.loops.push(...named.map((folder) => this.follow(address, folder)));
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await Promise.allSettled(this.loops);
  }

  /** Stays with one folder until the process stops, whatever the server and the store do meanwhile. */
  private async follow(address: MailboxAddress, folder: FolderSettings): Promise<void> {
    const { signal } = this.stopping;
    const progress = { reachedAt: this.clock.now(), failures: 0 };
    while (!signal.aborted) {
      try {
        await this.holdLock(address, folder, () => this.session(address, folder, progress));
      } catch (error) {
        if (signal.aborted) return;
        progress.failures += 1;
        this.log.warn({
          message: 'the mailbox cannot be read just now, will try again',
          folder: folder.name,
          because: reasonOf(error),
        });
        await this.tellUnreachable(address, folder, progress.reachedAt);
      }
      await this.rest(this.backoff(progress.failures));
    }
  }

  /** Runs the work while the lock is held; does nothing when another process has it. */
  private async holdLock(address: MailboxAddress, folder: FolderSettings, work: () => Promise<void>) {
    const runner = this.database.source.createQueryRunner();
    const key = `mailbox ${address.label}/${folder.name}`;
    try {
      const [row]: { held: boolean }[] = await runner.query(
        'SELECT pg_try_advisory_lock(hashtextextended($1, 8143)) AS held',
        [key],
      );
      if (row?.held !== true) return;
      try {
        await work();
      } finally {
        // A lost connection has given its lock back already.
        await runner.query('SELECT pg_advisory_unlock(hashtextextended($1, 8143))', [key]).catch(() => undefined);
      }
    } finally {
      await runner.release();
    }
  }

  /** One connection, from its opening to its end. */
  private async session(
    address: MailboxAddress,
    folder: FolderSettings,
    progress: { reachedAt: Date; failures: number },
  ): Promise<void> {
    const { signal } = this.stopping;
    const client = this.client(address);
    const news = new News(client);
    const hangUp = () => client.close();
    signal.addEventListener('abort', hangUp);
    try {
      await client.connect();
      const reader = this.reader(client, address, folder);
      await reader.open();
      let checkedAt = 0;
      let unfinished = 0;
      while (!signal.aborted && client.usable) {
        unfinished = (await reader.pass(signal)) ? 0 : unfinished + 1;
        progress.reachedAt = this.clock.now();
        progress.failures = 0;
        if (performance.now() - checkedAt > checkEveryMs) {
          checkedAt = performance.now();
          await this.compare(reader, address, folder);
        }
        const poll = this.settings.config.mail.imap.pollSeconds * 1_000;
        await news.wait(unfinished === 0 ? poll : Math.min(poll, this.backoff(unfinished)), signal);
      }
    } finally {
      signal.removeEventListener('abort', hangUp);
      client.close();
    }
  }

  private reader(client: ImapFlow, address: MailboxAddress, folder: FolderSettings): ReadFolder {
    return new ReadFolder(client, new FolderRows(this.database, address.label, folder.name), {
      address,
      folder,
      settings: this.settings.config.mail.imap,
      receiveMail: this.receiveMail,
      limits: this.limits,
      log: this.log,
    });
  }

  private client({ host, port, isSecure, isLocal, user, password }: MailboxAddress): ImapFlow {
    const room = this.limits.kept + 1024 * 1024;
    const client = new ImapFlow({
      host,
      port,
      secure: isSecure,
      // A password crosses no network in the clear.
      ...(!isSecure && !isLocal && { doSTARTTLS: true }),
      auth: { user, pass: password },
      logger: false,
      clientInfo: { name: 'Vigil' },
      tls: { minVersion: 'TLSv1.2' },
      disableCompression: true,
      connectionTimeout: connectMs,
      greetingTimeout: connectMs,
      autoIdleDelay: 200,
      maxIdleTime: this.settings.config.mail.imap.pollSeconds * 1_000,
      maxLiteralSize: room,
      maxResponseSize: room + 1024 * 1024,
      maxLineLength: 16 * 1024 * 1024,
    });
    // What it reports besides has ended the connection, which the session notices by itself.
    client.on('error', () => undefined);
    return client;
  }

  private async compare(reader: ReadFolder, address: MailboxAddress, folder: FolderSettings): Promise<void> {
    const unknown = await reader.check();
    if (unknown === 0) return;
    this.log.error({ message: 'a folder holds messages that were passed over; they are read now', count: unknown });
    const source = `imap ${folder.name}`;
    await this.database.transaction((tx) =>
      raiseNotice(tx, {
        kind: 'ledger-differs',
        key: `${address.label} ${source} ${tx.now.toISOString().slice(0, 13)}`,
        facts: { source, came: unknown, stored: 0 },
      }),
    );
  }

  /** Once a day: whoever keeps the mailbox must mend it. */
  private async tellUnreachable(address: MailboxAddress, folder: FolderSettings, reachedAt: Date): Promise<void> {
    const now = this.clock.now();
    if (now.getTime() - reachedAt.getTime() <= patienceMs) return;
    const mailbox = `${address.host} ${folder.name}`;
    await this.database
      .transaction((tx) =>
        raiseNotice(tx, {
          kind: 'mailbox-unreachable',
          key: `${address.label}/${folder.name} ${now.toISOString().slice(0, 10)}`,
          facts: { mailbox },
        }),
      )
      .catch(() => undefined);
  }

  private backoff(failures: number): number {
    return Math.min(longestBackoffMs, this.limits.retryMs * 2 ** Math.min(failures, 10));
  }

  private async rest(ms: number): Promise<void> {
    await pause(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }
}

/** A code, or the kind of error: what a server says may hold the user's name. */
function reasonOf(error: unknown): string {
  const given = error as Partial<Record<'code' | 'serverResponseCode' | 'name', unknown>>;
  const words = [given.serverResponseCode, given.code, given.name];
  return words.find((word): word is string => typeof word === 'string') ?? 'unknown';
}

/** What the server says by itself: another message, or goodbye. */
class News {
  private isThere = false;
  private wake: () => void = () => undefined;

  constructor(client: ImapFlow) {
    const tell = () => {
      this.isThere = true;
      this.wake();
    };
    client.on('exists', tell);
    client.on('close', tell);
  }

  /** Resolves when there is news since the last time, or when the time is over. */
  async wait(ms: number, signal: AbortSignal): Promise<void> {
    if (!this.isThere) {
      const over = new AbortController();
      const told = new Promise<void>((resolve) => {
        this.wake = resolve;
      });
      const late = pause(ms, undefined, { signal: AbortSignal.any([over.signal, signal]) }).catch(() => undefined);
      await Promise.race([told, late]);
      over.abort();
    }
    this.isThere = false;
  }
}
