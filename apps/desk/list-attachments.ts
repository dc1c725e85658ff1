import type { AttachmentView } from '#contracts';
import { isPicture } from '#attachments';
import type { Attachment, Tx } from '#store';

interface Row {
  readonly id: string;
  readonly report_id: string;
  readonly name: string;
  readonly size: string;
  readonly sha256: string;
  readonly sniffed_type: string;
  readonly dangerous: boolean;
  readonly why: AttachmentView['why'];
  readonly archive: Attachment['archive'];
  readonly inline: boolean;
}

/** What came with each of the reports, in the order in which it came. */
export async function listAttachments(
  tx: Tx,
  reportIds: readonly string[],
  password: string,
): Promise<ReadonlyMap<string, readonly AttachmentView[]>> {
  const rows = await tx.query<Row>(
    `SELECT id, report_id, name, size, sha256, sniffed_type, dangerous, why, archive, inline
     FROM attachment WHERE report_id = ANY($1) ORDER BY report_id, position`,
    [reportIds],
  );
  const views = new Map<string, AttachmentView[]>();
  for (const row of rows) views.set(row.report_id, [...(views.get(row.report_id) ?? []), viewOf(row, password)]);
  return views;
}

function viewOf(row: Row, password: string): AttachmentView {
  return {
    id: row.id,
    name: row.name,
    size: Number(row.size),
    sha256: row.sha256,
    type: row.sniffed_type,
    dangerous: row.dangerous,
    why: row.why,
    archive: row.archive,
    inline: row.inline,
    hasPreview: isPicture(row.sniffed_type) && row.why !== 'archive-bomb',
    password: row.dangerous ? password : null,
  };
}
