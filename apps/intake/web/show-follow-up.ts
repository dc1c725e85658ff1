import { Inject, Injectable } from '@nestjs/common';
import { type FollowUp, followUpMessage, type Language, longestDescription, newReport } from '#contracts';
import type { BilingualStep, Verdict } from '#domain';
import { Database } from '#store';
import { JudgeReport } from './judge-report.js';
import { words } from './pages/words.js';
import { readForm } from './read-report-form.js';
import { thread } from './report-thread.js';
import { formMediaType } from './take-report.js';

/** The newest reports and messages of a conversation that are shown. */
const mostEntries = 200;

interface ReportRow {
  readonly id: string;
  readonly reference: string;
  readonly channel: string;
  readonly media_type: string;
  readonly raw: Buffer;
  readonly received_at: Date;
  readonly disposition: 'opened' | 'joined' | 'no-incident' | 'after-cutoff' | null;
  readonly readable: boolean | null;
  readonly text: string | null;
  readonly verdict: Verdict | null;
  readonly state: Exclude<FollowUp['status'], 'after-cutoff' | 'no-incident'> | null;
  /** Names of the files that came with it; null for none. */
  readonly files: readonly string[] | null;
}

interface MessageRow {
  readonly text: string;
  readonly created_at: Date;
}

export interface ShownFollowUp {
  readonly followUp: FollowUp;
  /** Its steps, in both languages. */
  readonly steps: readonly BilingualStep[];
}

/** What the holder of a receipt sees: where the report stands, what was said, what to do. */
@Injectable()
export class ShowFollowUp {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(JudgeReport) private readonly judge: JudgeReport,
  ) {}

  async show(reportId: string, language: Language): Promise<ShownFollowUp> {
    const { reports, messages } = await this.database.transaction(async (tx) => ({
      reports: await tx.query<ReportRow>(
        `${thread} SELECT * FROM (
           SELECT r.id, r.reference, r.channel, r.media_type, r.raw, r.received_at, r.follows_report_id,
             t.disposition, t.readable, t.text, t.verdict, i.state,
             (SELECT array_agg(a.name ORDER BY a.position) FROM attachment a WHERE a.report_id = r.id AND a.source = 'web') AS files
           FROM thread JOIN report r USING (id) LEFT JOIN triage_result t ON t.report_id = r.id
             LEFT JOIN incident i ON i.id = t.incident_id
           ORDER BY r.id = $1 DESC, r.received_at DESC, r.id LIMIT ${mostEntries}) AS newest
         ORDER BY received_at, follows_report_id IS NOT NULL, id`,
        [reportId],
      ),
      messages: await tx.query<MessageRow>(
        `${thread} SELECT text, created_at FROM message JOIN thread ON thread.id = message.report_id
         WHERE kind = 'message' ORDER BY created_at DESC, message.id LIMIT ${mostEntries}`,
        [reportId],
      ),
    }));
    const own = reports.find(({ id }) => id === reportId);
    if (own === undefined) throw new Error('the report of a receipt is gone');
    const verdict = own.verdict ?? (await this.judgeAnew(own, language));
    const conversation = [
      ...reports.map((row) => ({ from: 'you' as const, at: row.received_at, text: this.wordsOf(row, language) })),
      ...messages.map((row) => ({ from: 'hotline' as const, at: row.created_at, text: row.text })),
    ].toSorted((a, b) => a.at.getTime() - b.at.getTime());
    const steps = this.judge.stepsFor(verdict);
    const followUp: FollowUp = {
      reference: own.reference,
      receivedAt: own.received_at.toISOString(),
      status: statusOf(own, reports),
      steps: steps.map((step) => step[language]),
      conversation: conversation.map(({ from, at, text }) => ({ from, at: at.toISOString(), text })),
    };
    return { followUp, steps };
  }

  /** Exactly what was written through this door; of other channels, what could be read of the message. */
  private wordsOf(row: ReportRow, language: Language): string {
    const text = wordsOfRaw(row) ?? (row.readable === true ? row.text : null) ?? words[language].followUp.unread;
    // Half of a surrogate pair, which JSON can carry and UTF-8 cannot, becomes U+FFFD.
    const said = Buffer.from(text.replaceAll('\0', '').slice(0, longestDescription)).toString();
    const files = row.files === null ? '' : words[language].files.listed(row.files.join(', '));
    return [said, files].filter((part, at) => part !== '' && (at === 0 || part !== said)).join('\n\n');
  }

  /** It has not been triaged yet: the rules are asked on the spot. */
  private async judgeAnew(row: ReportRow, language: Language): Promise<Verdict | null> {
    const description = wordsOfRaw(row) ?? row.text;
    if (description === null || description.trim() === '') return null;
    const report = { language, description: description.slice(0, longestDescription), contact: {} };
    return this.judge.judge(report, row.channel === 'api' ? 'api' : 'web', row.received_at);
  }
}

/** What continues a report may be stored without the code that proved it. */
const continued = followUpMessage.pick({ message: true });

function wordsOfRaw({ channel, media_type: mediaType, raw }: ReportRow): string | null {
  if (channel === 'web' && mediaType === formMediaType) {
    const field = readForm(raw);
    return field('description') || field('message');
  }
  if (channel !== 'api') return null;
  try {
    const body: unknown = JSON.parse(raw.toString('utf8'));
    return continued.safeParse(body).data?.message ?? newReport.safeParse(body).data?.description ?? null;
  } catch {
    return null;
  }
}

/** Where the incident stands that the report led to; of several, the one of the newest report that has one. */
function statusOf(own: ReportRow, reports: readonly ReportRow[]): FollowUp['status'] {
  const state = own.state ?? reports.findLast((row) => row.state !== null)?.state;
  if (state !== undefined && state !== null) return state;
  return own.disposition === 'after-cutoff' || own.disposition === 'no-incident' ? own.disposition : 'received';
}
