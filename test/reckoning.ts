import { Client } from 'pg';
import type { SentReport } from './report-stream.js';

/** What became of the reports that got a receipt, counted from the database and the phones. */
export interface Reckoning {
  readonly accepted: number;
  readonly opened: number;
  readonly joined: number;
  /** Incidents that are to page and have a page whose text is on a responder's phone. */
  readonly paged: number;
  /** Receipts without a stored report, without an incident, or without the page that it needs; each with what is missing. */
  readonly lost: readonly string[];
  /** Reports stored twice or incidents opened twice. */
  readonly repeated: readonly string[];
  /** Texts beyond one for each delivery. */
  readonly doubled: number;
  /** Those of them that no broken-off attempt explains. */
  readonly unexplained: readonly string[];
  /** From a report's receipt to the text on the phone, the longest, in milliseconds; only those it opened. */
  readonly longestToPhone: number;
  /** From that instant to the last first page of the incidents reported before it, in milliseconds. */
  readonly longestAfter: number;
}

interface ReportRow {
  readonly reference: string;
  readonly raw: string;
  readonly disposition: string | null;
  readonly incident_id: string | null;
}

interface IncidentRow {
  readonly id: string;
  readonly reference: string;
  readonly pages: boolean;
  readonly page_ids: readonly string[];
  readonly openings: number;
  readonly received_at: Date;
}

export interface Text {
  readonly kind: string;
  readonly direction: string;
  readonly to: string;
  readonly body: string;
  readonly at: string;
}

/** A delivery on its way. One that is planned for later, such as the call after a text, waits for its time and for nothing else. */
const onItsWay = `(state = 'sending' OR state = 'pending' AND (attempts > 0 OR due_at <= now()))`;

/** How many rows still have something to happen to them: events not handled, deliveries on their way, reports not judged. */
export async function unfinished(databaseUrl: string): Promise<number> {
  return withClient(databaseUrl, async (client) => {
    const { rows } = await client.query<{ left: number }>(
      `SELECT (SELECT count(*) FROM outbox WHERE handled_at IS NULL)::int
         + (SELECT count(*) FROM delivery WHERE ${onItsWay})::int
         + (SELECT count(*) FROM report r WHERE NOT EXISTS (SELECT FROM triage_result t WHERE t.report_id = r.id))::int AS left`,
    );
    return rows[0]?.left ?? 0;
  });
}

/** What those rows are, to be told when they never come to an end. */
export async function nameUnfinished(databaseUrl: string): Promise<readonly string[]> {
  return withClient(databaseUrl, async (client) => {
    const { rows } = await client.query<{ what: string }>(
      `SELECT concat_ws(' ', o.queue, e.type, 'published', o.published_at, 'parked', o.parked_at, o.last_error) AS what
         FROM outbox o JOIN event e ON e.id = o.event_id WHERE o.handled_at IS NULL
       UNION ALL SELECT concat_ws(' ', 'delivery', purpose, channel, state, 'due', due_at, 'attempts', attempts, last_error)
         FROM delivery WHERE ${onItsWay}
       UNION ALL SELECT concat_ws(' ', 'report', channel, lane, received_at) FROM report r
         WHERE NOT EXISTS (SELECT FROM triage_result t WHERE t.report_id = r.id) LIMIT 20`,
    );
    return rows.map(({ what }) => what);
  });
}

/** Compares the receipts with the rows and with every phone of the carrier. */
export async function reckon(
  databaseUrl: string,
  carrier: string,
  accepted: readonly SentReport[],
  since = new Date(),
): Promise<Reckoning> {
  const texts = await textsOf(carrier);
  return withClient(databaseUrl, async (client) => {
    const reports = (await client.query<ReportRow>(reportQuery)).rows;
    const incidents = (await client.query<IncidentRow>(incidentQuery)).rows;
    const byToken = new Map<string, ReportRow[]>();
    for (const report of reports) {
      const token = /t[0-9a-f]{8}n\d{4}/.exec(report.raw)?.[0] ?? '';
      byToken.set(token, [...(byToken.get(token) ?? []), report]);
    }
    const textsByPage = new Map<string, Text[]>();
    for (const text of texts) {
      const page = /\/ack\/([0-9a-f-]{36})\./.exec(text.body)?.[1] ?? '';
      textsByPage.set(page, [...(textsByPage.get(page) ?? []), text]);
    }
    const paged = incidents.filter(
      ({ pages, page_ids: ids }) => pages && ids.some((id) => (textsByPage.get(id) ?? []).length > 0),
    );
    const isPaged = new Set(paged.map(({ id }) => id));
    const onPhone = ({ page_ids: ids }: IncidentRow): number =>
      Math.min(...ids.flatMap((id) => (textsByPage.get(id) ?? []).map(({ at }) => Date.parse(at))));
    return {
      accepted: accepted.length,
      opened: reports.filter(({ disposition }) => disposition === 'opened').length,
      joined: reports.filter(({ disposition }) => disposition === 'joined').length,
      paged: paged.length,
      lost: [
        ...accepted.flatMap(({ token }) => missing(token, byToken.get(token) ?? [])),
        ...incidents
          .filter(({ id, pages }) => pages && !isPaged.has(id))
          .map(({ reference }) => `${reference}: nobody's phone has its page`),
      ],
      repeated: [
        ...[...byToken]
          .filter(([token, rows]) => token !== '' && rows.length > 1)
          .map(([token]) => `${token}: stored twice`),
        ...incidents.filter(({ openings }) => openings !== 1).map(({ reference }) => `${reference}: not opened once`),
      ],
      ...(await countDoubles(client, texts)),
      longestToPhone: Math.max(0, ...paged.map((incident) => onPhone(incident) - incident.received_at.getTime())),
      longestAfter: Math.max(
        0,
        ...paged.filter(({ received_at: at }) => at < since).map((incident) => onPhone(incident) - since.getTime()),
      ),
    };
  });
}

function missing(token: string, rows: readonly ReportRow[]): readonly string[] {
  const [row] = rows;
  if (row === undefined) return [`${token}: has a receipt and is not stored`];
  if (row.disposition === null) return [`${row.reference}: stored and not judged`];
  return row.incident_id === null ? [`${row.reference}: ${row.disposition}, no incident`] : [];
}

/** An address may have more texts than deliveries only where an attempt broke off before its answer was recorded. */
async function countDoubles(
  client: Client,
  texts: readonly Text[],
): Promise<Pick<Reckoning, 'doubled' | 'unexplained'>> {
  const { rows } = await client.query<{ address: string; sent: number; broken: number }>(
    `SELECT d.address, count(DISTINCT d.id) FILTER (WHERE d.state IN ('accepted', 'sent', 'delivered'))::int AS sent,
       (count(a.*) FILTER (WHERE a.outcome IN ('lost', 'retry')))::int AS broken
     FROM delivery d LEFT JOIN attempt a ON a.delivery_id = d.id WHERE d.channel = 'sms' GROUP BY d.address`,
  );
  const byAddress = rows.map(({ address, sent, broken }) => {
    const beyond = texts.filter(({ to }) => to === address).length - sent;
    return { address, beyond: Math.max(0, beyond), broken, short: Math.max(0, -beyond) };
  });
  return {
    doubled: byAddress.reduce((sum, { beyond }) => sum + beyond, 0),
    unexplained: byAddress
      .filter(({ beyond, broken, short }) => beyond > broken || short > 0)
      .map(({ address, beyond, broken, short }) =>
        short > 0
          ? `${address}: ${short} texts fewer than sent`
          : `${address}: ${beyond} doubled, ${broken} broken off`,
      ),
  };
}

const reportQuery = `
  SELECT r.reference, convert_from(r.raw, 'UTF8') AS raw, t.disposition, t.incident_id
  FROM report r LEFT JOIN triage_result t ON t.report_id = r.id`;

/** An incident whose policy pages: any severity but none at all, and that too when a person must read it. */
const incidentQuery = `
  SELECT i.id, i.reference,
    (i.severity <> 'not-an-incident' OR bool_or(t.verdict->>'disposition' = 'needs_human')) AS pages,
    ARRAY(SELECT p.id::text FROM page p WHERE p.incident_id = i.id) AS page_ids,
    (SELECT count(*) FROM timeline_entry e WHERE e.subject_id = i.id AND e.type = 'incident.opened')::int AS openings,
    min(r.received_at) AS received_at
  FROM incident i JOIN triage_result t ON t.incident_id = i.id JOIN report r ON r.id = t.report_id GROUP BY i.id`;

/** Every text that the hotline sent, on whichever phone. */
export async function textsOf(carrier: string): Promise<readonly Text[]> {
  const phones = (await (await fetch(`${carrier}/api/phones`)).json()) as readonly { readonly number: string }[];
  const lists: (readonly Text[])[] = [];
  for (const { number } of phones) {
    const response = await fetch(`${carrier}/api/phones/${encodeURIComponent(number)}/messages`);
    lists.push((await response.json()) as readonly Text[]);
  }
  return lists.flat().filter(({ kind, direction }) => kind === 'sms' && direction === 'outbound-api');
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
