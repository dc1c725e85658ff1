import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { WebDoorRig } from './web-door-rig.js';

const proofIn = (page: string): string => /name="proof" value="([^"]+)"/.exec(page)?.[1] ?? '';
/** Of the form that goes to a path. */
const nonceFor = (page: string, path: string): string =>
  new RegExp(`action="${path}".*?name="nonce" value="([\\w-]{22})"`, 's').exec(page)?.[1] ?? '';

interface Held {
  readonly reference: string;
  readonly receiptCode: string;
  readonly reportId: string;
}

describe('a reporter who says that it is getting worse, or over', () => {
  const clock = new FakeClock();
  let scratch: TestDatabase;
  let door: WebDoorRig;

  beforeAll(async () => {
    scratch = await freshDatabase();
    door = await WebDoorRig.open(scratch.url, clock);
  });
  afterAll(async () => {
    await door.close();
    await scratch.drop();
  });

  async function report(state: string | null): Promise<Held & { readonly incidentId: string }> {
    const { text } = await door.submit('/en/report', { description: `Our mailbox is hacked ${randomUUID()}` });
    const reference = /class="reference">([^<]+)</.exec(text)?.[1] ?? '';
    const receiptCode = /class="receipt-code">([^<]+)</.exec(text)?.[1] ?? '';
    const [row] = await door.rows<{ id: string }>('SELECT id FROM report WHERE reference = $1', [reference]);
    const [reportId, incidentId] = [row?.id ?? '', randomUUID()];
    if (state !== null) {
      await door.rows(
        `INSERT INTO incident (id, reference, state, severity, severity_rank, severity_rule, category, rsit, account_kind, language, summary,
           life_safety, violence, foreign_interference, compromised_addresses, opened_at, updated_at)
         VALUES ($1, $2, $3, 'high', 1, 'H1', 'phishing', 'x', 'email', 'en', 'x', false, false, false, '{}', $4, $4)`,
        [incidentId, incidentId.slice(0, 8), state, clock.now()],
      );
      await door.rows(
        `INSERT INTO triage_result (report_id, incident_id, disposition, readable, text, verdict, rules_version, triaged_at)
         VALUES ($1, $2, 'opened', true, 'x', '{"category": "phishing", "violence": false, "lifeSafety": false}', 'test', $3)`,
        [reportId, incidentId, clock.now()],
      );
    }
    return { reference, receiptCode, reportId, incidentId };
  }

  const openPage = ({ reference, receiptCode }: Held, path = '/en/follow-up') =>
    door.submit(path, { reference, receiptCode });
  const told = (incidentId: string) =>
    door.rows<{ turn: string; wakes: boolean }>(
      `SELECT data ->> 'turn' AS turn, (data ->> 'wakes')::boolean AS wakes FROM event
       WHERE type = 'reporter.turned' AND data ->> 'incidentId' = $1 ORDER BY occurred_at, id`,
      [incidentId],
    );
  const entries = (subject: string) =>
    door.rows<{ type: string; actor: string }>(
      `SELECT type, actor FROM timeline_entry WHERE subject_id = $1 AND type IN ('reporter.worse', 'reporter.over') ORDER BY seq`,
      [subject],
    );

  const send = (what: object, key: string) =>
    door.call('/api/v1/reports/follow-up/turns', what, { 'idempotency-key': key });

  test.each([
    ['/en/follow-up', '/en/follow-up/worse', 'worse', 'It is getting worse.', true],
    ['/fr/suivi', '/fr/suivi/pire', 'worse', 'La situation s’aggrave.', true],
    ['/en/follow-up', '/en/follow-up/over', 'over', 'It is over, as far as I can see.', false],
    ['/fr/suivi', '/fr/suivi/fini', 'over', 'C’est fini, pour autant que je puisse en juger.', false],
  ])(
    'from %s by %s is kept with the words, and told once, however often it is pressed',
    async (start, path, turn, said, wakes) => {
      const held = await report('triaged');
      const page = await openPage(held, start);
      const fields = {
        proof: proofIn(page.text),
        nonce: nonceFor(page.text, path),
        [`message-${turn}`]: 'They post <b>again</b>',
      };
      const answers = await Promise.all([door.submit(path, fields), door.submit(path, fields)]);
      const last = await door.submit(path, fields);
      for (const { status, headers, text } of [...answers, last]) {
        expect([status, headers['cache-control'], headers['x-robots-tag']]).toEqual([201, 'no-store', 'noindex']);
        expect(text).toContain('class="notice good"');
        expect(text.split(`${said}\n\nThey post &lt;b&gt;again&lt;/b&gt;`)).toHaveLength(2);
      }
      expect(await told(held.incidentId)).toEqual([{ turn, wakes }]);
      expect(await entries(held.incidentId)).toEqual([{ type: `reporter.${turn}`, actor: 'reporter' }]);
      const [incident] = await door.rows('SELECT state FROM incident WHERE id = $1', [held.incidentId]);
      expect(incident).toEqual({ state: 'triaged' });
      const [stored] = await door.rows<{ raw: Buffer }>('SELECT raw FROM report WHERE follows_report_id = $1', [
        held.reportId,
      ]);
      expect(stored?.raw.includes(held.receiptCode)).toBe(false);
    },
  );

  it('wakes once in a quarter of an hour, also from two tabs, and for an incident that was over', async () => {
    const held = await report('resolved');
    const press = async () => {
      const page = await openPage(held);
      await door.submit('/en/follow-up/worse', {
        proof: proofIn(page.text),
        nonce: nonceFor(page.text, '/en/follow-up/worse'),
      });
    };
    await press();
    clock.advance('5m');
    await press();
    clock.advance('10m');
    await press();
    expect((await told(held.incidentId)).map(({ wakes }) => wakes)).toEqual([true, false, true]);
  });

  it('stands with the report while nothing has been triaged', async () => {
    const held = await report(null);
    const page = await openPage(held);
    const path = '/en/follow-up/worse';
    expect((await door.submit(path, { proof: proofIn(page.text), nonce: nonceFor(page.text, path) })).status).toBe(201);
    expect(await entries(held.reportId)).toEqual([{ type: 'reporter.worse', actor: 'reporter' }]);
  });

  it('takes nothing on a proof that is forged or too old, and keeps the words', async () => {
    const held = await report('triaged');
    const { text } = await openPage(held);
    const proof = proofIn(text);
    clock.advance('13h');
    for (const given of [proof, 'x', '']) {
      const answer = await door.submit('/en/follow-up/worse', { proof: given, 'message-worse': 'Written slowly' });
      expect(answer.status).toBe(403);
      expect(answer.text).toContain('Written slowly</textarea>');
    }
    expect(await told(held.incidentId)).toEqual([]);
    expect((await door.get('/fr/suivi/pire')).headers['location']).toBe('/fr/suivi');
  });

  it('stops whoever presses without end', async () => {
    const held = await report('triaged');
    const proof = proofIn((await openPage(held)).text);
    const statuses: number[] = [];
    for (let press = 0; press < 21; press++) statuses.push((await door.submit('/en/follow-up/over', { proof })).status);
    expect([statuses.slice(0, 20).every((status) => status === 201), statuses[20]]).toEqual([true, 429]);
  });

  it('can be told by a program, once for a key, with the receipt code and nothing less', async () => {
    const held = await report('triaged');
    const { reference, receiptCode } = held;
    const body = { reference, receiptCode, language: 'fr', turn: 'worse', message: 'Encore' };
    const [first, again] = [await send(body, 'k1'), await send(body, 'k1')];
    expect([first.status, again.status, first.headers['cache-control']]).toEqual([201, 201, 'no-store']);
    expect(JSON.stringify(again.json)).toContain('La situation s’aggrave.\\n\\nEncore');
    expect(await told(held.incidentId)).toEqual([{ turn: 'worse', wakes: true }]);
    expect((await send({ ...body, turn: 'over' }, 'k1')).status).toBe(422);
    expect((await send({ ...body, turn: 'closed' }, 'k2')).status).toBe(422);
    expect((await send({ ...body, receiptCode: 'ABCD-EFGH-JKMN-PQRS' }, 'k3')).status).toBe(404);
    expect(await told(held.incidentId)).toHaveLength(1);
  });
});
