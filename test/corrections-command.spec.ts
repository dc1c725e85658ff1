import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LabelledReport } from '#domain';
import { evaluateTriageFile } from '../apps/cli/evaluate-triage.js';
import { exportCorrections } from '../apps/cli/export-corrections.js';
import { HotlineRig } from './hotline-rig.js';
import { until } from './until.js';

const description = 'Our campaign email was hacked, the password was changed and I am locked out.';

describe('the command that writes what responders put right', () => {
  let rig: HotlineRig;
  let folder: string;
  let said: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vigil-corrections-'));
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
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await rig.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function incidentOf(reference: string): Promise<string> {
    let id = '';
    await until('the report has an incident', async () => {
      const [row] = await rig.rows<{ incident_id: string | null }>(
        'SELECT t.incident_id FROM triage_result t JOIN report r ON r.id = t.report_id WHERE r.reference = $1',
        [reference],
      );
      id = row?.incident_id ?? '';
      return id !== '';
    });
    return id;
  }

  const exported = async (name: string) => {
    const file = join(folder, name);
    await exportCorrections({ file });
    const { meta, reports } = JSON.parse(await readFile(file, 'utf8')) as {
      readonly meta: { readonly marking: string };
      readonly reports: readonly LabelledReport[];
    };
    return { file, meta, reports };
  };

  it('writes nothing where nothing was put right', async () => {
    await rig.reportByApi({ language: 'en', description: `${description} Nobody changed this one.` });
    expect((await exported('none.json')).reports).toEqual([]);
    expect(said).toContain('0 corrected reports');
  });

  it('writes the words of a corrected incident with its labels as they stand now, for its owner alone', async () => {
    const { reference } = await rig.reportByApi({ language: 'en', description, organization: 'Another party' });
    const id = await incidentOf(reference);
    const desk = await rig.signIn('priya');
    const kind = { category: 'social_media_takeover', accountKind: 'social', reason: 'It is the page.' };
    expect((await desk.act(id, 'kind', kind)).status).toBe(200);
    const { file, meta, reports } = await exported('corrected.json');
    const [incident] = await rig.rows<{ reference: string; severity: string }>(
      'SELECT reference, severity FROM incident WHERE id = $1',
      [id],
    );
    expect(meta.marking).toBe('TLP:AMBER+STRICT');
    expect(reports).toHaveLength(1);
    expect(reports[0]).toMatchObject({
      id: incident?.reference,
      channel: 'api',
      body: expect.stringContaining(description),
      expected: {
        category: 'social_media_takeover',
        account_kind: 'social',
        severity_band: incident?.severity,
      },
      rationale: 'It is the page.',
    });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    said = '';
    await evaluateTriageFile({ file });
    expect(said).toMatch(/^1 reports, 1 labelled\. Rules /);
  });

  it('says where it could not write', async () => {
    await expect(exportCorrections({ file: join(folder, 'no such folder', 'x.json') })).rejects.toThrow('ENOENT');
  });
});
