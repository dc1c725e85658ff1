import type { ContactMethod, MethodKind, NotificationRule, QuietHours, Severity } from '#domain';
import type { Page, Tx } from '#store';

/** One way to reach the person of a page, with its address. */
export interface PageMethod extends ContactMethod {
  readonly address: string;
  readonly isOptedOut: boolean;
}

/** An open page of the same person. */
export interface WaitingPage {
  readonly code: string;
  readonly reference: string;
  readonly severity: Severity;
  readonly category: string;
}

/** All that a page's deliveries are made from. */
export interface PageFacts {
  readonly pageId: string;
  readonly incidentId: string;
  readonly userId: string;
  readonly state: Page['state'];
  readonly code: string;
  readonly name: string;
  readonly language: 'en' | 'fr';
  readonly reference: string;
  readonly severity: Severity;
  readonly category: string;
  readonly openedAt: Date;
  /** In the order in which the person prefers them. A number that wants no texts counts as bad for them. */
  readonly methods: readonly PageMethod[];
  readonly rules: readonly NotificationRule[];
  readonly quietHours: QuietHours | null;
  /** Where this page tells of all that waits for its person: how many pages, and the most severe of them first. */
  readonly waiting: { readonly count: number; readonly pages: readonly WaitingPage[] } | null;
}

/** Pages that one message names at most; the console has them all. */
const namedAtMost = 50;

type Row = Omit<PageFacts, 'methods' | 'rules' | 'waiting'> & {
  readonly tellsOfAll: boolean;
  readonly methods: readonly {
    readonly id: string;
    readonly kind: MethodKind;
    readonly address: string;
    readonly isVerified: boolean;
    readonly isBad: boolean;
    readonly isOptedOut: boolean;
  }[];
  readonly rules: readonly NotificationRule[];
};

/**
 * In one query, because somebody waits to be woken. A page that tells of others too is open as long as one of them is. `lock`: the page
 * stands still until the end of the transaction.
 */
export async function readPage(tx: Tx, pageId: string, { lock = false } = {}): Promise<PageFacts | null> {
  const [row] = await tx.query<Row>(
    `SELECT p.id AS "pageId", p.incident_id AS "incidentId", p.user_id AS "userId", p.code, p.told_together_at IS NOT NULL AS "tellsOfAll",
       CASE WHEN EXISTS (SELECT FROM page o WHERE o.told_with = p.id AND o.state = 'open') THEN 'open' ELSE p.state END AS state, u.name, u.language, i.reference,
       i.severity, i.category, i.opened_at AS "openedAt",
       (SELECT json_build_object('from', q.from_time, 'until', q.until_time, 'zone', q.zone)
        FROM quiet_hours q WHERE q.user_id = u.id) AS "quietHours",
       coalesce((SELECT json_agg(json_build_object('severity', r.severity, 'methodId', r.method_id, 'afterMinutes', r.after_minutes))
        FROM notification_rule r WHERE r.user_id = u.id), '[]') AS rules,
       coalesce((SELECT json_agg(json_build_object('id', m.id, 'kind', m.kind, 'address', m.address,
          'isVerified', m.verified_at IS NOT NULL, 'isBad', m.bad_since IS NOT NULL,
          'isOptedOut', m.kind = 'sms' AND EXISTS (SELECT FROM text_opt_out o WHERE o.phone = m.address AND o.lifted_at IS NULL))
          ORDER BY m.position, m.created_at, m.id)
        FROM contact_method m WHERE m.user_id = u.id AND m.removed_at IS NULL), '[]') AS methods
     FROM page p JOIN user_account u ON u.id = p.user_id JOIN incident i ON i.id = p.incident_id
     WHERE p.id = $1${lock ? ' FOR NO KEY UPDATE OF p' : ''}`,
    [pageId],
  );
  if (row === undefined) return null;
  const { tellsOfAll, ...facts } = row;
  return {
    ...facts,
    waiting: tellsOfAll ? await readWaiting(tx, row.userId) : null,
    methods: row.methods.map(({ isVerified, isBad, ...method }) => ({
      ...method,
      verified: isVerified,
      bad: isBad || method.isOptedOut,
    })),
  };
}

async function readWaiting(tx: Tx, userId: string): Promise<NonNullable<PageFacts['waiting']>> {
  const rows = await tx.query<WaitingPage & { readonly count: number }>(
    `SELECT p.code, i.reference, i.severity, i.category, (count(*) OVER ())::int AS count
     FROM page p JOIN incident i ON i.id = p.incident_id WHERE p.user_id = $1 AND p.state = 'open'
     ORDER BY i.severity_rank, p.requested_at, p.id LIMIT ${namedAtMost}`,
    [userId],
  );
  return { count: rows[0]?.count ?? 0, pages: rows };
}
