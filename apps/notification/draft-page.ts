import { Inject, Injectable } from '@nestjs/common';
import { renderMessage } from '#config';
import { spell } from '#domain';
import { Secrets, Settings } from '#service';
import type { Delivery } from '#store';
import { composePage, composePages } from './compose-page.js';
import { pageLink } from './keyed-values.js';
import type { PageFacts, PageMethod } from './page-facts.js';
import type { DeliveryDraft } from './request-delivery.js';

export interface Way {
  readonly method: PageMethod;
  readonly carrier?: Delivery['carrier'];
  readonly afterMs?: number;
}

/** Writes a page in the words that each way to its person takes: a text, a mail, a call. */
@Injectable()
export class DraftPage {
  constructor(
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Secrets) private readonly secrets: Secrets,
  ) {}

  drafts(page: PageFacts, ways: readonly Way[]): readonly DeliveryDraft[] {
    const { messages, environment } = this.settings.config;
    const words = messages[page.language];
    const linkLength = pageLink(this.secrets, environment.publicUrl, page.pageId).length;
    const alone = composePage(words, { ...page, openedAt: this.written(page) }, linkLength);
    const { waiting } = page;
    const link = `${environment.publicUrl}/console/`;
    const texts = waiting === null ? alone : composePages(words, { name: page.name, link, ...waiting });
    const { pageId, incidentId } = page;
    return ways.map(({ method, carrier = 'first', afterMs = 0 }) => {
      const { id: methodId, kind: channel, address } = method;
      const common = { purpose: 'page', incidentId, pageId, channel, address, methodId, carrier, afterMs } as const;
      if (channel === 'email') return { ...common, ...texts.email };
      if (channel === 'sms') return { ...common, body: texts.sms };
      if (channel === 'push') return { ...common, ...texts.push };
      const severity = words.severities[page.severity];
      const spoken = { name: page.name, severity, kind: alone.kind, reference: spell(page.reference) };
      return {
        ...common,
        body:
          waiting === null
            ? renderMessage(words, 'page-voice', spoken)
            : renderMessage(words, 'pages-voice', { ...spoken, count: waiting.count }),
      };
    });
  }

  private written({ openedAt, language }: PageFacts): string {
    const format = {
      dateStyle: 'long',
      timeStyle: 'long',
      timeZone: this.settings.config.elections[0]?.zone ?? 'UTC',
    } as const;
    return new Intl.DateTimeFormat(language === 'fr' ? 'fr-CA' : 'en-CA', format).format(openedAt);
  }
}
