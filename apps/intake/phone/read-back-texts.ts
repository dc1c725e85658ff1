import { Inject, Injectable } from '@nestjs/common';
import { Settings, Sweeps } from '#service';
import { Database } from '#store';
import { CarrierReading } from './carrier-reading.js';
import { CarrierTexts, type ListedText } from './carrier-texts.js';
import { ReceiveText } from './receive-text.js';
import { RecordDeliveryStatus } from './record-delivery-status.js';

const everyMs = 60_000;
/** What one reading asks for at most, in milliseconds of the list; a list that is too full is asked for in shorter pieces. */
const longestWindowMs = 6 * 3_600_000;
const shortestWindowMs = 60_000;
/** Texts of ours that one sweep asks after. */
const mostAskedAfter = 50;

/** Finds at the carrier what a missed webhook left behind: texts to the hotline, each taken in once, and what became of ours. */
@Injectable()
export class ReadBackTexts {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Settings) private readonly settings: Settings,
    @Inject(CarrierReading) private readonly reading: CarrierReading,
    @Inject(CarrierTexts) private readonly carrier: CarrierTexts,
    @Inject(ReceiveText) private readonly receiveText: ReceiveText,
    @Inject(RecordDeliveryStatus) private readonly recordStatus: RecordDeliveryStatus,
  ) {}

  @Sweeps({ everyMs })
  async readBackTexts(): Promise<void> {
    const { firstHours, overlapMinutes, onItsWaySeconds } = this.settings.config.phone.readBack;
    const now = this.database.clock.now();
    await this.reading.read('messages', async (readUntil) => {
      const known = readUntil?.getTime() ?? now.getTime() - firstHours * 3_600_000;
      // What came this lately may still be on its way by webhook, and is looked at next time.
      const until = new Date(now.getTime() - onItsWaySeconds * 1_000);
      await this.readWindow(new Date(known - overlapMinutes * 60_000), until);
      return until;
    });
  }

  /** In pieces, oldest first: a list cut off at its end would hide the oldest, which have waited longest. */
  private async readWindow(from: Date, until: Date): Promise<void> {
    let start = from.getTime();
    let length = longestWindowMs;
    while (start < until.getTime()) {
      const end = Math.min(start + length, until.getTime());
      const { texts, isComplete } = await this.carrier.inbound(new Date(start), new Date(end));
      if (!isComplete && length > shortestWindowMs) {
        length = Math.max(Math.floor(length / 4), shortestWindowMs);
        continue;
      }
      await this.takeIn(texts, until);
      start = end;
    }
  }

  private async takeIn(texts: readonly ListedText[], until: Date): Promise<void> {
    const due = texts.filter(({ sentAt }) => sentAt === null || sentAt.getTime() <= until.getTime());
    const rows: { sid: string }[] = await this.database.source.query(
      `SELECT external_id AS sid FROM report WHERE channel = 'sms' AND external_id = ANY($1)
       UNION ALL SELECT external_id FROM reply WHERE external_id = ANY($1)`,
      [due.map(({ sid }) => sid)],
    );
    const here = new Set(rows.map(({ sid }) => sid));
    for (const text of due) {
      if (here.has(text.sid)) continue;
      const { sid, from: sender, body, sentAt } = text;
      const raw = asWebhook(text);
      await this.receiveText.receive({
        sid,
        sender,
        body,
        raw,
        mediaType: 'application/x-www-form-urlencoded',
        sentAt,
      });
    }
  }

  /** Asks after texts of ours that nothing was heard of, oldest news first; each again only after as long. */
  @Sweeps({ everyMs })
  async readBackStatuses(): Promise<void> {
    const { silentMinutes, giveUpHours } = this.settings.config.phone.readBack;
    const now = this.database.clock.now();
    const silent: { id: string; sid: string }[] = await this.database.source.query(
      `SELECT id, provider_id AS sid FROM delivery
       WHERE channel = 'sms' AND state IN ('accepted', 'sent') AND updated_at <= $1 AND created_at > $2
         AND provider_id ~ '^(SM|MM)' ORDER BY updated_at LIMIT ${mostAskedAfter}`,
      [new Date(now.getTime() - silentMinutes * 60_000), new Date(now.getTime() - giveUpHours * 3_600_000)],
    );
    if (silent.length === 0) return;
    await this.reading.read('statuses', async () => {
      for (const { id, sid } of silent) {
        const fate = await this.carrier.fate(sid);
        const outcome = fate === null ? 'unknown' : await this.recordStatus.record({ sid, deliveryId: id, ...fate });
        if (outcome === 'moved') continue;
        await this.database.source.query('UPDATE delivery SET updated_at = $2 WHERE id = $1', [id, now]);
      }
      return now;
    });
  }
}

/** The carrier's list in the form that its webhook would have had, so that whoever reads the report needs to know one form. */
function asWebhook({ sid, from, to, body, files }: ListedText): Buffer {
  const form = { MessageSid: sid, From: from, To: to, Body: body, NumMedia: String(files), ReadBack: 'true' };
  return Buffer.from(new URLSearchParams(form).toString());
}
