import { Inject, Injectable } from '@nestjs/common';
import { carrierVerdict, type DeliveryState, isSettled, nextDeliveryState } from '#domain';
import { heedCarrierCode, optOutOfTexts } from '#service';
import { Queues } from '#queue';
import { Database, GroupCommit, type Tx } from '#store';

export interface DeliveryReport {
  /** The carrier's id of the message or call. */
  readonly sid: string;
  /** Our own id of the delivery, if the callback's address names it. */
  readonly deliveryId: string | null;
  /** In the carrier's word. */
  readonly status: string;
  /** The carrier's number for what went wrong, or empty. */
  readonly errorCode: string;
}

export type RecordOutcome = 'moved' | 'unchanged' | 'unknown';

interface DeliveryRow {
  readonly id: string;
  readonly provider_id: string | null;
  readonly incident_id: string | null;
  readonly page_id: string | null;
  readonly channel: string;
  readonly purpose: string;
  readonly state: DeliveryState;
  readonly address: string;
}

/** The carrier waits at most so many milliseconds longer for our answer while pages are on their way. */
const longestUnanswered = 200;

/** The receiver has asked the carrier for no more texts (https://www.twilio.com/docs/api/errors/21610). */
const optedOut = '21610';

/**
 * Moves a delivery on by what the carrier says of it. Reports come late, doubled and out of order: a state never goes back,
 * and a report that says nothing new changes nothing. One that overtakes the record of the sending is matched by our own id.
 */
@Injectable()
export class RecordDeliveryStatus {
  private readonly records: GroupCommit<DeliveryReport, RecordOutcome>;

  constructor(@Inject(Database) database: Database, @Inject(Queues) { pagesFirst }: Queues) {
    const turn = () => pagesFirst.turn(longestUnanswered);
    this.records = new GroupCommit(database, (tx, reports) => this.recordAll(tx, reports), { turn });
  }

  async record(report: DeliveryReport): Promise<RecordOutcome> {
    return this.records.do(report);
  }

  private async recordAll(tx: Tx, reports: readonly DeliveryReport[]): Promise<readonly RecordOutcome[]> {
    const deliveries = await tx.query<DeliveryRow>(
      `SELECT id, provider_id, incident_id, page_id, channel, purpose, state, address FROM delivery
       WHERE provider_id = ANY($1) OR (provider_id IS NULL AND id = ANY($2::uuid[])) ORDER BY id FOR NO KEY UPDATE`,
      [reports.map(({ sid }) => sid), reports.flatMap(({ deliveryId }) => deliveryId ?? [])],
    );
    const known = new Map(deliveries.map((delivery) => [delivery.id, delivery]));
    const outcomes: RecordOutcome[] = [];
    for (const report of reports) outcomes.push(await this.recordOne(tx, known, report));
    return outcomes;
  }

  /** Several reports on one delivery may come together: each finds it as the one before left it. */
  private async recordOne(tx: Tx, known: Map<string, DeliveryRow>, report: DeliveryReport): Promise<RecordOutcome> {
    const { sid, deliveryId, status } = report;
    const delivery = [...known.values()].find(
      ({ id, provider_id: providerId }) => providerId === sid || (providerId === null && id === deliveryId),
    );
    if (delivery === undefined) return 'unknown';
    const state = nextDeliveryState(delivery.state, status);
    if (state === delivery.state) return 'unchanged';
    await this.move(tx, delivery, state, report);
    known.set(delivery.id, { ...delivery, state, provider_id: delivery.provider_id ?? sid });
    return 'moved';
  }

  private async move(
    tx: Tx,
    delivery: DeliveryRow,
    state: DeliveryState,
    { sid, errorCode }: DeliveryReport,
  ): Promise<void> {
    const { id, incident_id: incidentId, page_id: pageId, channel, purpose, address } = delivery;
    const error = /^\d{1,10}$/.test(errorCode) && errorCode !== '0' ? errorCode : null;
    await tx.query(
      `UPDATE delivery SET state = $2, last_error = COALESCE($3, last_error), updated_at = $4,
         provider_id = COALESCE(provider_id, $5), due_at = CASE WHEN $2 IN ('pending', 'sending') THEN due_at END,
         truth_at = CASE WHEN $6 THEN NULL ELSE truth_at END, address_at_fault = address_at_fault OR $7
       WHERE id = $1`,
      [id, state, error, tx.now, sid, isSettled(state), carrierVerdict(error).bad !== undefined],
    );
    if (incidentId !== null) {
      tx.append({
        subject: 'incident',
        id: incidentId,
        actor: 'carrier',
        type: `delivery.${state}`,
        data: { deliveryId: id, channel, purpose, ...(error !== null && { errorCode: error }) },
      });
    }
    if (channel === 'sms' && error === optedOut) await optOutOfTexts(tx, address, 'carrier');
    await heedCarrierCode(tx, { code: error, channel, address });
    if (state === 'failed' && purpose === 'page' && pageId !== null && incidentId !== null) {
      tx.emit('delivery.lost', { deliveryId: id, pageId, incidentId });
    }
    if (isSettled(state)) tx.emit('delivery.settled', { deliveryId: id, incidentId, outcome: state });
  }
}
