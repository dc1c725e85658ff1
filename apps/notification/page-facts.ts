import type { ContactMethod, MethodKind, NotificationRule, QuietHours, Severity } from '#domain';
import type { Page, Tx } from '#store';

/** One way to reach the person of a page, with its address. */
export interface PageMethod extends ContactMethod {
  readonly address: string;
  readonly isOptedOut: boolean;
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
}

type Row = Omit<PageFacts, 'methods' | 'rules'> & {
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

/** In one query, because somebody waits to be woken. `lock`: the page stands still until the end of the transaction. */
export async function readPage(tx: Tx, pageId: string, { lock = false } = {}): Promise<PageFacts | null> {
  const [row] = await tx.query<Row>(
    `SELECT p.id AS "pageId", p.incident_id AS "incidentId", p.user_id AS "userId", p.state, p.code, u.name, u.language, i.reference,
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
  return {
    ...row,
    methods: row.methods.map(({ isVerified, isBad, ...method }) => ({
      ...method,
      verified: isVerified,
      bad: isBad || method.isOptedOut,
    })),
  };
}
