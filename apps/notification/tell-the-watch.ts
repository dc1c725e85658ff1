import { Inject, Injectable } from '@nestjs/common';
import { renderMessage } from '#config';
import { type EventOf, queues } from '#contracts';
import { Handles, type Once } from '#queue';
import { Settings, takeOverSlot, writtenTime } from '#service';
import type { Tx } from '#store';
import { ownAddress } from './own-address.js';
import { type DeliveryDraft, requestDeliveries, type RequestedDelivery } from './request-delivery.js';
import { SendDeliveries } from './send-deliveries.js';

interface Receiver {
  readonly id: string;
  readonly language: 'en' | 'fr';
  readonly phone: string | null;
  readonly email: string | null;
}

interface SwapRow {
  readonly schedule_id: string;
  readonly schedule: string;
  readonly from_at: Date;
  readonly to_at: Date;
  readonly offered_by: string;
  readonly offered_to: string | null;
  readonly taken_by: string | null;
  readonly state: string;
  readonly code: string;
  readonly by_name: string;
  readonly taken_name: string | null;
}

interface HandoffRow {
  readonly to_id: string;
  readonly schedule: string;
  readonly incidents: readonly string[];
  readonly state: string;
  readonly lapses_at: Date;
  readonly outgoing: string | null;
}

/** Incidents that a hand-off's mail lists; the console has them all. */
const mostListed = 50;

/** Tells responders what concerns their own time on duty: swaps, coming shifts and hand-offs. */
@Injectable()
export class TellTheWatch {
  constructor(
    @Inject(Settings) private readonly settings: Settings,
    @Inject(SendDeliveries) private readonly sending: SendDeliveries,
  ) {}

  @Handles(queues.notification, 'swap.offered')
  async onOffered(event: EventOf<'swap.offered'>, once: Once): Promise<void> {
    await this.tell(once, async (tx) => {
      const swap = await readSwap(tx, event.data.swapId);
      if (swap?.state !== 'offered') return [];
      const receivers = await receiversOf(tx, swap.offered_to === null ? null : [swap.offered_to]);
      const others = receivers.filter(({ id }) => id !== swap.offered_by);
      const values = { name: swap.by_name, schedule: swap.schedule, code: swap.code };
      return others.flatMap((receiver) =>
        this.plain(receiver, 'watch-swap-offered-sms', { ...values, ...this.time(receiver, swap) }),
      );
    });
  }

  @Handles(queues.notification, 'swap.settled')
  async onSettled(event: EventOf<'swap.settled'>, once: Once): Promise<void> {
    await this.tell(once, async (tx) => {
      const swap = await readSwap(tx, event.data.swapId);
      if (swap === null || swap.taken_name === null) return [];
      const values = { name: swap.taken_name, schedule: swap.schedule };
      return (await receiversOf(tx, [swap.offered_by])).flatMap((receiver) =>
        this.plain(receiver, 'watch-swap-taken-sms', { ...values, ...this.time(receiver, swap) }),
      );
    });
  }

  @Handles(queues.notification, 'shift.near')
  async onNear({ data }: EventOf<'shift.near'>, once: Once): Promise<void> {
    await this.tell(once, async (tx) => {
      const [shift] = await tx.query<{ schedule: string; from_at: Date; to_at: Date }>(
        `SELECT s.name AS schedule, c.from_at, c.to_at FROM shift_confirmation c JOIN schedule s ON s.id = c.schedule_id
         WHERE c.schedule_id = $1 AND c.user_id = $2 AND c.from_at = $3 AND c.confirmed_at IS NULL`,
        [data.scheduleId, data.userId, data.from],
      );
      if (shift === undefined) return [];
      return (await receiversOf(tx, [data.userId])).flatMap((receiver) =>
        this.plain(receiver, 'watch-shift-near-sms', { schedule: shift.schedule, ...this.time(receiver, shift) }),
      );
    });
  }

  @Handles(queues.notification, 'handoff.made')
  async onHandoff({ data: { handoffId } }: EventOf<'handoff.made'>, once: Once): Promise<void> {
    await this.tell(once, async (tx) => {
      const [handoff] = await tx.query<HandoffRow>(
        `SELECT h.to_id, s.name AS schedule, h.incidents, h.state, h.lapses_at,
           (SELECT name FROM user_account WHERE id = h.from_id) AS outgoing
         FROM handoff h JOIN schedule s ON s.id = h.schedule_id WHERE h.id = $1`,
        [handoffId],
      );
      if (handoff?.state !== 'offered') return [];
      const [receivers, open] = await Promise.all([receiversOf(tx, [handoff.to_id]), listOpen(tx)]);
      return receivers.flatMap((receiver) => this.handover(receiver, handoffId, handoff, open));
    });
  }

  private async tell(once: Once, drafts: (tx: Tx) => Promise<readonly DeliveryDraft[]>): Promise<void> {
    const handled = await once(async (tx): Promise<readonly RequestedDelivery[]> => {
      const made = await drafts(tx);
      return made.length === 0 ? [] : requestDeliveries(tx, made);
    });
    if (handled.first) this.sending.start(handled.value);
  }

  private time({ language }: Receiver, { from_at: from, to_at: to }: { readonly from_at: Date; readonly to_at: Date }) {
    const { config } = this.settings;
    return { from: writtenTime(config, language, from), to: writtenTime(config, language, to) };
  }

  /** The same sentence by text and by mail. */
  private plain<K extends 'watch-swap-offered-sms' | 'watch-swap-taken-sms' | 'watch-shift-near-sms'>(
    receiver: Receiver,
    key: K,
    values: Parameters<typeof renderMessage<K>>[2],
  ): readonly DeliveryDraft[] {
    const messages = this.settings.config.messages[receiver.language];
    const what = renderMessage(messages, key, values);
    return addressed(receiver, what, {
      subject: renderMessage(messages, 'watch-email-subject', {}),
      body: renderMessage(messages, 'watch-email-body', { what }),
    });
  }

  private handover(
    receiver: Receiver,
    id: string,
    { schedule, incidents, lapses_at: lapsesAt, outgoing }: HandoffRow,
    open: readonly OpenIncident[],
  ): readonly DeliveryDraft[] {
    const { config } = this.settings;
    const messages = config.messages[receiver.language];
    const count = incidents.length;
    const link = takeOverSlot(id);
    const list = open.map(
      ({ reference, severity, holder }) => `${reference}  ${messages.severities[severity]}  ${holder ?? '–'}`,
    );
    return addressed(receiver, renderMessage(messages, 'watch-handoff-sms', { schedule, count, link }), {
      subject: renderMessage(messages, 'watch-handoff-email-subject', { schedule, count }),
      body: renderMessage(messages, 'watch-handoff-email-body', {
        schedule,
        count,
        outgoing: outgoing ?? '–',
        incidents: list.length === 0 ? '–' : list.join('\n'),
        link,
        until: writtenTime(config, receiver.language, lapsesAt),
      }),
    });
  }
}

interface OpenIncident {
  readonly reference: string;
  readonly severity: 'critical' | 'high' | 'medium' | 'low' | 'not-an-incident';
  readonly holder: string | null;
}

async function listOpen(tx: Tx): Promise<readonly OpenIncident[]> {
  return tx.query<OpenIncident>(
    `SELECT i.reference, i.severity, u.name AS holder FROM incident i LEFT JOIN user_account u ON u.id = i.acknowledged_by
     WHERE i.state NOT IN ('resolved', 'closed') AND i.severity <> 'not-an-incident'
     ORDER BY i.severity_rank, i.opened_at LIMIT ${mostListed}`,
  );
}

async function readSwap(tx: Tx, id: string): Promise<SwapRow | null> {
  const [row] = await tx.query<SwapRow>(
    `SELECT w.schedule_id, s.name AS schedule, w.from_at, w.to_at, w.offered_by, w.offered_to, w.taken_by, w.state, w.code,
       b.name AS by_name, t.name AS taken_name
     FROM shift_swap w JOIN schedule s ON s.id = w.schedule_id JOIN user_account b ON b.id = w.offered_by
     LEFT JOIN user_account t ON t.id = w.taken_by WHERE w.id = $1`,
    [id],
  );
  return row ?? null;
}

/** These people, or all who take turns. */
async function receiversOf(tx: Tx, ids: readonly string[] | null): Promise<readonly Receiver[]> {
  return tx.query<Receiver>(
    `SELECT id, language, ${ownAddress('u', 'sms')} AS phone, ${ownAddress('u', 'email')} AS email FROM user_account u
     WHERE active AND (id = ANY($1::uuid[]) OR $1::uuid[] IS NULL AND role = 'responder') ORDER BY key`,
    [ids],
  );
}

function addressed(
  { phone, email }: Receiver,
  text: string,
  mail: { readonly subject: string; readonly body: string },
): readonly DeliveryDraft[] {
  return [
    ...(phone === null ? [] : [{ purpose: 'watch' as const, channel: 'sms' as const, address: phone, body: text }]),
    ...(email === null ? [] : [{ purpose: 'watch' as const, channel: 'email' as const, address: email, ...mail }]),
  ];
}
