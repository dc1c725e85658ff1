import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { renderMessage } from '#config';
import {
  type Answer,
  type Conversation,
  converse,
  hasOwnNumber,
  type Heard,
  type IncidentState,
  readKeyword,
} from '#domain';
import { hasCarrierAnswered, mediaCountOf, Secrets, Settings, textBodyOf } from '#service';
import type { Tx } from '#store';
import { composeNeutralReceipt } from './compose-acknowledgement.js';
import { composeAnswer } from './compose-answer.js';
import { lockConversation, mayText, saveConversation, type StoredConversation } from './conversation-rows.js';
import { enterTextedCode } from './enter-texted-code.js';
import { followUpUrl } from './follow-up-url.js';
import { heedAnswer } from './heed-answer.js';
import { receiptCodeSlot } from './keyed-values.js';
import { addressReporter, loadReporter, type Reporter } from './reporter.js';
import {
  type DeliveryDraft,
  notificationActor,
  requestDeliveries,
  type RequestedDelivery,
} from './request-delivery.js';

/** Shown instead of the receipt code where an answer is kept for responders to read. */
const hiddenCode = '****-****-****-****';

/** Between two texts of one answer, so that a phone shows them in their order, in milliseconds. */
const betweenTextsMs = 2_000;

interface Words {
  readonly kind: Answer['kind'];
  readonly text: string;
  readonly messageId: string;
}

/**
 * The conversation by text: hears what triage has judged, and texts back. Everything it does to its report happens in the
 * transaction in which the event counts as handled, so that a text is heard once, whatever is repeated and whatever dies.
 */
@Injectable()
export class AnswerText {
  constructor(
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Secrets) private readonly secrets: Secrets,
  ) {}

  /** Null when it is for others to answer: no text, a hidden number, or a number that the gate sends nothing with content to. */
  async answer(tx: Tx, reporter: Reporter): Promise<readonly RequestedDelivery[] | null> {
    const { channel, sender, disposition } = reporter;
    if (channel !== 'sms' || disposition === 'after-cutoff' || !hasOwnNumber(sender)) return null;
    const before = await lockConversation(tx, sender);
    const { heard, isAnsweredByCarrier } = await this.hear(tx, reporter);
    if (heard.keyword?.kind === 'stop' || heard.keyword?.kind === 'start') return [];
    // About nothing there is nothing to talk; it is acknowledged as by any other channel.
    if (heard.incidentId === null && heard.keyword === null) return null;
    // Before the gate is asked: a code may be what opens it.
    const entered = await enterTextedCode(tx, this.secrets, reporter, sender, heard.text);
    if (!(await isTrusted(tx, reporter, sender))) return null;
    const { state, answers, effects } =
      entered === null
        ? converse(before, heard, tx.now)
        : ({ state: before, answers: [{ kind: entered }], effects: [] } as const);
    const isSame = before !== null && state !== null && before.incidentId === state.incidentId;
    const begun = isSame ? before : { reportId: reporter.reportId, reference: reporter.reference };
    // Before anything that refers to it, in the order in which everybody else locks.
    if (effects.length > 0)
      await tx.query('SELECT 1 FROM incident WHERE id = $1 FOR NO KEY UPDATE', [reporter.incidentId]);
    if (state !== null) await saveConversation(tx, sender, begun.reportId, state);
    for (const effect of effects) await heedAnswer(tx, reporter, begun.reportId, effect);
    if (answers.length === 0 || (heard.keyword?.kind === 'help' && isAnsweredByCarrier)) return [];
    const words = await this.compose(tx, reporter, answers, begun, state);
    return requestDeliveries(tx, await this.drafts(tx, reporter, sender, words));
  }

  private async hear(
    tx: Tx,
    reporter: Reporter,
  ): Promise<{ readonly heard: Heard; readonly isAnsweredByCarrier: boolean }> {
    const { reportId, incidentId, verdict } = reporter;
    const [row] = await tx.query<{ raw: Buffer; received_at: Date }>(
      'SELECT raw, received_at FROM report WHERE id = $1',
      [reportId],
    );
    if (row === undefined) throw new Error('a report that was triaged is gone');
    const text = textBodyOf(row.raw);
    const heard: Heard = {
      text,
      keyword: readKeyword(text),
      receivedAt: row.received_at,
      incidentId,
      category: verdict.category,
      accountKind: verdict.accountKind,
      language: verdict.language,
      endangered: verdict.lifeSafety || verdict.violence,
      hasMedia: mediaCountOf(row.raw) > 0,
    };
    return { heard, isAnsweredByCarrier: hasCarrierAnswered(row.raw) };
  }

  /** Puts the answers in words and keeps each as something the hotline said. */
  private async compose(
    tx: Tx,
    reporter: Reporter,
    answers: readonly Answer[],
    { reference }: Pick<StoredConversation, 'reference'>,
    state: Conversation | null,
  ): Promise<readonly Words[]> {
    const { reportId, incidentId, verdict } = reporter;
    const { language, stepsFor } = state ?? { language: verdict.language, stepsFor: null };
    const incident = incidentId === null ? null : await readStanding(tx, incidentId);
    const words: Words[] = [];
    for (const answer of answers) {
      const text = composeAnswer(this.settings.config, answer, { reference, language, verdict, stepsFor, incident });
      const messageId = randomUUID();
      const kind = answer.kind === 'acknowledgement' ? 'acknowledgement' : 'answer';
      await tx.query(
        `INSERT INTO message (id, incident_id, report_id, author_id, kind, language, text, created_at)
         VALUES ($1, $2, $3, NULL, $4, $5, $6, $7)`,
        [
          messageId,
          incidentId,
          reportId,
          kind,
          language === 'fr' ? 'fr' : 'en',
          text.replaceAll(receiptCodeSlot, hiddenCode),
          tx.now,
        ],
      );
      words.push({ kind: answer.kind, text, messageId });
    }
    return words;
  }

  /** Where the answers go now: what was just answered may have made the number one that nothing goes to. */
  private async drafts(tx: Tx, before: Reporter, sender: string, words: readonly Words[]): Promise<DeliveryDraft[]> {
    const { config } = this.settings;
    const reporter = (await loadReporter(tx, before.reportId)) ?? before;
    const { incidentId, reportId } = reporter;
    const decision = await addressReporter(tx, reporter, 'receipt');
    const drafts: DeliveryDraft[] = [];
    for (const { kind, address, content } of decision.send) {
      if (kind === 'email') {
        if (content === 'full') drafts.push(this.mail(reporter, address, words));
        continue;
      }
      const texts = content === 'full' ? words.length : 1;
      if (!(await mayText(tx, address, texts, config.phone.conversation.mostTextsAnHour))) {
        await tellWithheld(tx, reporter, 'too-many');
        continue;
      }
      const common = { channel: 'sms', address, incidentId, reportId } as const;
      if (content === 'neutral') {
        const body = composeNeutralReceipt(config, reporter.verdict.language).sms;
        drafts.push({ ...common, purpose: 'receipt', content, body });
        continue;
      }
      drafts.push(
        ...words.map((word, index) => ({
          ...common,
          purpose: word.kind === 'acknowledgement' ? ('acknowledgement' as const) : ('answer' as const),
          content,
          messageId: word.messageId,
          body: word.text,
          afterMs: index * betweenTextsMs,
        })),
      );
    }
    if (!decision.send.some(({ address }) => address === sender)) await tellWithheld(tx, reporter, decision.because);
    return drafts;
  }

  /** To somebody who named a mailbox as the safe way. */
  private mail(reporter: Reporter, address: string, words: readonly Words[]): DeliveryDraft {
    const { messages, hotline, environment } = this.settings.config;
    const language = reporter.verdict.language === 'fr' ? 'fr' : 'en';
    const { reference, incidentId, reportId } = reporter;
    const [first] = words;
    return {
      purpose: 'answer',
      channel: 'email',
      address,
      incidentId,
      reportId,
      content: 'full',
      ...(first !== undefined && { messageId: first.messageId }),
      subject: renderMessage(messages[language], 'message-email-subject', { reference }),
      body: renderMessage(messages[language], 'message-email-body', {
        reference,
        text: words.map(({ text }) => text.replaceAll(receiptCodeSlot, hiddenCode)).join('\n\n'),
        followUpUrl: followUpUrl(environment.publicUrl, language),
        hotline: hotline.name[language],
        hotlinePhone: hotline.phone,
      }),
    };
  }
}

async function isTrusted(tx: Tx, reporter: Reporter, sender: string): Promise<boolean> {
  const { send } = await addressReporter(tx, reporter, 'receipt');
  return send.some(({ kind, address, content }) => kind === 'sms' && address === sender && content === 'full');
}

async function readStanding(
  tx: Tx,
  incidentId: string,
): Promise<{ readonly state: IncidentState; readonly isTaken: boolean } | null> {
  const [row] = await tx.query<{ state: IncidentState; isTaken: boolean }>(
    'SELECT state, acknowledged_at IS NOT NULL AS "isTaken" FROM incident WHERE id = $1',
    [incidentId],
  );
  return row ?? null;
}

async function tellWithheld(tx: Tx, { incidentId, reportId }: Reporter, because: string): Promise<void> {
  if (incidentId === null) return;
  const entry = { subject: 'incident', id: incidentId, actor: notificationActor } as const;
  tx.append({ ...entry, type: 'answer.withheld', data: { reportId, because } });
}
