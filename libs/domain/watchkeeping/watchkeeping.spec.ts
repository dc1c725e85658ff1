import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { compileSchedule, type Rotation } from '../roster/index.js';
import {
  clockSkew,
  comingHoles,
  deadWorkers,
  failingCarriers,
  monitorState,
  noticesOf,
  oldBacklogs,
  type OpenFinding,
  type QueueState,
  settleLook,
  stalledOutbox,
  stalledQueues,
} from './index.js';

const now = new Date('2027-10-01T12:00:00Z');
const ago = (seconds: number): Date => new Date(now.getTime() - seconds * 1_000);
const queue = (more: Partial<QueueState>): QueueState => ({
  queue: 'triage',
  unpublished: 0,
  oldestUnpublished: null,
  waiting: 0,
  oldest: null,
  ...more,
});
const waits = (seconds: number, waiting = 3, eventId = 'e1') =>
  queue({ waiting, oldest: { eventId, since: ago(seconds) } });

const trouble = (subject: string) => ({ subject, name: subject.toUpperCase() });
const open = (subject: string, seconds: number, told = false): OpenFinding => ({
  id: `id-${subject}`,
  subject,
  openedAt: ago(seconds),
  told,
});
const layer = (more: Partial<Rotation> = {}): Rotation => ({
  name: 'daily',
  participants: ['ana', 'ben'],
  zone: 'America/Toronto',
  startsOn: '2026-01-05',
  handoffAt: '09:00',
  every: { days: 1 },
  ...more,
});
const compiled = (rotation: Rotation) => compileSchedule({ key: 'x', layers: [rotation], overrides: [] });

const look = (subjects: readonly string[], complete = true) =>
  ({ kind: 'message-unread', found: subjects.map(trouble), complete }) as const;

const beats = (beatAt: Date | null) => (beatAt === null ? [] : [{ service: 'triage', beatAt }]);

describe('a queue', () => {
  test.each([
    ['is fine with nothing in it', queue({}), queue({}), []],
    ['is fine while what waits is young', waits(10), waits(30), []],
    ['is behind when an event waits for over a minute', waits(50, 3, 'e0'), waits(61), ['backlog-old']],
    ['is behind and not stalled while it moves', waits(90, 3, 'e0'), waits(80, 3, 'e1'), ['backlog-old']],
    ['is behind and not stalled while fewer wait', waits(70, 9), waits(80, 3), ['backlog-old']],
    ['is stalled when the same event waits and nothing moves', waits(70), waits(80), ['backlog-old', 'queue-stalled']],
    [
      'is not drained to when what is committed is not in it',
      queue({}),
      queue({ oldestUnpublished: ago(31) }),
      ['outbox-stalled'],
    ],
    ['is drained to within half a minute', queue({}), queue({ oldestUnpublished: ago(30) }), []],
  ])('%s', (_, before, after, expected) => {
    const raised = [
      ...oldBacklogs([after], now).map(() => 'backlog-old'),
      ...stalledQueues([before], [after], now).map(() => 'queue-stalled'),
      ...stalledOutbox([after], now).map(() => 'outbox-stalled'),
    ];
    expect(raised).toEqual(expected);
  });

  it.each([
    ['has said so lately', ago(30), ago(30), false],
    ['has not said so for long', ago(31), ago(31), true],
    ['has said so since the last look, before the clock was put forward', ago(3_700), ago(3_600), false],
    ['has never said so', null, null, true],
    ['has said so for the first time', null, ago(31), false],
  ])('whose worker %s', (_, before, last, isDead) => {
    expect(deadWorkers(['triage'], beats(before), beats(last), now)).toHaveLength(isDead ? 1 : 0);
    expect(deadWorkers(['triage'], null, beats(last), now)).toEqual([]);
  });
});

test.each([
  [0, 0, []],
  [1_999, 0, []],
  [2_000, 0, [2]],
  [-5_000, 0, [5]],
  // The answer was long on its way: the clock of the database lies between.
  [4_000, 4_000, []],
  [7_000, 4_000, [3]],
])('a database that is %i ms ahead, read in %i ms', (ahead, took, seconds) => {
  const found = clockSkew(now, new Date(now.getTime() + ahead), new Date(now.getTime() + took));
  expect(found.map(({ facts }) => facts?.['seconds'])).toEqual(seconds);
});

test.each([
  [9, 9, false],
  [10, 4, false],
  [10, 5, true],
  [1_000, 499, false],
])('a carrier of which %i attempts, %i failed', (attempts, failed, isFailing) => {
  expect(failingCarriers([{ channel: 'sms', attempts, failed }])).toHaveLength(isFailing ? 1 : 0);
});

test.each([
  [null, 'waiting'],
  [ago(300), 'healthy'],
  [ago(301), 'silent'],
] as const)('a monitor of five minutes, heard %s', (lastBeatAt, state) => {
  expect(monitorState({ intervalMinutes: 5, lastBeatAt }, now)).toBe(state);
});

describe('a finding', () => {
  it('is told at the second look, once, and cleared when it is gone', () => {
    const settled = settleLook(
      look(['new', 'old', 'told']),
      [open('old', 10), open('told', 60, true), open('gone', 60)],
      now,
      8_000,
    );
    expect(settled.opened.map(({ subject }) => subject)).toEqual(['new']);
    expect(settled.told.map(({ id }) => id)).toEqual(['id-old']);
    expect(settled.cleared).toEqual(['id-gone']);
  });

  it('is not told while it may only have been on its way', () => {
    expect(settleLook(look(['young']), [open('young', 7)], now, 8_000).told).toEqual([]);
  });

  it('is not taken for gone by a look that did not see everything', () => {
    expect(settleLook(look(['a'], false), [open('a', 60, true), open('b', 60, true)], now, 8_000).cleared).toEqual([]);
  });

  it('is told together with its like, by at most five names', () => {
    const told = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => ({ id: `id-${name}`, trouble: trouble(name) }));
    expect(noticesOf('message-unread', told)).toEqual([
      { key: 'id-a', facts: { count: 7, which: 'A, B, C, D, E (+2)' } },
    ]);
    expect(noticesOf('message-unread', [])).toEqual([]);
    expect(noticesOf('worker-dead', told)).toHaveLength(7);
  });

  it('is told once for each time that it comes up, whatever the looks', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 40 }), (looks) => {
        let finding = null as OpenFinding | null;
        let [tellings, episodes, seconds] = [0, 0, 0];
        let wasThere = false;
        for (const isThere of looks) {
          seconds += 10;
          const at = new Date(now.getTime() + seconds * 1_000);
          const settled = settleLook(look(isThere ? ['a'] : []), finding === null ? [] : [finding], at, 8_000);
          tellings += settled.told.length;
          if (isThere && wasThere && settled.told.length > 0) episodes += 1;
          if (settled.cleared.length > 0) finding = null;
          else if (settled.told.length > 0 && finding !== null) finding = { ...finding, told: true };
          if (settled.opened.length > 0) finding = { id: 'id', subject: 'a', openedAt: at, told: false };
          wasThere = isThere;
        }
        const confirmed = looks.filter(
          (isThere, index) => isThere && looks[index - 1] === true && looks[index - 2] !== true,
        );
        expect([tellings, episodes]).toEqual([confirmed.length, confirmed.length]);
      }),
    );
  });
});

describe('the cover of the coming days', () => {
  const everyDay = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
  const windowEnd = new Date('2027-12-01T05:00:00Z');
  const watch = compiled(layer());
  const nights = compiled(
    layer({ participants: ['ben', 'ana'], restrictions: [{ days: everyDay, from: '06:00', to: '02:00' }] }),
  );

  it('has no hole with two people on duty, and one of every night with one of them asleep', () => {
    const full = compiled(layer({ participants: ['ben', 'ana'] }));
    expect(comingHoles([watch, full], () => true, now, windowEnd)).toEqual([]);
    expect(comingHoles([watch, nights], () => true, now, windowEnd)).toHaveLength(14);
  });

  it('is one hole for as long as it lasts, whoever is alone, and the same one at each look', () => {
    const alone = comingHoles([watch], () => true, now, windowEnd);
    expect(alone).toHaveLength(1);
    const later = new Date(now.getTime() + 3_600_000);
    expect(comingHoles([watch], () => true, later, windowEnd)[0]?.from).toEqual(alone[0]?.from);
  });

  it('is the same hole before midnight and after it', () => {
    const evenings = compiled(
      layer({ participants: ['ben', 'ana'], restrictions: [{ days: everyDay, from: '22:00', to: '18:00' }] }),
    );
    const [before, after] = ['2027-10-01T23:00:00Z', '2027-10-02T01:00:00Z'].map(
      (at) => comingHoles([watch, evenings], () => true, new Date(at), windowEnd)[0],
    );
    expect(before).toEqual({ from: new Date('2027-10-01T22:00:00Z'), to: new Date('2027-10-02T02:00:00Z') });
    expect(after).toEqual(before);
  });

  it('is not asked for after the window has closed', () => {
    expect(comingHoles([watch], () => false, windowEnd, windowEnd)).toEqual([]);
  });
});
