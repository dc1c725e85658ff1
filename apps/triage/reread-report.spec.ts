import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TriageRig } from './triage-rig.js';

const hacked =
  'Our campaign email was hacked, the password was changed and the leader is locked out. They send mail as us.';

describe('A report that is read again', () => {
  let rig: TriageRig;

  beforeAll(async () => {
    rig = await TriageRig.start();
  });

  beforeEach(() => {
    rig.clock.advance('1d');
  });

  afterAll(async () => {
    await rig.stop();
  });

  const ask = async (reportId: string): Promise<void> => {
    await rig.runtime.database.transaction((tx) => tx.emit('report.reread-requested', { reportId }));
    await rig.triageAll();
  };

  /** As a reader leaves it that could make nothing of the message. */
  async function unread(text: string): Promise<{ readonly reportId: string; readonly incidentId: string }> {
    const reportId = await rig.send({ text: `${text} ${randomUUID()}` });
    const { incident_id: incidentId } = await rig.resultOf(reportId);
    if (incidentId === null) throw new Error('no incident');
    await rig.sql(`UPDATE triage_result SET readable = false, subject = NULL, text = 'PK...' WHERE report_id = $1`, [
      reportId,
    ]);
    await rig.sql(
      `UPDATE incident SET severity = 'medium', severity_rank = 2, severity_rule = 'M7', category = 'undetermined', summary = ''
       WHERE id = $1`,
      [incidentId],
    );
    return { reportId, incidentId };
  }

  const incident = async (id: string) => {
    const [row] = await rig.sql<{ severity: string; category: string; summary: string; report_count: number }>(
      'SELECT severity, category, summary, report_count FROM incident WHERE id = $1',
      [id],
    );
    return row;
  };

  it('makes its incident as severe as it now turns out to be, and wakes whoever that calls for', async () => {
    const { reportId, incidentId } = await unread(hacked);
    await ask(reportId);
    const now = await incident(incidentId);
    expect(['critical', 'high']).toContain(now?.severity);
    expect(now?.category).not.toBe('undetermined');
    expect(now?.summary).toContain('Our campaign email was hacked');
    expect(now?.report_count).toBe(1);
    const [result] = await rig.sql<{ readable: boolean; text: string }>(
      'SELECT readable, text FROM triage_result WHERE report_id = $1',
      [reportId],
    );
    expect(result).toMatchObject({ readable: true, text: expect.stringContaining('hacked') });
    const changes = await rig.sql<{ data: unknown }>(
      `SELECT data FROM event WHERE type = 'incident.severity-changed' AND incident_id = $1`,
      [incidentId],
    );
    expect(changes).toEqual([{ data: { incidentId, from: 'medium', to: now?.severity } }]);
    const told = await rig.sql<{ type: string; data: Record<string, unknown> }>(
      `SELECT type, data FROM timeline_entry WHERE subject_id = $1 AND type = 'report.reread'`,
      [reportId],
    );
    expect(told).toHaveLength(1);
    expect(told[0]?.data).toMatchObject({ readableBefore: false, readable: true, incidentId });
    expect(await rig.timelinesAreIntact()).toBe(true);
  });

  it('never makes its incident less severe, nor takes away what a person decided', async () => {
    const { reportId, incidentId } = await unread(hacked);
    await rig.sql(
      `UPDATE incident SET severity = 'critical', severity_rank = 0, category = 'phishing', summary = 'kept' WHERE id = $1`,
      [incidentId],
    );
    await ask(reportId);
    expect(await incident(incidentId)).toMatchObject({ severity: 'critical', category: 'phishing', summary: 'kept' });
  });

  it('that still cannot be read changes nothing, and says so in the record', async () => {
    const reportId = await rig.send({ text: 'x' }, { raw: Buffer.from('{not JSON') });
    const before = await rig.resultOf(reportId);
    await ask(reportId);
    expect(await rig.resultOf(reportId)).toEqual(before);
    const [told] = await rig.sql<{ data: Record<string, unknown> }>(
      `SELECT data FROM timeline_entry WHERE subject_id = $1 AND type = 'report.reread'`,
      [reportId],
    );
    expect(told?.data).toMatchObject({ readable: false });
  });

  it('may turn out to be an incident after all, which is opened and answered as any other', async () => {
    const { reportId, incidentId } = await unread(hacked);
    await rig.sql(`UPDATE triage_result SET incident_id = NULL, disposition = 'no-incident' WHERE report_id = $1`, [
      reportId,
    ]);
    await rig.sql(`UPDATE incident SET reference = 'GONE-' || left(id::text, 8) WHERE id = $1`, [incidentId]);
    await ask(reportId);
    const after = await rig.resultOf(reportId);
    expect(after.disposition).toBe('opened');
    expect(after.incident_id).not.toBeNull();
    const told = await rig.sql(
      `SELECT 1 FROM event WHERE type = 'report.triaged' AND data ->> 'reportId' = $1 AND data ->> 'incidentId' = $2`,
      [reportId, after.incident_id],
    );
    expect(told).toHaveLength(1);
  });
});
