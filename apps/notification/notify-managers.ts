import { Inject, Injectable } from '@nestjs/common';
import { describeNotice, renderMessage, runbookLink } from '#config';
import { type EventOf, queues } from '#contracts';
import type { NoticeKind } from '#domain';
import { Handles, type Once } from '#queue';
import { Settings } from '#service';
import type { Tx } from '#store';
import { type DeliveryDraft, requestDeliveries, type RequestedDelivery } from './request-delivery.js';
import { SendDeliveries } from './send-deliveries.js';

interface NoticeRow {
  readonly kind: NoticeKind;
  readonly facts: Readonly<Record<string, string | number>>;
}

interface ManagerRow {
  readonly language: 'en' | 'fr';
  readonly phone: string | null;
  readonly email: string | null;
}

/** Tells every manager, by text and by mail, what the service cannot mend itself. */
@Injectable()
export class NotifyManagers {
  constructor(
    @Inject(Settings) private readonly settings: Settings,
    @Inject(SendDeliveries) private readonly sending: SendDeliveries,
  ) {}

  @Handles(queues.notification, 'notice.raised')
  async onRaised(event: EventOf<'notice.raised'>, once: Once): Promise<void> {
    const handled = await once((tx) => this.notify(tx, event.data.noticeId));
    if (handled.first) this.sending.start(handled.value);
  }

  private async notify(tx: Tx, noticeId: string): Promise<readonly RequestedDelivery[]> {
    const [notice] = await tx.query<NoticeRow>('SELECT kind, facts FROM notice WHERE id = $1', [noticeId]);
    if (notice === undefined) return [];
    const managers = await tx.query<ManagerRow>(
      `SELECT language, phone, email FROM user_account WHERE active AND role = 'manager' ORDER BY key`,
    );
    return requestDeliveries(
      tx,
      managers.flatMap((manager) => this.drafts(noticeId, notice, manager)),
    );
  }

  private drafts(
    noticeId: string,
    { kind, facts }: NoticeRow,
    { language, phone, email }: ManagerRow,
  ): DeliveryDraft[] {
    const messages = this.settings.config.messages[language];
    const what = describeNotice(messages, kind, facts);
    const runbook = runbookLink(this.settings.config, kind);
    const common = { purpose: 'notice', noticeId } as const;
    return [
      ...(phone === null
        ? []
        : [
            {
              ...common,
              channel: 'sms' as const,
              address: phone,
              body: renderMessage(messages, 'notice-sms', { what, runbook }),
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
              body: renderMessage(messages, 'notice-email-body', { what, runbook }),
            },
          ]),
    ];
  }
}
