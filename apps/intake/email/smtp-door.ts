import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { listen, Log, Metrics, Settings, StartError, Sweeps } from '#service';
import { Clock } from '#store';
import { ByteBudget } from './byte-budget.js';
import { type Certificate, readCertificate, versionOf } from './certificate.js';
import { collectMail } from './collect-mail.js';
import { IntakeLedger } from '../intake-ledger.js';
import { MailLimits } from './mail-limits.js';
import { type ArrivedMail, ReceiveMail } from './receive-mail.js';
import { isTakenAddress } from './recognise-recipient.js';
import { refusals, SmtpRefusal } from './smtp-refusal.js';
import { SourceLimits } from './source-limits.js';
import { networkList, networkOf } from '../source-network.js';

/** What the ledger calls this door. */
const source = 'smtp';

/**
 * The hotline's SMTP listener (RFC 5321). A mail is answered 250 only once it is stored; while it cannot be stored the sender
 * is told to try again. It takes mail for the hotline's own addresses alone and relays nothing.
 */
@Injectable()
export class SmtpDoor implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly server: SMTPServer;
  private readonly budget: ByteBudget;
  private readonly sources: SourceLimits;
  private readonly isRelay: (address: string) => boolean;
  private certificate: Certificate | null = null;
  /** Sessions whose mail is under way. */
  private readonly underWay = new Set<string>();

  constructor(
    @Inject(Settings) private readonly settings: Settings,
    @Inject(ReceiveMail) private readonly receiveMail: ReceiveMail,
    @Inject(MailLimits) private readonly limits: MailLimits,
    @Inject(IntakeLedger) private readonly ledger: IntakeLedger,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(Log) private readonly log: Log,
  ) {
    const { smtp } = settings.config.mail;
    this.budget = new ByteBudget(limits.buffered);
    this.sources = new SourceLimits(smtp.mailsPerMinutePerSource);
    this.isRelay = networkList(smtp.relays);
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
    const { smtpPort, host, smtpTls } = this.settings.config.environment;
    if (smtpTls !== null) {
      this.use(
        await readCertificate(smtpTls).catch((error: unknown) => {
          const why = error instanceof Error ? error.message : String(error);
          throw new StartError(`SMTP_TLS_KEY_FILE and SMTP_TLS_CERT_FILE cannot be used: ${why}`);
        }),
      );
    }
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

  /** A renewed certificate serves the next connection; one that cannot be used changes nothing. */
  @Sweeps({ everyMs: 30_000 })
  async renewCertificate(): Promise<void> {
    const { smtpTls } = this.settings.config.environment;
    if (smtpTls === null || (await versionOf(smtpTls)) === this.certificate?.version) return;
    this.use(await readCertificate(smtpTls));
    this.log.log({ message: 'the mail door uses a new certificate' });
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
    const { hotline, environment } = this.settings.config;
    return new SMTPServer({
      name: hotline.email.slice(hotline.email.lastIndexOf('@') + 1),
      banner: 'Vigil',
      logger: false,
      // Nobody needs to sign in to ask for help, or to encrypt: a server that cannot is heard all the same. The last three are
      // jokes of old mail servers.
      disabledCommands: ['AUTH', ...(environment.smtpTls === null ? ['STARTTLS'] : []), 'WIZ', 'SHELL', 'KILL'],
      minVersion: 'TLSv1.2',
      authOptional: true,
      hideENHANCEDSTATUSCODES: false,
      disableReverseLookup: true,
      size: this.limits.read,
      maxClients: this.limits.connections,
      maxRecipients: this.limits.recipients,
      socketTimeout: this.limits.idleMs,
      closeTimeout: this.limits.closingMs,
      onConnect: (session, callback) => callback(this.refuseConnection(session)),
      onMailFrom: (_address, session, callback) => callback(this.refuseMail(session)),
      onRcptTo: ({ address }, _session, callback) => {
        const refusal = isTakenAddress(address, hotline.emails)
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

  private use(certificate: Certificate): void {
    this.certificate = certificate;
    this.server.updateSecureContext({ key: certificate.key, cert: certificate.cert });
  }

  /** One network has so many connections at once, so that the rest are there for the others. */
  private refuseConnection({ remoteAddress }: SMTPServerSession): SmtpRefusal | null {
    if (this.isRelay(remoteAddress)) return null;
    const network = networkOf(remoteAddress);
    const open = [...this.server.connections].filter((connection) => networkOf(connection.remoteAddress) === network);
    const { connectionsPerSource } = this.settings.config.mail.smtp;
    return open.length > connectionsPerSource ? this.counted(refusals.sourceConnections()) : null;
  }

  private refuseMail({ remoteAddress }: SMTPServerSession): SmtpRefusal | null {
    if (this.budget.isFull) return this.counted(refusals.busy());
    if (this.isRelay(remoteAddress)) return null;
    const isAllowed = this.sources.takeMail(networkOf(remoteAddress), this.clock.now());
    return isAllowed ? null : this.counted(refusals.sourceMails());
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

  private async store(raw: Buffer, truncated: boolean, session: SMTPServerSession): Promise<string> {
    const { envelope, id } = session;
    const sender = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
    try {
      const receipt = await this.receiveMail.receive({
        raw,
        truncated,
        sender: sender === '' ? null : sender,
        recipients: envelope.rcptTo.map(({ address }) => address),
        ...this.cameFrom(session),
      });
      if (receipt.outcome === 'received') this.ledger.count(source, receipt.receivedAt, 'came');
      else this.ledger.count(source, this.clock.now(), 'came', 'repeated');
      this.log.log({ message: 'mail stored', reportId: receipt.reportId, outcome: receipt.outcome, truncated });
      const kept = Math.floor(this.limits.kept / (1024 * 1024));
      return `Stored as ${receipt.reference}${truncated ? ` (the first ${kept} MB / les premiers ${kept} Mo)` : ''}`;
    } catch (error) {
      this.log.error({ message: 'mail not stored', session: id }, error instanceof Error ? error.stack : undefined);
      throw refusals.storeUnavailable();
    }
  }

  /** What the connection itself tells. Behind a relay of our own, the far end is the relay. */
  private cameFrom(session: SMTPServerSession): Pick<ArrivedMail, 'network' | 'arrival'> {
    const { remoteAddress, hostNameAppearsAs, tlsOptions } = session;
    const isRelayed = this.isRelay(remoteAddress);
    const { host } = this.settings.config.environment;
    return {
      network: isRelayed ? null : networkOf(remoteAddress),
      arrival: {
        via: 'smtp',
        remoteAddress: isRelayed ? null : remoteAddress,
        helo: isRelayed || !hostNameAppearsAs ? null : hostNameAppearsAs.replace(/\p{Cc}/gu, '').slice(0, 255),
        tls: cipherOf(tlsOptions),
        at: `${host}:${this.port}`,
      },
    };
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
    this.ledger.count(source, this.clock.now(), 'refused');
    return refusal;
  }
}

/** `TLSv1.3 TLS_AES_256_GCM_SHA384`; null for a plain connection. */
function cipherOf(tls: SMTPServerSession['tlsOptions']): string | null {
  if (typeof tls !== 'object' || tls === null) return null;
  const { version, name, standardName } = tls;
  return [version, standardName || name].filter(Boolean).join(' ') || null;
}
