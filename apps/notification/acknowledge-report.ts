import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type EventOf, queues } from '#contracts';
import type { ChannelDecision, TextLanguage } from '#domain';
import { Handles, type Once } from '#queue';
import { Settings } from '#service';
import type { Tx } from '#store';
import { AnswerText } from './answer-text.js';
import {
  composeAcknowledgement,
  composeClosingAnswer,
  composeNeutralReceipt,
  type MessageTexts,
} from './compose-acknowledgement.js';
import { receiptCodeSlot } from './keyed-values.js';
import { isOwnAddress, mayAcknowledge, silenceFor } from './loop-guard.js';
import { addressReporter, describeDecision, loadReporter, type Reporter } from './reporter.js';
import {
  type DeliveryDraft,
  notificationActor,
  requestDeliveries,
  type RequestedDelivery,
  subjectOf,
} from './request-delivery.js';
import { SendDeliveries } from './send-deliveries.js';

/** Shown instead of the receipt code where the acknowledgement is kept for responders to read. */
const hiddenCode = '****-****-****-****';

/**
 * Answers a report once it has been triaged: its reference, its receipt code, and what to do now. Once for each report. Where it
 * came by text, that begins a conversation.
 */
@Injectable()
export class AcknowledgeReport {
  constructor(
    @Inject(Settings) private readonly settings: Settings,
    @Inject(SendDeliveries) private readonly sending: SendDeliveries,
    @Inject(AnswerText) private readonly answerText: AnswerText,
  ) {}

  @Handles(queues.notification, 'report.triaged')
  async onTriaged(event: EventOf<'report.triaged'>, once: Once): Promise<void> {
    const handled = await once((tx) => this.acknowledge(tx, event.data.reportId));
    if (handled.first) this.sending.start(handled.value);
  }

  private async acknowledge(tx: Tx, reportId: string): Promise<readonly RequestedDelivery[]> {
    const { hotline } = this.settings.config;
    const reporter = await loadReporter(tx, reportId);
    if (reporter === null) throw new Error('a report was announced as triaged before it was');
    const silence = silenceFor(reporter, hotline);
    if (silence !== null) {
      if (silence !== 'follow-up') await this.tellWithheld(tx, reporter, silence);
      return [];
    }
    const conversed = await this.answerText.answer(tx, reporter);
    if (conversed !== null) return conversed;
    const language = reporter.statedLanguage ?? reporter.verdict.language;
    const texts = await this.compose(tx, reporter, language);
    const messageId = await this.keepMessage(tx, reporter, language, texts);
    if (messageId === null) return [];
    const decision = await addressReporter(tx, reporter, 'receipt');
    if (decision.because === 'only-compromised') await this.tellWithheld(tx, reporter, decision.because);
    else if (decision.send.length > 0) await this.tellChosen(tx, reporter, decision);
    return requestDeliveries(tx, await this.drafts(tx, reporter, decision, messageId, texts));
  }

  private async compose(tx: Tx, reporter: Reporter, language: TextLanguage): Promise<MessageTexts> {
    const { config } = this.settings;
    if (reporter.disposition !== 'after-cutoff') return composeAcknowledgement(config, reporter, language);
    return composeClosingAnswer(config, { reference: reporter.reference, lastDay: await readLastDay(tx) }, language);
  }

  /** The row that makes an acknowledgement happen once; null when it has happened. */
  private async keepMessage(
    tx: Tx,
    reporter: Reporter,
    language: TextLanguage,
    texts: MessageTexts,
  ): Promise<string | null> {
    const [kept] = await tx.query<{ readonly id: string }>(
      `INSERT INTO message (id, incident_id, report_id, author_id, kind, language, text, created_at)
       VALUES ($1, $2, $3, NULL, 'acknowledgement', $4, $5, $6)
       ON CONFLICT (report_id) WHERE kind = 'acknowledgement' DO NOTHING RETURNING id`,
      [
        randomUUID(),
        reporter.incidentId,
        reporter.reportId,
        language === 'fr' ? 'fr' : 'en',
        texts.email.body.replaceAll(receiptCodeSlot, hiddenCode),
        tx.now,
      ],
    );
    return kept?.id ?? null;
  }

  private async drafts(
    tx: Tx,
    reporter: Reporter,
    decision: ChannelDecision,
    messageId: string,
    texts: MessageTexts,
  ): Promise<readonly DeliveryDraft[]> {
    const { config } = this.settings;
    const neutral = composeNeutralReceipt(config, reporter.statedLanguage ?? reporter.verdict.language);
    const drafts: DeliveryDraft[] = [];
    // In one order everywhere, so that two reports that lock the same addresses never wait for each other.
    for (const { kind, address, content } of decision.send.toSorted((a, b) => (a.address < b.address ? -1 : 1))) {
      if (isOwnAddress(address, config.hotline)) continue;
      if (!(await mayAcknowledge(tx, address, reporter.disposition === 'joined'))) {
        await this.tellWithheld(tx, reporter, 'too-many');
        continue;
      }
      const chosen = content === 'full' ? texts : neutral;
      drafts.push({
        purpose: 'acknowledgement',
        channel: kind,
        address,
        incidentId: reporter.incidentId,
        reportId: reporter.reportId,
        content,
        ...(content === 'full' && { messageId }),
        ...(kind === 'email'
          ? { ...chosen.email, inReplyTo: reporter.channel === 'email' ? reporter.mailId : null }
          : { body: chosen.sms }),
      });
    }
    return drafts;
  }

  private async tellChosen(tx: Tx, reporter: Reporter, decision: ChannelDecision): Promise<void> {
    const subject = subjectOf(reporter);
    if (subject === null) return;
    const data = { purpose: 'receipt', reportId: reporter.reportId, ...describeDecision(decision) };
    tx.append({ ...subject, actor: notificationActor, type: 'channel.chosen', data });
  }

  private async tellWithheld(tx: Tx, reporter: Reporter, because: string): Promise<void> {
    const subject = subjectOf(reporter);
    if (subject === null) return;
    const data = { reportId: reporter.reportId, because };
    tx.append({ ...subject, actor: notificationActor, type: 'acknowledgement.withheld', data });
  }
}

/** The last day on which the hotline answered, as people write it, in the zone of the election that ended last. */
async function readLastDay(tx: Tx): Promise<{ readonly en: string; readonly fr: string }> {
  const [last] = await tx.query<{ readonly closes_at: Date; readonly zone: string }>(
    'SELECT closes_at, zone FROM election ORDER BY closes_at DESC LIMIT 1',
  );
  if (last === undefined) throw new Error('there is no election');
  const moment = new Date(last.closes_at.getTime() - 1);
  const written = (locale: string) =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: last.zone }).format(moment);
  return { en: written('en-CA'), fr: written('fr-CA') };
}
