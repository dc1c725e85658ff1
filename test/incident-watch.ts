import type { HotlineRig } from './hotline-rig.js';
import { until } from './until.js';

/** Where a report led. */
export interface PlacedIncident {
  readonly id: string;
  readonly reference: string;
  readonly severity: string;
  readonly reports: number;
  /** Key of whoever has it. */
  readonly taker: string | null;
}

/** The first page for a report. */
export interface Ring {
  /** Who was rung. */
  readonly key: string;
  readonly phone: string;
  readonly code: string;
  /** The one-time link, as it stands in the text. */
  readonly link: string;
  /** From the report's arrival to the first call to the carrier. */
  readonly seconds: number;
}

/** Waits for the incident that a report leads to. */
export async function incidentOf(rig: HotlineRig, reportReference: string): Promise<PlacedIncident> {
  return until(`${reportReference} has an incident`, async () => {
    const [row] = await rig.rows<PlacedIncident>(
      `SELECT i.id, i.reference, i.severity, i.report_count AS reports, u.key AS taker
       FROM report r JOIN triage_result t ON t.report_id = r.id JOIN incident i ON i.id = t.incident_id
         LEFT JOIN user_account u ON u.id = i.acknowledged_by WHERE r.reference = $1`,
      [reportReference],
    );
    return row;
  });
}

/** Waits until somebody has the incident of a report, and tells who. */
export async function takerOf(rig: HotlineRig, reportReference: string): Promise<string> {
  return until(`somebody has ${reportReference}`, async () => (await incidentOf(rig, reportReference)).taker);
}

/** Waits until a report rings a phone. */
export async function firstRing(rig: HotlineRig, reportReference: string): Promise<Ring> {
  const { id, reference } = await incidentOf(rig, reportReference);
  const row = await until(`${reportReference} pages by text`, async () => {
    const [found] = await rig.rows<Omit<Ring, 'link'>>(
      `SELECT u.key, u.phone, p.code, extract(epoch FROM a.started_at - r.received_at)::float8 AS seconds
       FROM page p JOIN user_account u ON u.id = p.user_id JOIN delivery d ON d.page_id = p.id AND d.channel = 'sms'
         JOIN attempt a ON a.delivery_id = d.id AND a.number = 1 JOIN report r ON r.reference = $2
       WHERE p.incident_id = $1 AND p.state = 'open' ORDER BY p.requested_at LIMIT 1`,
      [id, reportReference],
    );
    return found;
  });
  const text = await textTo(rig, row.phone, reference, `ACK ${row.code}`);
  const [link = ''] = /http\S+$/.exec(text) ?? [];
  return { ...row, link };
}

/** Waits for a text of the hotline's on a phone that holds all of these words. */
export async function textTo(rig: HotlineRig, phone: string, ...words: readonly string[]): Promise<string> {
  return until(`${phone} shows a text with ${words.join(' and ')}`, async () =>
    (await rig.textsTo(phone)).find((text) => words.every((word) => text.includes(word))),
  );
}
