import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTransport } from 'nodemailer';
import { rereadReports } from '../apps/cli/reread-reports.js';
import { showIntakeLedger } from '../apps/cli/show-intake-ledger.js';
import { HotlineRig } from './hotline-rig.js';
import { until } from './until.js';

describe('the commands about mail, beside a hotline that runs', () => {
  let rig: HotlineRig;
  let said: string;

  beforeAll(async () => {
    rig = await HotlineRig.start();
    vi.stubEnv('DATABASE_URL', rig.databaseUrl);
  });

  beforeEach(() => {
    said = '';
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      said += String(text);
      return true;
    });
  });

  afterEach(() => {
    vi.restoreAllMocks();
    process.exitCode = undefined;
  });

  afterAll(async () => {
    vi.unstubAllEnvs();
    await rig.stop();
  });

  async function mail(subject: string): Promise<string> {
    const transport = createTransport({ host: '127.0.0.1', port: rig.smtpPort });
    const text = 'Our email was hacked and the password was changed.';
    const sent = await transport.sendMail({ from: 'aide@red-oak.example', to: 'hotline@vigil.example', subject, text });
    transport.close();
    const reference = /Stored as (\S+)/.exec(sent.response)?.[1] ?? '';
    await until('it is triaged', async () => {
      const rows = await rig.rows(
        'SELECT 1 FROM triage_result t JOIN report r ON r.id = t.report_id WHERE r.reference = $1',
        [reference],
      );
      return rows.length > 0;
    });
    return reference;
  }

  it('read every unreadable report again, and say what became of each', async () => {
    const reference = await mail('first');
    await rig.rows('UPDATE triage_result SET readable = false');
    await rereadReports({ allUnreadable: true, json: true });
    expect(JSON.parse(said)).toEqual([{ reference, readable: true }]);
    expect(process.exitCode).toBeUndefined();
    said = '';
    await rereadReports({ allUnreadable: true });
    expect(said).toBe('There is no unreadable report.\n');
  });

  it('read one report again by its reference, and refuse what is none', async () => {
    const reference = await mail('second');
    await rereadReports({ reference: reference.toLowerCase() });
    expect(said).toContain(`${reference}  read`);
    await expect(rereadReports({ reference: 'nonsense' })).rejects.toThrow('is not a reference');
    await expect(rereadReports({})).rejects.toThrow('Give either --reference or --all-unreadable');
  });

  it('show what came and what is stored, and fail when anything is missing', async () => {
    await mail('third');
    await until('the door has written down what came', async () => {
      const [row] = await rig.rows<{ came: number }>(
        `SELECT sum(came)::int AS came FROM intake_ledger WHERE source = 'smtp'`,
      );
      return (row?.came ?? 0) >= 3;
    });
    await showIntakeLedger({ hours: '24' });
    expect(said).toMatch(/^HOUR \(UTC\) +SOURCE +CAME +REPEATED +REFUSED +STORED +MISSING\n/);
    expect(process.exitCode).toBeUndefined();
    await rig.rows(`UPDATE intake_ledger SET stored = 0 WHERE source = 'smtp'`);
    said = '';
    await showIntakeLedger({ hours: '24', json: true });
    expect(JSON.parse(said)).toEqual(
      expect.arrayContaining([expect.objectContaining({ source: 'smtp', stored: 0, missing: expect.any(Number) })]),
    );
    expect(process.exitCode).toBe(1);
    await expect(showIntakeLedger({ hours: 'all' })).rejects.toThrow('whole number');
  });
});
