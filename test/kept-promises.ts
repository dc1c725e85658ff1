import type { HotlineRig } from './hotline-rig.js';

interface StoredReport {
  readonly reference: string;
  readonly disposition: string | null;
  readonly incident_id: string | null;
}

export interface KeptPromises {
  /** References that a door gave out and that lead nowhere. */
  readonly lost: readonly string[];
  /** Reports that nobody has judged. */
  readonly unjudged: readonly string[];
  /** Reports that opened an incident which no queue shows. */
  readonly unlisted: readonly string[];
}

/** Once all is quiet: whether every reference that was given out leads to an incident, or to the verdict that it is none. */
export async function keptPromises(rig: HotlineRig, promised: readonly string[]): Promise<KeptPromises> {
  await rig.settled(45_000);
  const stored = await rig.rows<StoredReport>(
    'SELECT r.reference, t.disposition, t.incident_id FROM report r LEFT JOIN triage_result t ON t.report_id = r.id',
  );
  const isPlaced = ({ disposition, incident_id: id }: StoredReport) => disposition === 'no-incident' || id !== null;
  const placed = new Set(stored.filter(isPlaced).map(({ reference }) => reference));
  const listed = new Set((await (await rig.signIn('marc')).incidents()).map(({ reference }) => reference));
  const opened = stored.filter(({ disposition }) => disposition === 'opened').map(({ reference }) => reference);
  return {
    lost: promised.filter((reference) => !placed.has(reference)),
    unjudged: stored.filter(({ disposition }) => disposition === null).map(({ reference }) => reference),
    unlisted: opened.filter((reference) => !listed.has(reference)),
  };
}

export const allKept: KeptPromises = { lost: [], unjudged: [], unlisted: [] };
