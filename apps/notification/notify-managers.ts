import { Inject, Injectable } from '@nestjs/common';
import { describeNotice, renderMessage, runbookLink } from '#config';
import { type EventOf, queues } from '#contracts';
import { type NoticeKind, tellAgainMs } from '#domain';
import { Handles, type Once } from '#queue';
import { dutyAt, ReadWatch, Settings, Sweeps } from '#service';
import { Clock, Database, type Tx } from '#store';
import { ownAddress } from './own-address.js';
import { type DeliveryDraft, requestDeliveries, type RequestedDelivery } from './request-delivery.js';
import { SendDeliveries } from './send-deliveries.js';

/** Urgent notices that one sweep tells again; the next one finds the rest. */
const atOnce = 20;

interface NoticeRow {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly is_urgent: boolean;
}

interface ReceiverRow {
  readonly language: 'en' | 'fr';
  readonly phone: string | null;
  readonly email: string | null;
}

/**
 * Tells every manager, by text and by mail, what the service cannot mend itself. What is urgent is told to those on duty too, and
 * then to everyone on the watch, again and again, until somebody sees to it, its cause is gone, or it is accepted.
 */
@Injectable()
export class NotifyManagers {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ReadWatch) private readonly watch: ReadWatch,
    @Inject(Settings) private readonly settings: Settings,
    @Inject(SendDeliveries) private readonly sending: SendDeliveries,
  ) {}

  @Handles(queues.notification, 'notice.raised')
  async onRaised(event: EventOf<'notice.raised'>, once: Once): Promise<void> {
    const handled = await once((tx) => this.notify(tx, event.data.noticeId));
    if (handled.first) this.sending.start(handled.value);
  }

  @Sweeps({ everyMs: 5_000 })
  async tellAgain(): Promise<void> {
    const due: unknown[] = await this.database.source.query('SELECT 1 FROM notice WHERE again_at <= $1 LIMIT 1', [
      this.clock.now(),
    ]);
    if (due.length > 0) this.sending.start(await this.database.transaction((tx) => this.tellDue(tx)));
  }

  private async notify(tx: Tx, noticeId: string): Promise<readonly RequestedDelivery[]> {
    const [notice] = await tx.query<NoticeRow>(
      'SELECT id, kind, facts, finding_id IS NOT NULL AS is_urgent FROM notice WHERE id = $1',
      [noticeId],
    );
    if (notice === undefined) return [];
    return this.tell(tx, notice, notice.is_urgent ? await this.onDuty(tx) : []);
  }

  private async tellDue(tx: Tx): Promise<readonly RequestedDelivery[]> {
    const due = await tx.query<NoticeRow & { readonly told_times: number; readonly stands: boolean }>(
      `SELECT n.id, n.kind, n.facts, true AS is_urgent, n.told_times,
         f.cleared_at IS NULL AND f.accepted_at IS NULL AS stands
       FROM notice n JOIN finding f ON f.id = n.finding_id
       WHERE n.again_at <= $1 ORDER BY n.again_at LIMIT ${atOnce} FOR NO KEY UPDATE OF n SKIP LOCKED`,
      [tx.now],
    );
    const told: RequestedDelivery[] = [];
    for (const notice of due) {
      const times = notice.told_times + (notice.stands ? 1 : 0);
      const again = notice.stands ? new Date(tx.now.getTime() + tellAgainMs(times)) : null;
      await tx.query('UPDATE notice SET told_times = $2, again_at = $3 WHERE id = $1', [notice.id, times, again]);
      if (notice.stands) told.push(...(await this.tell(tx, notice, await this.everyone(tx))));
    }
    return told;
  }

  private async onDuty(tx: Tx): Promise<readonly string[]> {
    const watch = await this.watch.at(tx);
    const duty = dutyAt(watch, tx.now);
    return [...watch.schedules.keys()].flatMap((schedule) => duty.onDuty(schedule));
  }

  private async everyone(tx: Tx): Promise<readonly string[]> {
    return (await this.watch.at(tx)).people.map(({ key }) => key);
  }

  /** `others`: keys of those who are told besides the managers. */
  private async tell(tx: Tx, notice: NoticeRow, others: readonly string[]): Promise<readonly RequestedDelivery[]> {
    const receivers = await tx.query<ReceiverRow>(
      `SELECT language, ${ownAddress('u', 'sms')} AS phone, ${ownAddress('u', 'email')} AS email FROM user_account u
       WHERE active AND (role = 'manager' OR key = ANY($1)) ORDER BY key`,
      [others],
    );
    return requestDeliveries(
      tx,
      receivers.flatMap((receiver) => this.drafts(notice, receiver)),
    );
  }

  private drafts(
    { id: noticeId, kind, facts, is_urgent: isUrgent }: NoticeRow,
    { language, phone, email }: ReceiverRow,
  ): DeliveryDraft[] {
    const messages = this.settings.config.messages[language];
    const what = describeNotice(messages, kind, facts);
    const runbook = runbookLink(this.settings.config, kind);
    const values = { what, runbook, console: `${this.settings.config.environment.publicUrl}/console/watch` };
    const common = { purpose: 'notice', noticeId } as const;
    return [
      ...(phone === null
        ? []
        : [
            {
              ...common,
              channel: 'sms' as const,
              address: phone,
              body: renderMessage(messages, isUrgent ? 'urgent-notice-sms' : 'notice-sms', values),
            },
          ]),
      ...(email === null
        ? []
        : [
            {
              ...common,
              channel: 'email' as const,
              address: email,
              subject: renderMessage(messages, 'notice-email-subject', {}),
              body: renderMessage(messages, isUrgent ? 'urgent-notice-email-body' : 'notice-email-body', values),
            },
          ]),
    ];
  }
}
