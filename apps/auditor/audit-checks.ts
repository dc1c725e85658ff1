import type { FindingKind } from '#domain';

/** The most that one check brings; more than that is told as such and looked at again. */
export const broughtAtMost = 200;

export interface AuditCheck {
  readonly kind: FindingKind;
  /** Brings `subject` and `name` of what is wrong, the oldest first. */
  readonly sql: string;
  /** What `$1` is: so many milliseconds before now. */
  readonly graceMs: number;
  /** Whether it holds only while the service window is open. */
  readonly inWindow?: true;
}

const minute = 60_000;

/**
 * What must hold of everything that was ever stored. None looks back a limited time: each has an index that holds little more
 * than what is wrong or unfinished, so that a hundred thousand closed incidents cost nothing. `message-unread` alone walks two
 * primary keys side by side, which are in the same order.
 */
export const auditChecks: readonly AuditCheck[] = [
  {
    kind: 'incident-unwatched',
    graceMs: minute,
    inWindow: true,
    // An acknowledgement is live while whoever gave it still works here. The last question is asked for the few that come so far,
    // never of every report that was ever judged: hence the subquery that cannot be made a join.
    sql: `SELECT i.id::text AS subject, i.reference AS name FROM incident i
          LEFT JOIN escalation e ON e.incident_id = i.id
          WHERE i.state NOT IN ('resolved', 'closed') AND i.opened_at < $1
            AND (e.status IS DISTINCT FROM 'running' OR e.due_at IS NULL)
            AND NOT EXISTS (SELECT FROM user_account u WHERE u.id = i.acknowledged_by AND u.active)
            AND (i.severity <> 'not-an-incident' OR (SELECT true FROM triage_result t
              WHERE t.incident_id = i.id AND t.verdict->>'disposition' = 'needs_human' LIMIT 1))
          ORDER BY i.opened_at, i.id`,
  },
  {
    kind: 'step-overdue',
    graceMs: minute,
    sql: `SELECT i.id::text AS subject, i.reference AS name FROM escalation e JOIN incident i ON i.id = e.incident_id
          WHERE e.due_at < $1 ORDER BY e.due_at`,
  },
  {
    kind: 'delivery-overdue',
    graceMs: minute,
    sql: `SELECT id::text AS subject, purpose || ' ' || channel AS name FROM delivery
          WHERE state IN ('pending', 'sending') AND due_at < $1 ORDER BY due_at`,
  },
  {
    kind: 'message-unread',
    graceMs: 2 * minute,
    // What is set aside in a flood waits its turn, but not for ever.
    sql: `SELECT r.id::text AS subject, r.reference AS name FROM report r
          LEFT JOIN triage_result t ON t.report_id = r.id
          WHERE t.report_id IS NULL AND r.received_at < $1
            AND (r.received_at < $1 - interval '1 day'
              OR r.lane = 'express' AND NOT EXISTS (SELECT FROM backlog b WHERE b.report_id = r.id))`,
  },
  {
    kind: 'reply-unanswered',
    graceMs: minute,
    sql: `SELECT r.id::text AS subject, u.name FROM reply r JOIN user_account u ON u.id = r.user_id
          WHERE r.answer IS NULL AND r.received_at < $1 ORDER BY r.received_at`,
  },
  {
    kind: 'message-missing',
    graceMs: 10 * minute,
    // Of a mailbox every message has a row of its own; elsewhere the doors count what came.
    sql: `SELECT 'mailbox ' || folder || ' ' || uid AS subject, 'mailbox ' || folder AS name FROM mailbox_message
          WHERE settled_at IS NULL AND seen_at < $1
          UNION ALL
          SELECT source || ' ' || hour, source || ' ' || to_char(hour AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI')
          FROM intake_ledger WHERE stored IS NOT NULL AND source NOT LIKE 'imap %' AND came - repeated > stored
            AND hour < $1`,
  },
];
