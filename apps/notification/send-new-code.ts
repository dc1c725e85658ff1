import { Inject, Injectable } from '@nestjs/common';
import { renderMessage } from '#config';
import { type EventOf, queues } from '#contracts';
import { mask, mayRenewReceipt, normalizeAddress } from '#domain';
import { Handles, type Once } from '#queue';
import { decideFor, loadReporter, readReporterTrust, type Reporter, Settings } from '#service';
import type { ReceiptRenewal, Tx } from '#store';
import { followUpUrl } from './follow-up-url.js';
import { renewedCodeSlot } from './keyed-values.js';
import { notificationActor, requestDeliveries, type RequestedDelivery } from './request-delivery.js';
import { SendDeliveries } from './send-deliveries.js';

/**
 * Somebody has lost the code of a receipt. A new one goes to an address that was verified, if the gate would send a responder's
 * message there; nowhere else, for a code opens the whole conversation. Otherwise the incident tells that it was asked for. Of a
 * report that does not exist nothing happens.
 */
@Injectable()
export class SendNewCode {
  constructor(
    @Inject(Settings) private readonly settings: Settings,
    @Inject(SendDeliveries) private readonly sending: SendDeliveries,
  ) {}

  @Handles(queues.notification, 'reporter.lost-code')
  async onLost(event: EventOf<'reporter.lost-code'>, once: Once): Promise<void> {
    const handled = await once((tx) => this.send(tx, event.data.requestId));
    if (handled.first) this.sending.start(handled.value);
  }

  private async send(tx: Tx, requestId: string): Promise<readonly RequestedDelivery[]> {
    const [report] = await tx.query<{ id: string }>(
      'SELECT r.id FROM code_request c JOIN report r ON r.reference = c.reference WHERE c.id = $1',
      [requestId],
    );
    const reporter = report === undefined ? null : await loadReporter(tx, report.id);
    if (reporter === null || reporter.incidentId === null) return [];
    // One after the other, so that two cannot send the same number.
    await tx.query('SELECT 1 FROM incident WHERE id = $1 FOR NO KEY UPDATE', [reporter.incidentId]);
    const address = await verifiedAddress(tx, reporter);
    const sent = await tx.query<Pick<ReceiptRenewal, 'number' | 'sentAt'>>(
      'SELECT number, sent_at AS "sentAt" FROM receipt_renewal WHERE report_id = $1 ORDER BY number',
      [reporter.reportId],
    );
    const times = sent.map(({ sentAt }) => sentAt);
    if (address === null || !mayRenewReceipt(times, tx.now)) return this.tellOnly(tx, reporter, reporter.incidentId);
    const number = (sent.at(-1)?.number ?? 0) + 1;
    await tx.query('INSERT INTO receipt_renewal (report_id, number, sent_at) VALUES ($1, $2, $3)', [
      reporter.reportId,
      number,
      tx.now,
    ]);
    tell(tx, reporter.incidentId, { outcome: 'sent', to: mask(address.address) });
    return requestDeliveries(tx, [this.draft(reporter, address, number)]);
  }

  private draft(reporter: Reporter, { kind: channel, address }: Found, number: number) {
    const { messages, hotline, environment } = this.settings.config;
    const language = reporter.statedLanguage ?? (reporter.verdict.language === 'fr' ? 'fr' : 'en');
    const { reportId, incidentId, reference } = reporter;
    const common = { purpose: 'verification', channel, address, incidentId, reportId } as const;
    const values = {
      reference,
      receiptCode: renewedCodeSlot(number),
      followUpUrl: followUpUrl(environment.publicUrl, language),
      hotlinePhone: hotline.phone,
    };
    if (channel === 'sms') return { ...common, body: renderMessage(messages[language], 'new-code-sms', values) };
    return {
      ...common,
      subject: renderMessage(messages[language], 'new-code-email-subject', {}),
      body: renderMessage(messages[language], 'new-code-email-body', { ...values, hotline: hotline.name[language] }),
    };
  }

  /** Once a day: whoever knows a reference can ask as often as they like, and nobody is to be drowned by it. */
  private async tellOnly(tx: Tx, { reportId }: Reporter, incidentId: string): Promise<readonly RequestedDelivery[]> {
    const [told] = await tx.query(
      `SELECT 1 FROM timeline_entry WHERE subject_id = $1 AND type = 'reporter.lost-code' AND data ->> 'reportId' = $2 AND at > $3 LIMIT 1`,
      [incidentId, reportId, new Date(tx.now.getTime() - 86_400_000)],
    );
    if (told === undefined) tell(tx, incidentId, { outcome: 'nobody', reportId });
    return [];
  }
}

interface Found {
  readonly kind: 'email' | 'sms';
  readonly address: string;
}

/** Where the gate would send a responder's message, if it had been made sure before whose that is. */
async function verifiedAddress(tx: Tx, reporter: Reporter): Promise<Found | null> {
  const trust = await readReporterTrust(tx, reporter);
  const chosen = decideFor(trust, reporter, 'message').send.find(({ content }) => content === 'full');
  if (chosen === undefined) return null;
  const known = trust.addresses.filter((one) => normalizeAddress(one.address) === chosen.address);
  return known.some(({ verified }) => verified) ? chosen : null;
}

function tell(tx: Tx, incidentId: string, data: Readonly<Record<string, unknown>>): void {
  tx.append({ subject: 'incident', id: incidentId, actor: notificationActor, type: 'reporter.lost-code', data });
  tx.emit('reporter.asked-for-code', { incidentId });
}
