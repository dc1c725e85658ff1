import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { DeskRig } from './desk-rig.js';

describe('The message that came', () => {
  let database: TestDatabase;
  let desk: DeskRig;

  beforeAll(async () => {
    database = await freshDatabase();
    desk = await DeskRig.open(database.url, new FakeClock());
  });

  afterAll(async () => {
    await desk.close();
    await database.drop();
  });

  it('is given to a responder as a file that no browser opens, and the record says to whom', async () => {
    const { reportId, reference } = await desk.seed();
    const answer = await desk.get(`/api/v1/reports/${reportId}/raw`, await desk.cookieOf('daniel'));
    expect(answer.status).toBe(200);
    expect(answer.text).toBe('Somebody else reads my mail.');
    expect(answer.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="${reference}.txt"`,
      'content-security-policy': 'sandbox',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    const told = await desk.rows(
      `SELECT actor, data ->> 'size' AS size FROM timeline_entry WHERE subject_id = $1 AND type = 'report.downloaded'`,
      [reportId],
    );
    expect(told).toEqual([{ actor: `user:${desk.userId('daniel')}`, size: '28' }]);
  });

  it.each([
    ['a liaison of the party, who sees no sender', 'liaison-red-oak', 403],
    ['a liaison of another party', 'liaison-blue-heron', 403],
    ['somebody who is not signed in', null, 401],
  ])('is not given to %s', async (_, who, status) => {
    const { reportId } = await desk.seed({ party: 'red-oak' });
    const [account] = await desk.rows<{ key: string }>(
      `SELECT u.key FROM user_account u JOIN party p ON p.id = u.party_id WHERE p.key = $1`,
      [who?.replace('liaison-', '') ?? ''],
    );
    const cookie = account === undefined ? undefined : await desk.cookieOf(account.key);
    expect((await desk.get(`/api/v1/reports/${reportId}/raw`, cookie)).status).toBe(status);
  });

  it('that does not exist is not found, whatever the id', async () => {
    const cookie = await desk.cookieOf('daniel');
    for (const id of ['0b5f6a2c-3a51-4c1e-9c3b-2f5e8d7a9b10', 'x', '..%2f..']) {
      expect((await desk.get(`/api/v1/reports/${id}/raw`, cookie)).status).toBe(404);
    }
  });
});
