import { Inject, Injectable } from '@nestjs/common';
import { KeepAttachments, Log, Settings, Sweeps } from '#service';
import { Database, type Tx } from '#store';
import { CarrierTexts, reasonOf } from './carrier-texts.js';

/** Waits between the tries, in seconds; the last one is repeated. A file may be announced before it can be fetched. */
const waits = [5, 15, 60, 300, 900, 3_600] as const;
/** About a day of trying. */
const mostAttempts = 30;
const batch = 5;

interface Waiting {
  readonly report_id: string;
  readonly sid: string;
  readonly files: number;
  readonly attempts: number;
}

type Lost = 'gone' | 'too-large' | 'led-astray';

interface Gathered {
  readonly files: readonly { readonly name: string; readonly declaredType: string; readonly content: Buffer }[];
  readonly lost: readonly Lost[];
}

/** Fetches the pictures that came with texts from the carrier, after the texts themselves were taken in, and keeps them. */
@Injectable()
export class KeepTextMedia {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CarrierTexts) private readonly carrier: CarrierTexts,
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
        const reason = reasonOf(error);
        this.log.warn({ message: 'the files of a text are not fetched yet', reportId: waiting.report_id, reason });
        if (waiting.attempts >= mostAttempts) await this.settle(waiting, 'lost', 'not-fetched');
      }
    }
  }

  /** One conditional update: of two processes one gets it, and what dies with it is due again by itself. */
  private async claim(): Promise<readonly Waiting[]> {
    return this.database.transaction((tx) =>
      tx.query<Waiting>(
        `UPDATE text_media SET attempts = attempts + 1,
           due_at = $1::timestamptz + make_interval(secs => ($2::int[])[least(attempts + 1, ${waits.length})])
         WHERE report_id IN (
           SELECT report_id FROM text_media WHERE state = 'waiting' AND due_at <= $1 ORDER BY due_at
           LIMIT ${batch} FOR NO KEY UPDATE SKIP LOCKED)
         RETURNING report_id, sid, files, attempts`,
        [tx.now, [...waits]],
      ),
    );
  }

  private async keep(waiting: Waiting): Promise<void> {
    const { files, lost } = await this.gather(waiting);
    const isEarly = waiting.attempts < waits.length;
    // The list may not name them all yet, nor the files be there.
    if (isEarly && (files.length + lost.length < waiting.files || lost.includes('gone'))) return;
    const prepared = await this.attachments.prepare(files);
    if (prepared.left.some(({ why }) => why === 'not-stored')) throw new Error('the attachment store did not take it');
    const because = lost[0] ?? (files.length < waiting.files ? 'gone' : null);
    await this.settle(waiting, files.length > 0 ? 'kept' : 'lost', because, (tx) =>
      this.attachments.record(tx, waiting.report_id, 'mms', prepared),
    );
  }

  private async gather({ sid, files: announced }: Waiting): Promise<Gathered> {
    const { phone, attachments } = this.settings.config;
    const most = attachments.limits.fileMegabytes * 1024 * 1024;
    const files: Gathered['files'][number][] = [];
    const lost: Lost[] = [];
    for (const media of await this.carrier.files(sid, Math.min(announced, phone.media.mostFiles))) {
      const fetched = await this.carrier.file(sid, media, most);
      if (fetched.outcome !== 'fetched') {
        lost.push(fetched.outcome);
        continue;
      }
      const declaredType = fetched.contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
      files.push({ name: nameOf(media, declaredType), declaredType, content: fetched.content });
    }
    return { files, lost };
  }

  private async settle(
    { report_id: reportId }: Waiting,
    state: 'kept' | 'lost',
    because: Lost | 'not-fetched' | null,
    work: (tx: Tx) => Promise<void> = async () => undefined,
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [settled] = await tx.query(
        `UPDATE text_media SET state = $2, because = $3, due_at = NULL, settled_at = $4
         WHERE report_id = $1 AND state = 'waiting' RETURNING report_id`,
        [reportId, state, because, tx.now],
      );
      if (settled === undefined) return;
      await work(tx);
      if (because === null) return;
      const entry = { subject: 'report', id: reportId, actor: 'service:intake' } as const;
      tx.append({ ...entry, type: 'text.media-lost', data: { because } });
    });
  }
}

const endings: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'application/pdf': 'pdf',
  'text/vcard': 'vcf',
  'text/x-vcard': 'vcf',
  'video/mp4': 'mp4',
  'video/3gpp': '3gp',
  'audio/amr': 'amr',
  'audio/mpeg': 'mp3',
};

/** A text names no files: the carrier's id with the ending of its type. */
function nameOf(media: string, declaredType: string): string {
  return `${media}.${endings[declaredType] ?? 'bin'}`;
}
