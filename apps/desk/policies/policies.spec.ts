import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  PolicyList,
  PolicyMoved,
  PolicyView,
  Problem,
  SimulationView,
  TimelineView,
  WatchChanges,
} from '#contracts';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { DeskRig } from '../desk-rig.js';

const api = '/api/v1/policies';
const manager = { notify: { kind: 'role', role: 'manager' }, waitMinutes: 5 } as const;
const onDuty = { notify: { kind: 'on-duty' }, waitMinutes: 5 } as const;

describe('escalation policies at the desk', () => {
  let scratch: TestDatabase;
  let desk: DeskRig;
  const clock = new FakeClock();
  const cookies = new Map<string, string>();
  const as = (key: string): string => cookies.get(key) ?? '';
  const show = async (key: string): Promise<PolicyView> =>
    (await desk.get<PolicyView>(`${api}/${key}`, as('marc'))).body;
  const edit = async <T = PolicyView>(key: string, steps: readonly unknown[], more: object = {}, version?: number) =>
    desk.post<T>(`${api}/${key}`, as('marc'), {
      version: version ?? (await show(key)).version,
      policy: { steps, repeatAfter: 0, ...more },
    });
  const simulate = (question: object, key = 'amelie') =>
    desk.post<SimulationView & Problem>(`${api}/simulate`, as(key), { severity: 'critical', ...question });
  const dueOf = async (id: string) => {
    const [row] = await desk.rows<{ due_at: Date; state: { policyVersion: number; step: number; steps: unknown[] } }>(
      'SELECT due_at, state FROM escalation WHERE incident_id = $1',
      [id],
    );
    if (row === undefined) throw new Error('no escalation');
    return row;
  };

  beforeAll(async () => {
    scratch = await freshDatabase();
    desk = await DeskRig.open(scratch.url, clock);
    for (const key of ['marc', 'amelie', 'liaison-red-oak']) cookies.set(key, await desk.cookieOf(key));
  });

  afterAll(async () => {
    await desk.close();
    await scratch.drop();
  });

  it('come from the roster file, one for each severity, all of them sound', async () => {
    const { items, rules, targets } = (await desk.get<PolicyList>(api, as('amelie'))).body;
    expect(items.map(({ fallbackFor }) => fallbackFor)).toEqual([
      'critical',
      'high',
      'medium',
      'low',
      'not-an-incident',
    ]);
    expect(items.flatMap(({ faults }) => faults)).toEqual([]);
    expect(items.map(({ running }) => running.all)).toEqual([0, 0, 0, 0, 0]);
    expect(rules.items).toEqual([]);
    expect(targets.schedules.map(({ key }) => key).toSorted()).toEqual(['backup', 'watch']);
    expect(targets.people.map(({ key }) => key).toSorted()).toEqual(['amelie', 'daniel', 'marc', 'priya']);
  });

  it('are read by responders and changed by managers alone', async () => {
    expect((await desk.get(`${api}/critical`, as('amelie'))).status).toBe(200);
    expect((await desk.get(api, as('liaison-red-oak'))).status).toBe(403);
    for (const path of [api, `${api}/critical`, `${api}/critical/move`, `${api}/rules`]) {
      expect((await desk.post(path, as('amelie'))).status).toBe(403);
    }
    expect((await desk.get(`${api}/no-such`, as('marc'))).status).toBe(404);
  });

  it.each([
    { what: 'without steps', steps: [], pointer: '/policy/steps' },
    { what: 'without a last resort', steps: [onDuty], pointer: '/policy/steps' },
    {
      what: 'with a step that names nobody',
      steps: [{ notify: [], waitMinutes: 5 }, manager],
      pointer: '/policy/steps/0/notify',
    },
    {
      what: 'with a wait of nothing',
      steps: [{ ...onDuty, waitMinutes: 0 }, manager],
      pointer: '/policy/steps/0/waitMinutes',
    },
    {
      what: 'that names somebody who is not there',
      steps: [manager, { notify: { kind: 'person', person: 'nobody' }, waitMinutes: 5 }],
      pointer: '/policy/steps/1/notify',
    },
    {
      what: 'that tells an outside service, which nothing does yet',
      steps: [manager, { notify: { kind: 'webhook', url: 'https://hooks.example/vigil' }, waitMinutes: 5 }],
      pointer: '/policy/steps/1/notify',
    },
    {
      what: 'that wants more people than it can wake',
      steps: [manager],
      more: { acknowledgements: 3 },
      pointer: '/policy/acknowledgements',
    },
  ])('are refused $what, at its place and in the reader’s language', async ({ steps, more = {}, pointer }) => {
    const before = await show('critical');
    const { status, body } = await edit<Problem>('critical', steps, more);
    expect([status, body.code]).toEqual([422, 'policy-refused']);
    expect(body.errors?.map((error) => error.pointer)).toContain(pointer);
    const french = await desk.post<Problem>(
      `${api}/critical`,
      as('marc'),
      { version: before.version, policy: { steps, repeatAfter: 0, ...more } },
      { 'x-vigil-request': 'spec', 'accept-language': 'fr' },
    );
    expect(french.body.errors?.[0]?.detail).not.toBe(body.errors?.[0]?.detail);
    expect(await show('critical')).toEqual(before);
  });

  it('are edited from the version that was read; of two edits the second is told of the first', async () => {
    const { version } = await show('low');
    const first = await edit('low', [onDuty, manager], { name: 'Quiet', handleWithinMinutes: 60 }, version);
    expect(first.body).toMatchObject({ version: version + 1, changed: { by: 'Marc Gagnon' }, faults: [] });
    expect(first.body.policy).toMatchObject({ key: 'low', name: 'Quiet', handleWithinMinutes: 60 });
    const second = await edit<Problem>('low', [manager], {}, version);
    expect([second.status, second.body.code]).toEqual([409, 'changed-meanwhile']);
    const { items } = (await desk.get<WatchChanges>('/api/v1/watch/changes', as('marc'))).body;
    expect(items[0]).toMatchObject({ kind: 'policy.edited', subject: 'low', by: 'Marc Gagnon' });
  });

  it('are made beside those of the file, and chosen by rules whose order counts', async () => {
    const draft = { key: 'night', steps: [manager], repeatAfter: 5 };
    expect((await desk.post(api, as('marc'), draft)).status).toBe(201);
    expect((await desk.post<Problem>(api, as('marc'), draft)).body.code).toBe('key-taken');
    const { rules } = (await desk.get<PolicyList>(api, as('marc'))).body;
    const hours = { days: ['sunday'], hours: { from: '00:00', to: '06:00' } };
    const refused = await desk.post<Problem>(`${api}/rules`, as('marc'), {
      version: rules.version,
      rules: [
        { when: hours, policy: 'no-such' },
        { when: { parties: ['no-such'] }, policy: 'night' },
      ],
    });
    expect(refused.body.errors?.map(({ pointer }) => pointer)).toEqual([
      '/rules/0/policy',
      '/rules/0/when/zone',
      '/rules/1/when/parties',
    ]);
    const change = {
      version: rules.version,
      rules: [{ when: { ...hours, zone: 'America/Toronto' }, policy: 'night' }],
    };
    const changed = await desk.post<PolicyList>(`${api}/rules`, as('marc'), change);
    expect(changed.body.rules).toMatchObject({ items: change.rules, version: rules.version + 1 });
    expect((await desk.post<Problem>(`${api}/rules`, as('marc'), change)).status).toBe(409);
  });

  it('say who would be called when, with the watch as it is planned', async () => {
    // A Sunday at 03:10 in Toronto; the rule above sends that hour to the managers.
    const night = await simulate({ at: '2027-10-03T07:10:00Z' });
    expect(night.body.policy).toEqual({ key: 'night', name: 'night', version: 1 });
    expect(night.body.pages[0]).toMatchObject({
      at: '2027-10-03T07:10:00.000Z',
      people: [{ key: 'marc', name: 'Marc Gagnon' }],
    });
    // Of a critical page no quiet hours keep anything away; of a lesser one what rings.
    await desk.rows(
      `INSERT INTO quiet_hours (user_id, from_time, until_time, zone) VALUES ($1, '22:00', '06:00', 'America/Edmonton')`,
      [desk.userId('marc')],
    );
    const ways = async (severity: string) =>
      (
        await simulate({
          at: '2027-10-03T07:10:00Z',
          severity,
          policy: { key: 'draft', steps: [manager], repeatAfter: 10 },
        })
      ).body.pages[0]?.people.find(({ key }) => key === 'marc');
    expect(await ways('critical')).toMatchObject({
      isQuiet: false,
      ways: [{ kind: 'sms' }, { kind: 'email' }, { kind: 'voice', afterMinutes: 1 }],
    });
    expect(await ways('high')).toMatchObject({ isQuiet: true, ways: [{ kind: 'email', afterMinutes: 0 }] });
    const day = await simulate({ at: '2027-10-04T18:00:00Z', hours: 1 });
    expect(day.body.policy.key).toBe('critical');
    expect(day.body.pages.slice(0, 4).map(({ at, people }) => [at.slice(11, 16), people.length])).toEqual([
      ['18:00', 1],
      ['18:05', 1],
      ['18:10', 1],
      ['18:15', 3],
    ]);
    expect(day.body.pages[4]).toMatchObject({ step: 0, round: 2 });
    expect((await simulate({ at: '2127-10-04T18:00:00Z' })).status).toBe(422);
  });

  it('can be tried out before they are saved, and are refused there too', async () => {
    const policy = { key: 'draft', steps: [onDuty, manager], repeatAfter: 10 };
    const tried = await simulate({ at: '2027-10-04T18:00:00Z', hours: 1, policy });
    expect(tried.body.pages.slice(0, 3).map(({ at }) => at.slice(11, 16))).toEqual(['18:00', '18:05', '18:20']);
    const refused = await simulate({ at: '2027-10-04T18:00:00Z', policy: { ...policy, steps: [onDuty] } });
    expect([refused.status, refused.body.errors?.[0]?.pointer]).toEqual([422, '/policy/steps']);
  });

  it('stay frozen in what runs until that is moved: at its step, no later, once, and told in the timeline', async () => {
    const incident = await desk.seed({ severity: 'high', pages: ['amelie'] });
    const other = await desk.seed({ severity: 'medium', pages: ['daniel'] });
    const before = await dueOf(incident.id);
    const edited = await edit('high', [{ ...onDuty, waitMinutes: 10 }, manager]);
    expect(edited.body.running).toEqual({ all: 1, older: 1 });
    expect((await dueOf(incident.id)).state).toEqual(before.state);

    const moved = await desk.post<PolicyMoved>(`${api}/high/move`, as('marc'));
    expect(moved.body).toMatchObject({ moved: 1, policy: { running: { all: 1, older: 0 } } });
    const after = await dueOf(incident.id);
    expect(after.state).toMatchObject({ policyVersion: edited.body.version, step: before.state.step });
    expect(after.state.steps).toHaveLength(2);
    expect(after.due_at.getTime()).toBe(clock.now().getTime() + 10 * 60_000);
    expect((await dueOf(other.id)).state.steps).toHaveLength(4);

    expect((await desk.post<PolicyMoved>(`${api}/high/move`, as('marc'))).body.moved).toBe(0);
    expect((await dueOf(incident.id)).due_at).toEqual(after.due_at);
    const { body } = await desk.get<TimelineView>(`/api/v1/incidents/${incident.id}/timeline`, as('marc'));
    expect(body.intact).toBe(true);
    const told = body.entries.filter(({ type }) => type === 'page.policy-moved');
    expect(told).toHaveLength(1);
    expect(told[0]?.data).toMatchObject({ policy: 'high', from: 1, to: edited.body.version });
  });

  it('leave what was answered as it is', async () => {
    const incident = await desk.seed({ severity: 'critical', pages: ['amelie'] });
    await desk.post(`/api/v1/incidents/${incident.id}/acknowledge`, as('amelie'));
    const edited = await edit('critical', [onDuty, manager]);
    expect(edited.body.running).toEqual({ all: 0, older: 0 });
    expect((await desk.post<PolicyMoved>(`${api}/critical/move`, as('marc'))).body.moved).toBe(0);
    expect((await dueOf(incident.id)).state.steps).toHaveLength(4);
  });
});
