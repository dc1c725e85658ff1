import { Inject, Injectable } from '@nestjs/common';
import { KeepAttachments, Log, raiseNotice, Settings, Sweeps } from '#service';
import { Database, type Tx } from '#store';
import { CarrierArchive, type Fetched } from './carrier-archive.js';

/** Waits between the tries, in seconds; the last one is repeated. A recording may be announced before it can be fetched. */
const waits = [5, 15, 60, 300, 900, 3_600] as const;
/** A day and more of trying. */
const mostAttempts = 30;
const batch = 5;

/** How a message is called among the files of its report. */
export const recordingName = (sid: string): string => `call-${sid}.wav`;

interface Waiting {
  readonly sid: string;
  readonly attempts: number;
  readonly report_id: string;
  readonly reference: string;
}

/** Fetches the messages that callers left from the carrier and keeps each with its report. */
@Injectable()
export class KeepRecordings {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CarrierArchive) private readonly archive: CarrierArchive,
    @Inject(KeepAttachments) private readonly attachments: KeepAttachments,
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Log) private readonly log: Log,
  ) {}

  @Sweeps({ everyMs: 2_000 })
  async keepDue(): Promise<void> {
    for (const waiting of await this.claim()) {
      try {
        await this.keep(waiting);
      } catch (error) {
        const reason = error instanceof Error ? error.message.slice(0, 100) : 'unknown';
        this.log.warn({ message: 'a recording is not fetched yet', recording: waiting.sid, reason });
        if (waiting.attempts >= mostAttempts) await this.settle(waiting, 'lost', 'not-fetched');
      }
    }
  }

  /** One conditional update: of two processes one gets it, and what dies with it is due again by itself. */
  private async claim(): Promise<readonly Waiting[]> {
    return this.database.transaction((tx) =>
      tx.query<Waiting>(
        `UPDATE call_recording r SET attempts = attempts + 1,
           due_at = $1::timestamptz + make_interval(secs => ($2::int[])[least(attempts + 1, ${waits.length})])
         FROM call c JOIN report p ON p.id = c.report_id WHERE c.id = r.call_id AND r.sid IN (
           SELECT sid FROM call_recording WHERE state = 'waiting' AND due_at <= $1 ORDER BY due_at
           LIMIT ${batch} FOR NO KEY UPDATE SKIP LOCKED)
         RETURNING r.sid, r.attempts, c.report_id, p.reference`,
        [tx.now, [...waits]],
      ),
    );
  }

  private async keep(waiting: Waiting): Promise<void> {
    const { fileMegabytes } = this.settings.config.attachments.limits;
    const fetched: Fetched = await this.archive.audio(waiting.sid, fileMegabytes * 1024 * 1024);
    if (fetched.outcome === 'too-large') return this.settle(waiting, 'lost', 'too-large');
    if (fetched.outcome === 'gone') {
      // It may be announced before it is there.
      if (waiting.attempts >= waits.length) await this.settle(waiting, 'lost', 'gone');
      return;
    }
    const files = [{ name: recordingName(waiting.sid), declaredType: 'audio/wav', content: fetched.audio }];
    const prepared = await this.attachments.prepare(files);
    const [left] = prepared.left;
    if (left !== undefined) throw new Error(`the audio was not taken: ${left.why}`);
    await this.settle(waiting, 'kept', null, (tx) => this.attachments.record(tx, waiting.report_id, 'call', prepared));
  }

  private async settle(
    { sid, report_id: reportId, reference }: Waiting,
    state: 'kept' | 'lost',
    because: 'gone' | 'too-large' | 'not-fetched' | null,
    work: (tx: Tx) => Promise<void> = async () => undefined,
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [settled] = await tx.query(
        `UPDATE call_recording SET state = $2, due_at = NULL, settled_at = $3 WHERE sid = $1 AND state = 'waiting' RETURNING sid`,
        [sid, state, tx.now],
      );
      if (settled === undefined) return;
      await work(tx);
      if (state === 'kept') return;
      const data = { recordingSid: sid, because };
      tx.append({ subject: 'report', id: reportId, actor: 'service:intake', type: 'call.recording-lost', data });
      await raiseNotice(tx, { kind: 'recording-lost', key: sid, facts: { reference } });
    });
  }
}
