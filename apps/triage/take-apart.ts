import { Resolver } from 'node:dns/promises';
import { readFile } from 'node:fs/promises';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { authenticateSender, closeMailReaders, type MailKey, type SenderAuthentication } from '#mail';
import { hotlineAddresses, KeepAttachments, type PreparedFiles, Settings } from '#service';
import type { Report } from '#store';
import { readReport } from './read-report/read-report.js';
import type { ReadReport } from './read-report/report-reading.js';

/** Everything that is found out about a report before anything is decided. */
export interface TakenApart {
  readonly report: Report;
  readonly reading: ReadReport;
  /** What came with a mail, kept by its hash already; null for other channels, whose doors keep what comes with them. */
  readonly files: PreparedFiles | null;
  /** Whether a mail's sender is who it says; null for other channels. */
  readonly authentication: SenderAuthentication | null;
}

/**
 * Takes a report apart: reads it, keeps the files that came in a mail, asks who vouches for its sender. It may take seconds,
 * so no transaction is open meanwhile; it never throws, and a report that nothing can read is still a report.
 */
@Injectable()
export class TakeApart implements OnApplicationBootstrap, OnApplicationShutdown {
  private keys: readonly MailKey[] = [];

  constructor(
    @Inject(Settings) private readonly settings: Settings,
    @Inject(KeepAttachments) private readonly attachments: KeepAttachments,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { pgp } = this.settings.config.environment;
    if (pgp === null) return;
    this.keys = [
      { armored: await readFile(pgp.keyFile, 'utf8'), ...(pgp.passphrase !== null && { passphrase: pgp.passphrase }) },
    ];
  }

  async onApplicationShutdown(): Promise<void> {
    await closeMailReaders();
  }

  async take(report: Report): Promise<TakenApart> {
    const [reading, authentication] = await Promise.all([
      readReport(report, { keys: this.keys, ours: hotlineAddresses(this.settings.config) }),
      this.authenticate(report),
    ]);
    return { report, reading, files: await this.keep(report, reading), authentication };
  }

  private async keep({ channel }: Report, { attachments }: ReadReport): Promise<PreparedFiles | null> {
    if (channel !== 'email' || attachments.length === 0) return null;
    return this.attachments.prepare(
      attachments.map(({ filename, contentType, content, inline }) => ({
        name: filename,
        declaredType: contentType,
        content,
        inline,
      })),
    );
  }

  private async authenticate({ channel, raw, arrival, truncated }: Report): Promise<SenderAuthentication | null> {
    if (channel !== 'email') return null;
    const { dns, timeoutMs, ownServers } = this.settings.config.mail.authentication;
    const resolver = new Resolver({ timeout: timeoutMs, tries: 1 });
    return authenticateSender(raw, arrival, {
      resolver: dns ? async (name, type) => (await resolver.resolve(name, type)) as never : null,
      timeoutMs,
      ownAuthservIds: ownServers,
      truncated,
    });
  }
}
