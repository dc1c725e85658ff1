import { Inject, Injectable } from '@nestjs/common';
import { renderMessage } from '#config';
import { parseSwapReply } from '#domain';
import { confirmReminded, Settings, takeHandoff, takeSwap, writtenTime } from '#service';
import type { Tx } from '#store';

interface WatchReplyText {
  readonly user_id: string;
  readonly body: string;
  readonly language: 'en' | 'fr';
}

/** What a responder texts about the watch itself: takes a swap, confirms a shift, takes over. */
@Injectable()
export class AnswerWatchReply {
  constructor(@Inject(Settings) private readonly settings: Settings) {}

  /** Null for a text that says nothing of the watch: while a page is open, whatever could answer it does. */
  async answer(tx: Tx, reply: WatchReplyText, openCodes: ReadonlySet<string>): Promise<string | null> {
    const meaning = parseSwapReply(reply.body);
    switch (meaning.kind) {
      case 'take-swap':
        return openCodes.has(meaning.code) ? null : this.takeSwap(tx, reply, meaning.code);
      case 'confirm-shift':
        return meaning.plain && openCodes.size > 0 ? null : this.confirm(tx, reply, meaning.plain);
      case 'take-over':
        return meaning.plain && openCodes.size > 0 ? null : this.takeOver(tx, reply, meaning.plain);
      case 'other':
        break;
    }
    return null;
  }

  private async takeSwap(tx: Tx, { user_id: id, language }: WatchReplyText, code: string): Promise<string | null> {
    const { config } = this.settings;
    const messages = config.messages[language];
    const [user] = await tx.query<{ id: string; key: string }>('SELECT id, key FROM user_account WHERE id = $1', [id]);
    if (user === undefined) return null;
    const taken = await takeSwap(tx, { code }, user);
    if (taken.outcome === 'unknown') return null;
    if (taken.outcome === 'already' && !taken.sameUser) {
      return renderMessage(messages, 'reply-swap-gone-sms', { name: taken.byName });
    }
    if (taken.outcome !== 'taken' && taken.outcome !== 'already') {
      return renderMessage(messages, 'reply-swap-refused-sms', {});
    }
    const [swap] = await tx.query<{ schedule: string; from_at: Date; to_at: Date }>(
      'SELECT s.name AS schedule, w.from_at, w.to_at FROM shift_swap w JOIN schedule s ON s.id = w.schedule_id WHERE w.id = $1',
      [taken.swapId],
    );
    if (swap === undefined) return null;
    const { schedule, from_at: from, to_at: to } = swap;
    return renderMessage(messages, 'reply-swap-taken-sms', {
      schedule,
      from: writtenTime(config, language, from),
      to: writtenTime(config, language, to),
    });
  }

  private async confirm(tx: Tx, { user_id: id, language }: WatchReplyText, plain: boolean): Promise<string | null> {
    const { config } = this.settings;
    const shift = await confirmReminded(tx, id);
    if (shift === null) return plain ? null : this.nothingWaits(language);
    const { schedule, from } = shift;
    const values = { schedule, from: writtenTime(config, language, from) };
    return renderMessage(config.messages[language], 'reply-shift-confirmed-sms', values);
  }

  private async takeOver(tx: Tx, { user_id: id, language }: WatchReplyText, plain: boolean): Promise<string | null> {
    const offered = await tx.query<{ id: string }>(
      `SELECT id FROM handoff WHERE to_id = $1 AND state = 'offered' ORDER BY at DESC LIMIT 10`,
      [id],
    );
    if (offered.length === 0) return plain ? null : this.nothingWaits(language);
    let count = 0;
    for (const handoff of offered) {
      const taken = await takeHandoff(tx, handoff.id, id, 'sms');
      if ('incidents' in taken) count += taken.incidents;
    }
    return renderMessage(this.settings.config.messages[language], 'reply-taken-over-sms', { count });
  }

  private nothingWaits(language: 'en' | 'fr'): string {
    return renderMessage(this.settings.config.messages[language], 'reply-nothing-waits-sms', {});
  }
}
