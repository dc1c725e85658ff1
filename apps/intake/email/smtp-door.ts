import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { listen, Log, Metrics, Settings } from '#service';
import { ByteBudget } from './byte-budget.js';
import { collectMail } from './collect-mail.js';
import { MailLimits } from './mail-limits.js';
import { ReceiveMail } from './receive-mail.js';
import { isHotlineAddress } from './recognise-recipient.js';
import { refusals, SmtpRefusal } from './smtp-refusal.js';

/**
 * The hotline's SMTP listener (RFC 5321). A mail is answered 250 only once it is stored; while it cannot be stored the sender
 * is told to try again. It takes mail for the hotline's own addresses alone and relays nothing.
 */
@Injectable()
export class SmtpDoor implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly server: SMTPServer;
  private readonly budget: ByteBudget;
  /** Sessions whose mail is under way. */
  private readonly underWay = new Set<string>();

  constructor(
    @Inject(Settings) private readonly settings: Settings,
    @Inject(ReceiveMail) private readonly receiveMail: ReceiveMail,
    @Inject(MailLimits) private readonly limits: MailLimits,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(Log) private readonly log: Log,
  ) {
    this.budget = new ByteBudget(limits.buffered);
    this.server = this.makeServer();
    this.server.on('error', (error: Error & { code?: string }) => {
      // Connections break all the time; the message may hold what the peer sent.
      this.log.debug({ message: 'a mail connection broke', code: error.code ?? error.name });
    });
  }

  /** The port that it listens on, once it does. */
  get port(): number {
    const address = this.server.server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  async onApplicationBootstrap(): Promise<void> {
    const { smtpPort, host } = this.settings.config.environment;
    const open = () =>
      new Promise<void>((resolve, reject) => {
        this.server.server.once('error', reject);
        this.server.listen(smtpPort, host, () => {
          this.server.server.off('error', reject);
          resolve();
        });
      });
    await listen(open, 'SMTP_PORT', smtpPort);
  }

  /** Stops taking in at once; a mail that is under way may still be finished. */
  async beforeApplicationShutdown(): Promise<void> {
    if (!this.server.server.listening) return;
    const closed = new Promise<void>((resolve) => this.server.close(resolve));
    for (const connection of this.server.connections) {
      if (!this.underWay.has(connection.id)) connection.send(421, 'Closing / Fermeture');
    }
    await closed;
  }

  private makeServer(): SMTPServer {
    const { hotline } = this.settings.config;
    return new SMTPServer({
      name: hotline.email.slice(hotline.email.lastIndexOf('@') + 1),
      banner: 'Vigil',
      logger: false,
      // No certificate is configured: STARTTLS is not offered, and nobody needs to sign in to ask for help. The last three
      // are jokes of old mail servers.
      disabledCommands: ['AUTH', 'STARTTLS', 'WIZ', 'SHELL', 'KILL'],
      authOptional: true,
      hideENHANCEDSTATUSCODES: false,
      disableReverseLookup: true,
      size: this.limits.read,
      maxClients: this.limits.connections,
      maxRecipients: this.limits.recipients,
      socketTimeout: this.limits.idleMs,
      closeTimeout: this.limits.closingMs,
      onMailFrom: (_address, _session, callback) => callback(this.budget.isFull ? this.counted(refusals.busy()) : null),
      onRcptTo: ({ address }, _session, callback) => {
        const refusal = isHotlineAddress(address, hotline.emails)
          ? null
          : this.counted(refusals.recipient(hotline.email));
        // Not at once: smtp-server 3.21 loses what a client pipelines behind a mail that it was told of synchronously.
        setImmediate(callback, refusal);
      },
      onData: (stream, session, callback) => {
        this.takeIn(stream, session).then(
          (answer) => callback(null, answer),
          (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))),
        );
      },
    });
  }

  /** Resolves with the answer to a mail that is stored; rejects with the refusal of one that is not. */
  private async takeIn(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<string> {
    const late = setTimeout(() => this.hangUp(session, refusals.tooSlow()), this.limits.mailMs);
    this.underWay.add(session.id);
    try {
      const mail = await collectMail(stream, this.limits, this.budget);
      try {
        return await this.store(mail.raw, mail.truncated, session);
      } finally {
        mail.release();
      }
    } catch (error) {
      if (!(error instanceof SmtpRefusal)) throw error;
      this.counted(error);
      if (error.responseCode === 552) this.hangUp(session, error);
      throw error;
    } finally {
      clearTimeout(late);
      this.underWay.delete(session.id);
    }
  }

  private async store(raw: Buffer, truncated: boolean, { envelope, id }: SMTPServerSession): Promise<string> {
    const sender = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
    try {
      const receipt = await this.receiveMail.receive({
        raw,
        truncated,
        sender: sender === '' ? null : sender,
        recipients: envelope.rcptTo.map(({ address }) => address),
      });
      if (receipt.outcome === 'conflict') throw new Error('another mail has the same id and hash');
      this.log.log({ message: 'mail stored', reportId: receipt.reportId, outcome: receipt.outcome, truncated });
      const kept = Math.floor(this.limits.kept / (1024 * 1024));
      return `Stored as ${receipt.reference}${truncated ? ` (the first ${kept} MB / les premiers ${kept} Mo)` : ''}`;
    } catch (error) {
      this.log.error({ message: 'mail not stored', session: id }, error instanceof Error ? error.stack : undefined);
      throw refusals.storeUnavailable();
    }
  }

  /** Answers in the middle of a mail and closes: waiting for its end would be what the sender wants. */
  private hangUp(session: SMTPServerSession, refusal: SmtpRefusal): void {
    for (const connection of this.server.connections) {
      if (connection.id !== session.id) continue;
      if (refusal.responseCode === 421) this.counted(refusal);
      connection.send(
        refusal.responseCode,
        refusal.message,
        refusal.responseCode === 552 ? 'MESSAGE_TOO_BIG' : 'CONNECTION_TIMEOUT',
      );
      connection.close();
    }
  }

  private counted(refusal: SmtpRefusal): SmtpRefusal {
    this.metrics.mailRefused.inc({ reason: refusal.reason });
    return refusal;
  }
}
