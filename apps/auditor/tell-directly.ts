import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { describeNotice, renderMessage, runbookLink } from '#config';
import { Courier, type Envelope } from '#courier';
import type { NoticeKind } from '#domain';
import { Log, Settings, Sweeps } from '#service';
import { Clock } from '#store';
import { AuditStore } from './audit-store.js';

/** A notice that no carrier has taken so long after it was raised goes out directly, in milliseconds. */
const patienceMs = 60_000;
/** Older ones are history: whoever starts the hotline after a day is not woken for yesterday's. */
const recentMs = 86_400_000;
const atOnce = 20;

interface NoticeRow {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly facts: Readonly<Record<string, string | number>>;
}

export interface ManagerLine {
  readonly language: 'en' | 'fr';
  readonly phone: string | null;
  readonly email: string | null;
}

/**
 * The way to the managers that uses neither outbox, queue nor worker: a notice about those would wait in them for ever. It goes
 * from here straight to the carrier. Twice told is better than not at all, so a copy that dies in between tells again.
 */
@Injectable()
export class TellDirectly {
  constructor(
    @Inject(AuditStore) private readonly store: AuditStore,
    @Inject(Courier) private readonly courier: Courier,
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) private readonly log: Log,
  ) {}

  @Sweeps({ everyMs: 10_000 })
  async tell(): Promise<void> {
    await this.store.open();
    const waiting = await this.claim();
    if (waiting.length === 0) return;
    const managers = await this.store.database.transaction((tx) =>
      tx.query<ManagerLine>(
        `SELECT language, phone, email FROM user_account WHERE active AND role = 'manager' ORDER BY key`,
      ),
    );
    for (const { id, kind, facts } of waiting) {
      const taken = await this.send(managers, kind, facts);
      this.log.warn({ message: 'a notice had not gone out and was sent directly', kind, taken });
      if (taken === 0) await this.unclaim(id);
    }
  }

  /** Returns how many messages a carrier took. */
  async send(
    managers: readonly ManagerLine[],
    kind: NoticeKind,
    facts: Readonly<Record<string, string | number>>,
  ): Promise<number> {
    const envelopes = managers.flatMap((manager) => this.envelopes(manager, kind, facts));
    const outcomes = await Promise.all(envelopes.map((envelope) => this.courier.send(envelope)));
    return outcomes.filter(({ outcome }) => outcome === 'accepted').length;
  }

  /** Several copies share the work: each notice is one copy's to tell. */
  private async claim(): Promise<readonly NoticeRow[]> {
    const now = this.clock.now();
    return this.store.database.transaction((tx) =>
      tx.query<NoticeRow>(
        `UPDATE notice SET told_directly_at = $1 WHERE id IN (
           SELECT id FROM notice n WHERE raised_at BETWEEN $2 AND $3 AND told_directly_at IS NULL AND NOT EXISTS (
             SELECT FROM delivery d WHERE d.notice_id = n.id AND d.state IN ('accepted', 'sent', 'delivered'))
           ORDER BY raised_at LIMIT ${atOnce} FOR NO KEY UPDATE SKIP LOCKED)
         RETURNING id, kind, facts`,
        [now, new Date(now.getTime() - recentMs), new Date(now.getTime() - patienceMs)],
      ),
    );
  }

  private async unclaim(id: string): Promise<void> {
    await this.store.database.transaction((tx) =>
      tx.query('UPDATE notice SET told_directly_at = NULL WHERE id = $1', [id]),
    );
  }

  private envelopes(
    { language, phone, email }: ManagerLine,
    kind: NoticeKind,
    facts: Readonly<Record<string, string | number>>,
  ): readonly Envelope[] {
    const { config } = this.settings;
    const messages = config.messages[language];
    const values = { what: describeNotice(messages, kind, facts), runbook: runbookLink(config, kind) };
    const common = { inReplyTo: null, automatic: true } as const;
    const text = {
      ...common,
      channel: 'sms',
      subject: null,
      body: renderMessage(messages, 'notice-sms', values),
    } as const;
    const subject = renderMessage(messages, 'notice-email-subject', {});
    const mail = {
      ...common,
      channel: 'email',
      subject,
      body: renderMessage(messages, 'notice-email-body', values),
    } as const;
    return [
      ...(phone === null ? [] : [{ ...text, deliveryId: randomUUID(), address: phone }]),
      ...(email === null ? [] : [{ ...mail, deliveryId: randomUUID(), address: email }]),
    ];
  }
}
