import { kindName, type Messages, renderMessage } from '#config';
import type { Severity } from '#domain';
import { pageLinkSlot } from './keyed-values.js';

export interface PageWords {
  readonly name: string;
  readonly code: string;
  readonly reference: string;
  readonly severity: Severity;
  readonly category: string;
  /** When the incident was opened, as people write it. */
  readonly openedAt: string;
}

export interface PageTexts {
  /** The kind of incident in words. */
  readonly kind: string;
  readonly sms: string;
  readonly email: { readonly subject: string; readonly body: string };
  /** What shows on a browser's screen; the last line is where a tap leads. */
  readonly push: { readonly subject: string; readonly body: string };
}

export interface PagesWords {
  readonly name: string;
  readonly count: number;
  /** The most severe first; not all need be named. */
  readonly pages: readonly Pick<PageWords, 'code' | 'reference' | 'severity' | 'category'>[];
  /** The console, where all of them are. */
  readonly link: string;
}

/** What fits in one text of the GSM 7-bit alphabet. */
export const longestPage = 160;

/**
 * A page, with a slot for its link. Nothing in it is in the reporter's words: it wakes, and it shows on a locked screen.
 * Where the link is long, the name of the kind of incident gives way, so that the page stays one text.
 */
export function composePage(messages: Messages, page: PageWords, linkLength: number): PageTexts {
  const severity = messages.severities[page.severity];
  const kind = kindName(messages, page.category);
  const { reference, code } = page;
  const values = { reference, code, severity, link: pageLinkSlot };
  const sms = (shownKind: string) => renderMessage(messages, 'page-sms', { ...values, kind: shownKind });
  const excess = sms(kind).length - pageLinkSlot.length + linkLength - longestPage;
  return {
    kind,
    sms: excess <= 0 ? sms(kind) : sms(`${kind.slice(0, Math.max(0, kind.length - excess - 1)).trimEnd()}.`),
    email: {
      subject: renderMessage(messages, 'page-email-subject', { reference, code, severity, kind }),
      body: renderMessage(messages, 'page-email-body', { ...values, kind, name: page.name, openedAt: page.openedAt }),
    },
    push: {
      subject: renderMessage(messages, 'page-push-title', { severity, kind }),
      body: `${renderMessage(messages, 'page-push-body', { reference, code })}\n${pageLinkSlot}`,
    },
  };
}

/** Several pages in one message: a text names as many as it has room for. */
export function composePages(messages: Messages, { name, count, pages, link }: PagesWords): Omit<PageTexts, 'kind'> {
  const sms = (named: number) => {
    const list = pages
      .slice(0, named)
      .map((page) => `${messages.severities[page.severity]} ${page.reference} ${page.code}`);
    return renderMessage(messages, 'pages-sms', { count, list: list.join('; '), link });
  };
  const named = pages.findLastIndex((_, place) => sms(place + 1).length <= longestPage) + 1;
  const lines = pages.map(
    ({ severity, category, reference, code }) =>
      `${messages.severities[severity]} · ${kindName(messages, category)} · ${reference} · ACK ${code}`,
  );
  return {
    sms: sms(Math.max(1, named)),
    email: {
      subject: renderMessage(messages, 'pages-email-subject', { count }),
      body: renderMessage(messages, 'pages-email-body', { name, count, list: lines.join('\n'), link }),
    },
    push: { subject: renderMessage(messages, 'pages-email-subject', { count }), body: `\n${link}` },
  };
}
