import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  AbsenceView,
  CalendarReport,
  FeedView,
  HandoffView,
  MadeFeed,
  ScheduleView,
  SwapView,
  WatchChanges,
  WatchView,
} from '#contracts';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { DeskRig } from '../desk-rig.js';

const api = '/api/v1/watch';
const hour = 3_600_000;
const day = 24 * hour;

/** An event of whole days, as a calendar file has it. */
const event = (uid: string, title: string, start: string, end: string) =>
  [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `SUMMARY:${title}`,
    `DTSTART;VALUE=DATE:${start}`,
    `DTEND;VALUE=DATE:${end}`,
    'END:VEVENT',
  ].join('\r\n');

describe('the watch at the desk', () => {
  let scratch: TestDatabase;
  let desk: DeskRig;
  const clock = new FakeClock();
  const cookies = new Map<string, string>();
  const as = (key: string): string => cookies.get(key) ?? '';
  const later = (ms: number): string => new Date(clock.now().getTime() + ms).toISOString();
  const watch = async (key = 'marc'): Promise<WatchView> => (await desk.get<WatchView>(api, as(key))).body;
  const scheduleOf = async (key: string) => {
    const found = (await watch()).schedules.find((schedule) => schedule.key === key);
    if (found === undefined) throw new Error(`there is no ${key}`);
    return found;
  };
  const show = async (id: string, from: string, to: string): Promise<ScheduleView> =>
    (await desk.get<ScheduleView>(`${api}/schedules/${id}?from=${from}&to=${to}`, as('marc'))).body;
  const changes = async (): Promise<readonly string[]> =>
    (await desk.get<WatchChanges>(`${api}/changes`, as('marc'))).body.items.map(({ kind }) => kind);
  const remove = (path: string, key: string) =>
    desk.send('DELETE', path, as(key), undefined, { 'x-vigil-request': 'spec' });

  /** Sends a calendar file with these events. */
  const take = async (id: string, apply: boolean, ...events: readonly string[]) => {
    const answer = await desk.application.inject({
      method: 'POST',
      url: `${api}/schedules/${id}/import?apply=${apply}`,
      headers: { cookie: as('marc'), 'x-vigil-request': 'spec', 'content-type': 'text/calendar' },
      payload: ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events, 'END:VCALENDAR', ''].join('\r\n'),
    });
    return { status: answer.statusCode, report: answer.json<CalendarReport>() };
  };

  /** A whole shift of the watch in some days: whose, and who is on neither schedule then. */
  const shiftIn = async (days: number) => {
    const { id } = await scheduleOf('watch');
    const backup = await scheduleOf('backup');
    const { shifts } = await show(id, later(days * day), later((days + 3) * day));
    const shift = shifts[1];
    if (shift === undefined) throw new Error('no shift');
    const behind = (await show(backup.id, shift.from, shift.to)).shifts[0]?.people[0]?.key ?? '';
    const owner = shift.people[0]?.key ?? '';
    const free = ['amelie', 'daniel', 'priya'].find((key) => key !== owner && key !== behind) ?? '';
    return { id, from: shift.from, to: shift.to, owner, behind, free };
  };

  beforeAll(async () => {
    scratch = await freshDatabase();
    desk = await DeskRig.open(scratch.url, clock);
    for (const key of ['marc', 'amelie', 'daniel', 'priya', 'liaison-red-oak']) {
      cookies.set(key, await desk.cookieOf(key));
    }
  });

  afterAll(async () => {
    await desk.close();
    await scratch.drop();
  });

  it('comes from the roster file: two different people are on duty, and nothing is amiss', async () => {
    const { schedules, gaps, people, zone } = await watch('amelie');
    expect(schedules.map(({ key, because, people: on }) => [key, because, on.length])).toEqual([
      ['watch', 'layer', 1],
      ['backup', 'layer', 1],
    ]);
    expect(schedules[0]?.people).not.toEqual(schedules[1]?.people);
    expect(schedules[0]?.next?.people).toEqual(schedules[1]?.people);
    expect(gaps).toEqual([]);
    expect(people.map(({ key }) => key).toSorted()).toEqual(['amelie', 'daniel', 'marc', 'priya']);
    expect(zone).toBe('America/Edmonton');
  });

  it('shows a liaison nothing', async () => {
    const { id } = await scheduleOf('watch');
    for (const path of [
      api,
      `${api}/changes`,
      `${api}/swaps`,
      `${api}/handoffs`,
      `${api}/schedules/${id}`,
      `${api}/feeds`,
    ]) {
      expect((await desk.get(path, as('liaison-red-oak'))).status).toBe(403);
    }
    const party = desk.runtime.config.parties[0]?.key;
    const [row] = await desk.rows<{ id: string }>('SELECT id FROM party WHERE key = $1', [party]);
    for (const table of [
      'schedule',
      'schedule_override',
      'shift_swap',
      'handoff',
      'handoff_note',
      'watch_change',
      'calendar_feed',
    ]) {
      const seen = await desk.runtime.database.transactionFor(row?.id ?? '', (tx) =>
        tx.query(`SELECT * FROM ${table}`),
      );
      expect(seen).toEqual([]);
    }
  });

  describe('a schedule', () => {
    it('is edited by a manager alone, and of two edits of one version the second is told', async () => {
      const { id } = await scheduleOf('backup');
      const { name, zone, layers, version } = await show(id, later(0), later(day));
      const edit = { name: 'Second', zone, layers, version };
      expect((await desk.post(`${api}/schedules/${id}`, as('priya'), edit)).status).toBe(403);
      const both = await Promise.all([
        desk.post<ScheduleView>(`${api}/schedules/${id}`, as('marc'), edit),
        desk.post<ScheduleView>(`${api}/schedules/${id}`, as('marc'), { ...edit, name: 'Third' }),
      ]);
      expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
      const current = await show(id, later(0), later(day));
      expect(current).toMatchObject({ version: version + 1, changedBy: 'Marc Gagnon' });
      await desk.post(`${api}/schedules/${id}`, as('marc'), { ...edit, name, version: current.version });
      expect(await changes()).toContain('schedule.edited');
    });

    it('is refused with what is wrong where', async () => {
      const { id, version, zone } = await scheduleOf('watch');
      const [layer] = (await show(id, later(0), later(day))).layers;
      const layers = [
        { ...layer, participants: ['amelie', 'nobody'] },
        { ...layer, startsOn: '2027-01-31', every: { months: 1 } },
        { ...layer, zone: 'Mars/Olympus' },
      ];
      const answer = await desk.post<{ errors: { pointer: string }[] }>(`${api}/schedules/${id}`, as('marc'), {
        name: 'Watch',
        zone,
        version,
        layers,
      });
      expect(answer.status).toBe(422);
      expect(answer.body.errors.map(({ pointer }) => pointer)).toEqual([
        '/layers/0/participants/1',
        '/layers/1/startsOn',
        '/layers/2/zone',
      ]);
    });

    it('can be looked at as it would be, and stays as it is', async () => {
      const { id, zone } = await scheduleOf('watch');
      const before = await show(id, later(0), later(3 * day));
      const layers = before.layers.map((layer) => ({ ...layer, participants: ['priya'] }));
      const draft = { name: 'Watch', zone, layers };
      const preview = await desk.post<ScheduleView>(`${api}/schedules/${id}/preview`, as('marc'), draft);
      expect(new Set(preview.body.shifts.flatMap(({ people }) => people.map(({ key }) => key)))).toEqual(
        new Set(['priya']),
      );
      expect((await show(id, later(0), later(3 * day))).shifts).toEqual(before.shifts);
    });
  });

  it('has overrides that count at once, once each, and can be taken back', async () => {
    const { id } = await scheduleOf('watch');
    const on = (await scheduleOf('watch')).people[0]?.key ?? '';
    const override = { id: randomUUID(), from: later(-hour), to: later(hour), person: 'marc', reason: 'ill' };
    for (let time = 0; time < 2; time += 1) {
      expect((await desk.post(`${api}/schedules/${id}/overrides`, as('marc'), override)).status).toBe(200);
    }
    expect(await scheduleOf('watch')).toMatchObject({ because: 'override', people: [{ key: 'marc' }] });
    const { overrides } = await show(id, later(-hour), later(hour));
    expect(overrides).toMatchObject([{ id: override.id, origin: 'desk', by: 'Marc Gagnon', reason: 'ill' }]);
    expect((await remove(`${api}/overrides/${override.id}`, 'priya')).status).toBe(403);
    for (let time = 0; time < 2; time += 1)
      expect((await remove(`${api}/overrides/${override.id}`, 'marc')).status).toBe(200);
    expect((await scheduleOf('watch')).people).toMatchObject([{ key: on }]);
    expect((await changes()).filter((kind) => kind.startsWith('override.'))).toEqual([
      'override.removed',
      'override.added',
    ]);
  });

  it('changes an override in one step: the new one stands, the old one is off, and neither counts twice', async () => {
    const { id } = await scheduleOf('backup');
    const path = `${api}/schedules/${id}/overrides`;
    const [first, second] = [randomUUID(), randomUUID()];
    const [from, to, end] = [later(30 * day), later(30 * day + 2 * hour), later(30 * day + 4 * hour)];
    await desk.post(path, as('marc'), { id: first, from, to, person: 'marc' });
    const without = await desk.get<ScheduleView>(
      `${api}/schedules/${id}?${new URLSearchParams({ from, to, without: first }).toString()}`,
      as('priya'),
    );
    expect(without.body.shifts.flatMap(({ people }) => people)).not.toContainEqual({
      key: 'marc',
      name: 'Marc Gagnon',
    });
    expect((await show(id, from, to)).shifts).toMatchObject([{ people: [{ key: 'marc' }] }]);

    const watchId = (await scheduleOf('watch')).id;
    const elsewhere = { id: second, from: to, to: end, person: 'marc', insteadOf: first };
    expect((await desk.post(`${api}/schedules/${watchId}/overrides`, as('marc'), elsewhere)).status).toBe(404);
    for (let time = 0; time < 2; time += 1) expect((await desk.post(path, as('marc'), elsewhere)).status).toBe(200);
    expect((await show(id, from, end)).overrides).toMatchObject([{ id: second, from: to, to: end }]);
    await remove(`${api}/overrides/${second}`, 'marc');
  });

  it('has stand-ins for its layers, and a gap where they have nobody', async () => {
    const { id } = await scheduleOf('watch');
    const [from, middle, to] = [later(5 * day), later(5 * day + hour), later(5 * day + 2 * hour)];
    const draft = { id: randomUUID(), from, to, shifts: [{ from, to: middle, person: 'marc' }] };
    await desk.post(`${api}/schedules/${id}/temporary`, as('marc'), draft);
    const { shifts, gaps } = await show(id, from, to);
    expect(shifts.map(({ because, people }) => [because, people[0]?.key])).toEqual([
      ['temporary', 'marc'],
      ['gap', undefined],
    ]);
    expect(gaps).toEqual([{ from: middle, to }]);
    expect((await watch()).gaps).toMatchObject([{ schedule: { key: 'watch' }, from: middle, to }]);
    await remove(`${api}/temporary/${draft.id}`, 'marc');
    expect((await watch()).gaps).toEqual([]);
  });

  it('counts an absence only when a manager has granted it', async () => {
    const { from, to, owner, id } = await shiftIn(4);
    const other = owner === 'priya' ? 'daniel' : 'priya';
    const draft = { from, to, reason: 'wedding' };
    expect((await desk.post(`${api}/absences`, as(other), { ...draft, person: owner })).status).toBe(403);
    const { body: asked } = await desk.post<AbsenceView>(`${api}/absences`, as(owner), draft);
    expect(asked.state).toBe('requested');
    expect((await show(id, from, to)).gaps).toEqual([]);
    expect((await desk.post(`${api}/absences/${asked.id}`, as(owner), { grant: true })).status).toBe(403);
    const granted = await desk.post<AbsenceView>(`${api}/absences/${asked.id}`, as('marc'), { grant: true });
    expect(granted.body.state).toBe('granted');
    expect((await show(id, from, to)).gaps).toEqual([{ from, to }]);
    expect((await remove(`${api}/absences/${asked.id}`, owner)).status).toBe(200);
    expect((await show(id, from, to)).gaps).toEqual([]);
  });

  describe('a swap', () => {
    it('is taken by one of two who take it at once, who is on duty then and has confirmed', async () => {
      const { id, from, to, owner, free } = await shiftIn(6);
      const offer = { schedule: id, from, to };
      const { body: swap } = await desk.post<SwapView>(`${api}/swaps`, as(owner), offer);
      expect((await desk.post<SwapView>(`${api}/swaps`, as(owner), offer)).body.id).toBe(swap.id);
      expect((await watch(free)).swaps).toMatchObject([{ id: swap.id, mayTake: true, mayWithdraw: false }]);
      const takers = [free, 'marc'];
      const answers = await Promise.all(
        takers.map((key) => desk.post<SwapView>(`${api}/swaps/${swap.id}/take`, as(key))),
      );
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
      const winner = takers[answers.findIndex(({ status }) => status === 200)] ?? '';
      expect((await desk.post<SwapView>(`${api}/swaps/${swap.id}/take`, as(winner))).status).toBe(200);
      const { shifts, overrides } = await show(id, from, to);
      expect(shifts).toMatchObject([{ from, to, because: 'override', people: [{ key: winner }] }]);
      expect(overrides).toMatchObject([{ origin: 'swap', replaces: { key: owner } }]);
      const mine = (await watch(winner)).mine.find((shift) => shift.from === from);
      expect(mine?.confirmedAt).not.toBeNull();
      expect((await desk.post(`${api}/swaps/${swap.id}/withdraw`, as(owner))).status).toBe(409);
    });

    it('is refused to whoever is on duty then, or whom it was not offered to', async () => {
      const { id, from, to, owner, behind, free } = await shiftIn(9);
      const { body: swap } = await desk.post<SwapView>(`${api}/swaps`, as(owner), {
        schedule: id,
        from,
        to,
        person: free,
      });
      const codeOf = async (key: string) =>
        (await desk.post<{ code: string }>(`${api}/swaps/${swap.id}/take`, as(key))).body.code;
      expect(await codeOf(owner)).toBe('own');
      expect(await codeOf('marc')).toBe('for-another');
      expect((await desk.post(`${api}/swaps/${swap.id}/withdraw`, as('marc'))).status).toBe(200);
      const open = await desk.post<SwapView>(`${api}/swaps`, as(owner), { schedule: id, from, to });
      const busy = await desk.post<{ code: string }>(`${api}/swaps/${open.body.id}/take`, as(behind));
      expect(busy.body.code).toBe('on-duty');
      expect((await desk.post(`${api}/swaps/${open.body.id}/withdraw`, as(owner))).status).toBe(200);
      const gone = await desk.post<{ code: string }>(`${api}/swaps/${open.body.id}/take`, as(free));
      expect(gone.body.code).toBe('withdrawn');
    });

    it('offers nobody’s time but one’s own', async () => {
      const { id, from, to, free } = await shiftIn(9);
      const answer = await desk.post<{ code: string }>(`${api}/swaps`, as(free), { schedule: id, from, to });
      expect(answer).toMatchObject({ status: 409, body: { code: 'not-on-duty' } });
    });
  });

  it('lets each responder confirm their own shifts', async () => {
    const { id, from, owner, free } = await shiftIn(1);
    expect((await desk.post(`${api}/confirmations`, as(free), { schedule: id, from })).status).toBe(409);
    for (let time = 0; time < 2; time += 1) {
      expect((await desk.post(`${api}/confirmations`, as(owner), { schedule: id, from })).status).toBe(204);
    }
    const mine = (await watch(owner)).mine.find((shift) => shift.from === from && shift.schedule.id === id);
    expect(mine?.confirmedAt).not.toBeNull();
  });

  it('hands over with one tap, by the console or by the link, what the outgoing person had and nothing else', async () => {
    const { id } = await scheduleOf('watch');
    const [held, moved] = [await desk.seed({ acknowledgedBy: 'amelie' }), await desk.seed({ acknowledgedBy: 'marc' })];
    const handoff = randomUUID();
    await desk.rows(
      `INSERT INTO handoff (id, schedule_id, at, from_id, to_id, incidents, state, lapses_at, made_at)
       VALUES ($1, $2, $3, $4, $5, $6, 'offered', $7, $3)`,
      [
        handoff,
        id,
        clock.now(),
        desk.userId('amelie'),
        desk.userId('daniel'),
        [held.id, moved.id],
        new Date(later(hour)),
      ],
    );
    // What the incoming person reads before they take over: what was last said, what is owed, and what the outgoing one wrote.
    clock.advance('1m');
    await desk.post(`/api/v1/incidents/${held.id}/note`, as('amelie'), { text: 'The bank calls back at noon.' });
    expect((await watch('amelie')).inHand).toMatchObject([
      { id: held.id, last: { from: 'note', by: 'Amélie Tremblay' } },
    ]);
    const note = { schedule: id, text: 'The bank knows. Ring them first.' };
    expect((await desk.post(`${api}/notes`, as('marc'), { ...note, text: 'Not his shift.' })).status).toBe(200);
    expect((await desk.post(`${api}/notes`, as('amelie'), note)).status).toBe(200);
    expect((await watch('amelie')).notes).toMatchObject([note]);
    const offered = (await watch('daniel')).handoffs.find((one) => one.id === handoff);
    expect(offered).toMatchObject({ note: { text: note.text }, mayTake: true });
    expect(offered?.incidents.find((one) => one.id === held.id)).toMatchObject({
      breach: { promise: 'contact' },
      last: { text: 'The bank calls back at noon.' },
    });
    expect((await desk.post(`${api}/handoffs/${handoff}/take`, as('priya'))).status).toBe(404);
    const link = `/relief/${desk.runtime.secrets.token('take-over-link', handoff)}`;
    expect((await desk.get(link)).text).toContain(held.reference);
    expect((await desk.get(`${link.slice(0, -1)}!`)).status).toBe(404);
    const taken = await Promise.all([
      desk.post<HandoffView>(`${api}/handoffs/${handoff}/take`, as('daniel')),
      desk.post(link, undefined, {}),
    ]);
    expect(taken.map(({ status }) => status)).toEqual([200, 200]);
    const holders = await desk.rows<{ key: string }>(
      `SELECT u.key FROM incident i JOIN user_account u ON u.id = i.acknowledged_by WHERE i.id = ANY($1) ORDER BY i.id = $2 DESC`,
      [[held.id, moved.id], held.id],
    );
    expect(holders).toEqual([{ key: 'daniel' }, { key: 'marc' }]);
    const told = await desk.rows(`SELECT 1 FROM event WHERE type = 'incident.taken-over'`);
    expect(told).toHaveLength(1);
  });

  describe('a calendar', () => {
    it('is read at a secret address, the same each time, until that is revoked', async () => {
      const { body: own } = await desk.post<MadeFeed>(`${api}/feeds`, as('amelie'));
      const { id } = await scheduleOf('watch');
      const { body: whole } = await desk.post<MadeFeed>(`${api}/feeds`, as('marc'), { schedule: id });
      const read = (feed: MadeFeed) => desk.get(new URL(feed.url).pathname);
      const first = await read(own);
      expect(first.headers).toMatchObject({
        'content-type': 'text/calendar; charset=utf-8',
        'cache-control': 'no-store',
      });
      expect((await read(own)).text).toBe(first.text);
      expect(first.text).not.toContain('-daniel-');
      expect((await read(whole)).text).toMatch(/SUMMARY:Watch: (Amélie|Daniel|Priya)/);
      const stored = await desk.rows<{ token_hash: string }>('SELECT token_hash FROM calendar_feed');
      expect(stored.some(({ token_hash: hash }) => own.url.includes(hash))).toBe(false);
      expect((await remove(`${api}/feeds/${own.id}`, 'daniel')).status).toBe(404);
      expect((await remove(`${api}/feeds/${own.id}`, 'amelie')).status).toBe(204);
      expect((await read(own)).status).toBe(404);
      expect((await desk.get<FeedView[]>(`${api}/feeds`, as('amelie'))).body).toEqual([]);
    });

    it('brings overrides in; a second time it changes them and doubles none', async () => {
      const { id } = await scheduleOf('watch');
      const marc = event('leave-1', 'Marc Gagnon', '20270401', '20270402');
      const shown = await take(id, false, marc, event('leave-2', 'Nobody Known', '20270401', '20270402'));
      expect(shown.report).toMatchObject({ applied: false, counts: { created: 1, refused: 1 } });
      expect(shown.report.entries[1]).toMatchObject({ line: 9, reason: 'unknown-person', person: 'Nobody Known' });
      const [from, to] = ['2027-04-01T04:00:00.000Z', '2027-04-03T04:00:00.000Z'];
      expect((await show(id, from, to)).overrides).toEqual([]);
      expect((await take(id, true, marc)).report.counts).toMatchObject({ created: 1 });
      expect((await take(id, true, marc)).report.counts).toMatchObject({ unchanged: 1 });
      const longer = event('leave-1', 'priya@vigil.example', '20270401', '20270403');
      expect((await take(id, true, longer)).report.counts).toMatchObject({ changed: 1 });
      // Whole days of the schedule's zone, the last one excluded.
      expect((await show(id, from, to)).overrides).toMatchObject([
        { from, to, person: { key: 'priya' }, origin: 'calendar' },
      ]);
      const cancelled = longer.replace('SUMMARY', 'STATUS:CANCELLED\r\nSUMMARY');
      expect((await take(id, true, cancelled)).report.counts).toMatchObject({ removed: 1 });
      expect((await show(id, from, to)).overrides).toEqual([]);
    });

    it('that is none is refused, and so is one that is too large', async () => {
      const { id } = await scheduleOf('watch');
      expect((await take(id, true, 'X'.repeat(1_100_000))).status).toBe(413);
      const none = await desk.post<{ code: string }>(`${api}/schedules/${id}/import`, as('marc'));
      expect(none).toMatchObject({ status: 422, body: { code: 'unreadable-file' } });
    });
  });
});
