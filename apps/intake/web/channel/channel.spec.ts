import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { changesPerDay } from '#domain';
import { addressReporter, channelCode, loadReporter } from '#service';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { openIncidentFor } from '../browser-door-rig.js';
import { WebDoorRig } from '../web-door-rig.js';

const proofIn = (page: string): string => /name="proof" value="([^"]+)"/.exec(page)?.[1] ?? '';
/** How much of a page is the same whoever asks. */
const skeleton = (text: string): number => text.replaceAll(/value="[^"]*"|someone-\d+/g, '').length;

describe('a reporter who wants answers somewhere else', () => {
  const clock = new FakeClock();
  let scratch: TestDatabase;
  let door: WebDoorRig;
  let number = 0;

  beforeAll(async () => {
    scratch = await freshDatabase();
    door = await WebDoorRig.open(scratch.url, clock);
  });
  afterAll(async () => {
    await door.close();
    await scratch.drop();
  });

  const someone = (): string => `someone-${(number += 1)}@elsewhere.example`;

  async function report(options: Parameters<typeof openIncidentFor>[2] | null = {}) {
    const old = options === null ? null : options.email === undefined ? someone() : options.email;
    const { text } = await door.submit('/en/report', { description: `Our mailbox is hacked ${randomUUID()}` });
    const reference = /class="reference">([^<]+)</.exec(text)?.[1] ?? '';
    const [row] = await door.rows<{ id: string }>('SELECT id FROM report WHERE reference = $1', [reference]);
    const reportId = row?.id ?? '';
    const incidentId = options === null ? '' : await openIncidentFor(door, reportId, { ...options, email: old });
    return { proof: proofIn(text), reportId, incidentId, old };
  }
  type Held = Awaited<ReturnType<typeof report>>;

  const ask = ({ proof }: Pick<Held, 'proof'>, channel: string, path = '/en/follow-up/channel') =>
    door.submit(path, { proof, channel }, { 'x-forwarded-for': `198.51.100.${(number += 1) % 250}` });
  const enter = ({ proof }: Held, codes: Readonly<Record<string, string>>, path = '/en/follow-up/channel/codes') =>
    door.submit(path, { proof, ...codes });
  async function codeOf({ reportId }: Held, side: 'new' | 'old'): Promise<string> {
    const [code] = await door.rows<{ id: string }>(
      `SELECT k.id FROM channel_code k JOIN channel_change c ON c.id = k.change_id WHERE c.report_id = $1 AND c.state = 'open' AND side = $2`,
      [reportId, side],
    );
    return code === undefined ? 'none' : channelCode(door.runtime.secrets, code.id);
  }
  const changes = ({ reportId }: Held) =>
    door.rows<{ state: string }>('SELECT state FROM channel_change WHERE report_id = $1 ORDER BY requested_at', [
      reportId,
    ]);
  /** Where the gate sends a responder's message now. */
  const answersGoTo = ({ reportId }: Held) =>
    door.runtime.database.transaction(async (tx) => {
      const reporter = await loadReporter(tx, reportId);
      if (reporter === null) return null;
      return (await addressReporter(tx, reporter, 'message')).send[0]?.address ?? null;
    });
  const told = async ({ incidentId }: Held) =>
    (
      await door.rows<{ type: string }>(
        `SELECT type FROM timeline_entry WHERE subject_id = $1 AND type LIKE 'channel.change%' ORDER BY seq`,
        [incidentId],
      )
    ).map(({ type }) => type.slice('channel.change-'.length));

  test.each([
    ['/en/follow-up/channel', 'new', 'old'],
    ['/fr/suivi/moyen', 'old', 'new'],
  ] as const)('gets them there once both codes were entered, by %s, the %s one first', async (path, first, second) => {
    const held = await report();
    expect(await answersGoTo(held)).toBe(held.old);
    const wanted = someone();
    const asked = await ask(held, ` ${wanted.toUpperCase()} `, path);
    expect([asked.status, asked.headers['cache-control'], asked.headers['x-robots-tag']]).toEqual([
      200,
      'no-store',
      'noindex',
    ]);
    expect(asked.text).not.toContain(held.old ?? '-');
    expect(asked.text).toContain('s***@elsewhere.example');
    const one = await enter(held, { [`code-${first}`]: await codeOf(held, first) }, `${path}/codes`);
    expect(one.status).toBe(200);
    expect(await answersGoTo(held)).toBe(held.old);
    const both = await enter(held, { [`code-${second}`]: await codeOf(held, second) }, `${path}/codes`);
    expect(both.status).toBe(200);
    expect(await answersGoTo(held)).toBe(wanted);
    expect(await changes(held)).toEqual([{ state: 'confirmed' }]);
    expect(await told(held)).toEqual(['requested', 'proven', 'proven', 'confirmed']);
    expect((await enter(held, { 'code-new': '000 000' })).status).toBe(409);
  });

  it('gets nothing there with the receipt and the new channel alone, however often', async () => {
    const held = await report();
    for (let turn = 0; turn < changesPerDay; turn += 1) {
      const asked = await ask(held, someone());
      expect(asked.status).toBe(turn < 3 ? 200 : 429);
      if (turn >= 3) continue;
      await enter(held, { 'code-new': await codeOf(held, 'new') });
      expect(await answersGoTo(held)).toBe(held.old);
    }
    expect((await changes(held)).map(({ state }) => state).toSorted()).toEqual(['open', 'superseded', 'superseded']);
  });

  it('is not believed by a code over the old channel once an incident says that it is compromised', async () => {
    const held = await report();
    await ask(held, someone());
    const [fresh, old] = [await codeOf(held, 'new'), await codeOf(held, 'old')];
    await door.rows('UPDATE incident SET compromised_addresses = ARRAY[$2] WHERE id = $1', [held.incidentId, held.old]);
    const answer = await enter(held, { 'code-new': fresh, 'code-old': old });
    expect(answer.status).toBe(200);
    expect(await changes(held)).toEqual([{ state: 'open' }]);
    expect(await answersGoTo(held)).toBe(null);
  });

  it('is never sent to a compromised address, and the page does not tell which are', async () => {
    const wanted = someone();
    const held = await report({ compromised: [wanted] });
    const plain = await report();
    const [barred, free] = [await ask(held, wanted), await ask(plain, someone())];
    expect(barred.status).toBe(200);
    expect(barred.text).toContain('class="notice good"');
    expect(Math.abs(skeleton(barred.text) - skeleton(free.text))).toBeLessThan(400);
    // Even with both codes known.
    await enter(held, { 'code-new': await codeOf(held, 'new'), 'code-old': await codeOf(held, 'old') });
    expect(await answersGoTo(held)).toBe(held.old);
  });

  it('asks nobody over a channel that nothing speaks for: a person has to confirm it', async () => {
    const held = await report({ email: null });
    const asked = await ask(held, '613-555-0188');
    expect(asked.text).toContain('We know no safe way to reach you yet');
    expect(await codeOf(held, 'old')).toBe('none');
    await enter(held, { 'code-new': await codeOf(held, 'new') });
    expect(await answersGoTo(held)).toBe(null);
    expect(await changes(held)).toEqual([{ state: 'open' }]);
  });

  it('takes five wrong tries, ten minutes, and three days', async () => {
    const held = await report();
    await ask(held, someone());
    const right = await codeOf(held, 'new');
    const wrong = right === '111 111' ? '222222' : '111111';
    for (let turn = 0; turn < 5; turn += 1) expect((await enter(held, { 'code-new': wrong })).status).toBe(409);
    expect((await enter(held, { 'code-new': right })).text).toContain('There is nothing to confirm');
    expect(await changes(held)).toEqual([{ state: 'failed' }]);
    const late = await report();
    await ask(late, someone());
    const [fresh, old] = [await codeOf(late, 'new'), await codeOf(late, 'old')];
    clock.advance('11m');
    const answer = await enter(late, { 'code-new': fresh, 'code-old': old });
    expect([answer.status, answer.text.includes('too old')]).toEqual([409, true]);
    expect(await answersGoTo(late)).toBe(late.old);
  });

  it('holds only the newest, and can go back to where it was', async () => {
    const held = await report();
    const second = someone();
    for (const wanted of [second, held.old ?? '']) {
      await ask(held, wanted);
      await enter(held, { 'code-new': await codeOf(held, 'new'), 'code-old': await codeOf(held, 'old') });
      expect(await answersGoTo(held)).toBe(wanted);
      clock.advance('2h');
    }
  });

  it('takes no address that nobody can be written to at, nothing without a proof, and nothing before triage', async () => {
    const held = await report();
    for (const typed of [
      '',
      '12',
      'a@b',
      'x'.repeat(5_000),
      'javascript:alert(1)',
      '\0@\u202e.example',
      'a@b.example, c@d.example',
    ]) {
      const answer = await ask(held, typed);
      expect([typed.slice(0, 20), answer.status]).toEqual([typed.slice(0, 20), 422]);
      expect(answer.text).toContain('role="alert"');
    }
    expect((await ask(held, held.old ?? '')).text).toContain('Our answers go there already');
    expect((await ask({ proof: `${held.proof}x` }, someone())).status).toBe(403);
    expect((await ask(await report(null), someone())).text).toContain('has just arrived');
    expect(await changes(held)).toEqual([]);
    for (const path of ['/en/follow-up/channel', '/fr/suivi/moyen/codes'])
      expect((await door.get(path)).status).toBe(303);
  });

  it('cannot be made to ring one telephone all night, whatever reports it is asked for with', async () => {
    const statuses: number[] = [];
    for (let turn = 0; turn < 5; turn += 1) statuses.push((await ask(await report(), '613-555-0177')).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
  });
});
