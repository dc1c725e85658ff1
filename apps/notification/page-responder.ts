import { Inject, Injectable } from '@nestjs/common';
import { type EventOf, queues } from '#contracts';
import { Handles, type Once } from '#queue';
import { Secrets, Settings } from '#service';
import type { Page, Tx, UserAccount } from '#store';
import { composePage, type PageFacts } from './compose-page.js';
import { pageLink } from './keyed-values.js';
import { requestDeliveries, type RequestedDelivery } from './request-delivery.js';
import { SendDeliveries } from './send-deliveries.js';

type Row = Omit<PageFacts, 'openedAt'> &
  Pick<UserAccount, 'language' | 'phone' | 'email'> & {
    readonly incidentId: string;
    readonly state: Page['state'];
    readonly openedAt: Date;
  };

/** Wakes one responder: by text and by mail at once, since either may fail. */
@Injectable()
export class PageResponder {
  constructor(
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Secrets) private readonly secrets: Secrets,
    @Inject(SendDeliveries) private readonly sending: SendDeliveries,
  ) {}

  @Handles(queues.notification, 'page.requested')
  async onRequested(event: EventOf<'page.requested'>, once: Once): Promise<void> {
    const handled = await once((tx) => this.page(tx, event.data.pageId));
    if (handled.first) this.sending.start(handled.value);
  }

  private async page(tx: Tx, pageId: string): Promise<readonly RequestedDelivery[]> {
    const [row] = await tx.query<Row>(
      `SELECT p.incident_id AS "incidentId", p.state, p.code, u.name, u.language, u.phone, u.email, i.reference, i.severity,
         i.category, i.opened_at AS "openedAt"
       FROM page p JOIN user_account u ON u.id = p.user_id JOIN incident i ON i.id = p.incident_id WHERE p.id = $1`,
      [pageId],
    );
    // Taken while the event travelled: nobody needs waking.
    if (row === undefined || row.state !== 'open') return [];
    const { messages, environment } = this.settings.config;
    const linkLength = pageLink(this.secrets, environment.publicUrl, pageId).length;
    const texts = composePage(messages[row.language], { ...row, openedAt: this.written(row) }, linkLength);
    const common = { purpose: 'page', incidentId: row.incidentId, pageId } as const;
    return requestDeliveries(tx, [
      ...(row.phone === null ? [] : [{ ...common, channel: 'sms' as const, address: row.phone, body: texts.sms }]),
      ...(row.email === null ? [] : [{ ...common, channel: 'email' as const, address: row.email, ...texts.email }]),
    ]);
  }

  private written({ openedAt, language }: Pick<Row, 'openedAt' | 'language'>): string {
    const format = {
      dateStyle: 'long',
      timeStyle: 'long',
      timeZone: this.settings.config.elections[0]?.zone ?? 'UTC',
    } as const;
    return new Intl.DateTimeFormat(language === 'fr' ? 'fr-CA' : 'en-CA', format).format(openedAt);
  }
}
