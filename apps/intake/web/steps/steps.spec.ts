import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { openIncidentFor } from '../browser-door-rig.js';
import { WebDoorRig } from '../web-door-rig.js';

const proofIn = (page: string): string => /name="proof" value="([^"]+)"/.exec(page)?.[1] ?? '';
const stepsIn = (page: string) => [...page.matchAll(/name="step"( checked="")? value="([0-9a-f]{16})"/g)];
const keysIn = (page: string): readonly string[] => stepsIn(page).map(([, , key = '']) => key);
const tickedIn = (page: string): readonly string[] =>
  stepsIn(page).flatMap(([, checked, key = '']) => (checked === undefined ? [] : [key]));

describe('the first steps, ticked off without a script', () => {
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

  async function report() {
    const { text } = await door.submit('/en/report', { description: `Our mailbox is hacked ${randomUUID()}` });
    const reference = /class="reference">([^<]+)</.exec(text)?.[1] ?? '';
    const receiptCode = /class="receipt-code">([^<]+)</.exec(text)?.[1] ?? '';
    const [row] = await door.rows<{ id: string }>('SELECT id FROM report WHERE reference = $1', [reference]);
    return { text, proof: proofIn(text), reference, receiptCode, reportId: row?.id ?? '' };
  }

  const told = (subject: string) =>
    door.rows<{ data: { key: string; en: string; fr: string } }>(
      `SELECT data FROM timeline_entry WHERE subject_id = $1 AND type = 'reporter.step' AND actor = 'reporter' ORDER BY seq`,
      [subject],
    );
  const heard = (incidentId: string) =>
    door.rows(`SELECT 1 FROM event WHERE type = 'reporter.ticked' AND data ->> 'incidentId' = $1`, [incidentId]);
  const send = (path: string, fields: readonly (readonly [string, string])[], headers = {}) =>
    door.application.inject({
      method: 'POST',
      url: path,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html', ...headers },
      payload: new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value])).toString(),
    });

  test.each([
    ['/en/steps', 'receipt', 'class="receipt-code"', '/fr/suivi'],
    ['/fr/etapes', 'follow-up', 'class="conversation"', '/en/follow-up'],
  ])('are kept by %s from the %s, and show on every page of the report', async (path, on, shown, elsewhere) => {
    const held = await report();
    const [first = '', second = ''] = keysIn(held.text);
    expect(tickedIn(held.text)).toEqual([]);
    const answer = await send(path, [
      ['proof', held.proof],
      ['on', on],
      ['step', first],
      ['step', second],
    ]);
    expect(answer.statusCode).toBe(200);
    expect([answer.headers['cache-control'], answer.headers['x-robots-tag']]).toEqual(['no-store', 'noindex']);
    expect(answer.body).toContain(shown);
    expect(answer.body).toContain('class="notice good"');
    expect(tickedIn(answer.body)).toEqual([first, second]);
    expect(answer.body).toContain(`name="was" value="${first}"`);
    const other = await door.submit(elsewhere, { reference: held.reference, receiptCode: held.receiptCode });
    expect(tickedIn(other.text)).toEqual([first, second]);
  });

  it('change only where the page was changed, so that two devices do not undo each other', async () => {
    const held = await report();
    const [first = '', second = '', third = ''] = keysIn(held.text);
    const tick = (...fields: (readonly [string, string])[]) =>
      send('/en/steps', [['proof', held.proof], ['on', 'follow-up'], ...fields]);
    await tick(['step', first], ['step', second]);
    // This device has had its page since before.
    expect(tickedIn((await tick(['step', third])).body)).toEqual([first, second, third]);
    expect(tickedIn((await tick(['was', first], ['was', second], ['step', second])).body)).toEqual([second, third]);
  });

  it('are told to the responder: in the timeline once for each step, however often a box is pressed, and nobody is woken', async () => {
    const held = await report();
    const incidentId = await openIncidentFor(door, held.reportId);
    const [first = '', second = ''] = keysIn(held.text);
    const proof = ['proof', held.proof] as const;
    for (let turn = 0; turn < 5; turn += 1) {
      await send('/en/steps', [proof, ['step', first]]);
      await send('/en/steps', [proof, ['step', first]]);
      await send('/en/steps', [proof, ['was', first]]);
    }
    await Promise.all([1, 2, 3].map(() => send('/en/steps', [proof, ['step', second]])));
    expect((await told(incidentId)).map(({ data }) => data.key)).toEqual([first, second]);
    expect(await told(incidentId)).toMatchObject([
      { data: { en: expect.stringMatching(/\w{3}/), fr: expect.stringMatching(/\w{3}/) } },
      {},
    ]);
    expect(await heard(incidentId)).toHaveLength(11);
    const reactions = await door.rows(
      `SELECT 1 FROM outbox o JOIN event e ON e.id = o.event_id WHERE e.type = 'reporter.ticked'`,
    );
    expect(reactions).toEqual([]);
  });

  it('stand with the report until it is triaged', async () => {
    const held = await report();
    await send('/en/steps', [
      ['proof', held.proof],
      ['step', keysIn(held.text)[0] ?? ''],
    ]);
    expect(await told(held.reportId)).toHaveLength(1);
  });

  it('answer the script with what is ticked, and nothing else', async () => {
    const held = await report();
    const [first = ''] = keysIn(held.text);
    const fields = [
      ['proof', held.proof],
      ['step', first],
    ] as const;
    const answer = await send('/en/steps', fields, { accept: 'application/json' });
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.json()).toEqual({ done: [first] });
  });

  it('take no step that no playbook has, no more than a page has boxes, nothing without a proof, and no flood', async () => {
    const held = await report();
    const keys = Array.from({ length: 2_000 }, (_, number) => ['step', number.toString(16).padStart(16, '0')] as const);
    const many = await send('/en/steps', [['proof', held.proof], ['step', 'x'.repeat(5_000)], ...keys]);
    expect(many.statusCode).toBe(200);
    expect(await door.rows('SELECT 1 FROM reporter_step WHERE report_id = $1', [held.reportId])).toEqual([]);
    const forged = await send('/en/steps', [
      ['proof', held.proof.replace(/.(?=.{20}$)/, (letter) => (letter === 'x' ? 'y' : 'x'))],
      ['step', keysIn(held.text)[0] ?? ''],
    ]);
    expect(forged.statusCode).toBe(403);
    expect((await send('/fr/etapes', [])).body).toContain('class="notice fault"');
    for (const path of ['/en/steps', '/fr/etapes']) expect((await door.get(path)).status).toBe(303);
    const statuses = await Promise.all(
      Array.from(
        { length: 70 },
        async () => (await send('/en/steps', [['proof', held.proof]], { accept: 'application/json' })).statusCode,
      ),
    );
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(10);
  });

  it('close after half a day, and ask for the receipt again', async () => {
    const held = await report();
    clock.advance('13h');
    const late = await send('/en/steps', [
      ['proof', held.proof],
      ['step', keysIn(held.text)[0] ?? ''],
    ]);
    expect(late.statusCode).toBe(403);
    expect(await door.rows('SELECT 1 FROM reporter_step WHERE report_id = $1', [held.reportId])).toEqual([]);
  });
});
