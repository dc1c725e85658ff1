import type { IncidentView } from '#contracts';
import { mask, type Verdict } from '#domain';
import type { Tx } from '#store';
import { listAttachments } from './list-attachments.js';

/** The newest reports that are shown, and the most that is gathered from what the rules made of them. */
const mostReports = 50;
const mostFindings = 200;

interface Row {
  readonly id: string;
  readonly reference: string;
  readonly channel: string;
  readonly received_at: Date;
  readonly sender: string | null;
  readonly subject: string | null;
  readonly text: string;
  readonly own_text: string | null;
  readonly forwarded_text: string | null;
  readonly readable: boolean;
  readonly standing: IncidentView['reports'][number]['standing'];
  readonly sender_check: IncidentView['reports'][number]['senderCheck'];
  readonly sha256: string;
  readonly size: number;
  readonly truncated: boolean;
  readonly because: Verdict['because'] | null;
  readonly indicators: Verdict['indicators'] | null;
}

/** The incident's reports, newest first, and why the rules judged them so. Only the watch sees a sender's address in full. */
export async function readReports(
  tx: Tx,
  incidentId: string,
  showsSender: boolean,
  /** Of the archives in which dangerous files are handed out. */
  password: string,
): Promise<Pick<IncidentView, 'reports' | 'because' | 'indicators'>> {
  const rows = await tx.query<Row>(
    `SELECT r.id, r.reference, r.channel, r.received_at, r.sender, t.subject, t.text, t.own_text, t.forwarded_text, t.readable,
       t.reporter_standing AS standing, t.authentication ->> 'summary' AS sender_check, r.sha256, octet_length(r.raw) AS size,
       r.truncated, t.verdict -> 'because' AS because, t.verdict -> 'indicators' AS indicators
     FROM triage_result t JOIN report r ON r.id = t.report_id
     WHERE t.incident_id = $1 ORDER BY r.received_at DESC, r.id LIMIT ${mostReports}`,
    [incidentId],
  );
  const attachments = await listAttachments(
    tx,
    rows.map(({ id }) => id),
    password,
  );
  const because = rows.flatMap((row) => row.because ?? []);
  const indicators = rows.flatMap((row) => row.indicators ?? []);
  return {
    reports: rows.map((row) => ({
      id: row.id,
      reference: row.reference,
      channel: row.channel,
      receivedAt: row.received_at.toISOString(),
      sender: row.sender === null || showsSender ? row.sender : mask(row.sender),
      subject: row.subject,
      text: row.text,
      ownText: row.own_text,
      forwardedText: row.forwarded_text,
      readable: row.readable,
      standing: row.standing,
      senderCheck: row.sender_check,
      sha256: row.sha256,
      size: row.size,
      truncated: row.truncated,
      attachments: [...(attachments.get(row.id) ?? [])],
    })),
    because: distinct(because, (item) => `${item.rule} ${item.evidence}`).map(({ rule, severityRule, evidence }) => ({
      rule,
      severityRule: severityRule ?? null,
      evidence,
    })),
    indicators: distinct(indicators, (item) => `${item.type} ${item.defanged}`).map(({ type, defanged, lookalike }) =>
      lookalike === undefined ? { type, defanged } : { type, defanged, lookalike },
    ),
  };
}

function distinct<T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()].slice(0, mostFindings);
}
