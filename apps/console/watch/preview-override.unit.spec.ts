import { describe, expect, it } from 'vitest';
import { daysAround, step } from './calendar-days.js';
import { isSame, previewOverride } from './preview-override.js';

const member = (key: string) => ({ key, name: key });
const [amelie, daniel, priya] = [member('amelie'), member('daniel'), member('priya')];
const at = (hour: number) => new Date(Date.UTC(2027, 9, 3, hour)).toISOString();
const shift = (from: number, to: number, ...people: ReturnType<typeof member>[]) => ({
  from: at(from),
  to: at(to),
  people,
  because: people.length === 0 ? ('gap' as const) : ('layer' as const),
});
const shifts = [shift(0, 9, amelie), shift(9, 18, daniel), shift(18, 24)];

describe('the preview of an override', () => {
  it.each([
    {
      what: 'somebody instead of whoever is on duty',
      kind: 'replace',
      person: priya,
      replaces: null,
      after: [['priya'], ['priya'], ['priya']],
    },
    {
      what: 'somebody instead of one person',
      kind: 'replace',
      person: priya,
      replaces: daniel,
      after: [['amelie'], ['priya'], []],
    },
    {
      what: 'somebody as well',
      kind: 'add',
      person: daniel,
      replaces: null,
      after: [['amelie', 'daniel'], ['daniel'], ['daniel']],
    },
    {
      what: 'without somebody, which leaves a gap',
      kind: 'remove',
      person: daniel,
      replaces: null,
      after: [['amelie'], [], []],
    },
  ] as const)('shows $what', ({ kind, person, replaces, after }) => {
    const shown = previewOverride(shifts, { kind, person, replaces, from: at(8), to: at(20) });
    expect(shown.map(({ from, to }) => [from, to])).toEqual([
      [at(8), at(9)],
      [at(9), at(18)],
      [at(18), at(20)],
    ]);
    expect(shown.map(({ after: people }) => people.map(({ key }) => key))).toEqual(after);
    expect(shown.map(isSame)).toEqual(
      shown.map(({ before }, place) => String(before.map(({ key }) => key)) === String(after[place])),
    );
  });
});

describe('the days of the calendar', () => {
  it('are whole weeks, midnight to midnight of the zone, also over a clock change', () => {
    const days = daysAround('2027-11-10', 'two-weeks', 'America/Toronto');
    expect([days.length, days[0]?.day, days.at(-1)?.day]).toEqual([14, '2027-11-08', '2027-11-21']);
    const month = daysAround('2027-11-10', 'month', 'America/Toronto');
    expect([month.length, month[0]?.day, month.at(-1)?.day]).toEqual([35, '2027-11-01', '2027-12-05']);
    expect(month.find(({ day }) => day === '2027-11-07')).toMatchObject({
      from: '2027-11-07T04:00:00.000Z',
      to: '2027-11-08T05:00:00.000Z',
    });
    expect(month.every(({ to }, place) => month[place + 1] === undefined || month[place + 1]?.from === to)).toBe(true);
  });

  it('go on by their span', () => {
    expect(step('2027-01-31', 'month', 1)).toBe('2027-02-01');
    expect(step('2027-01-31', 'month', -1)).toBe('2026-12-01');
    expect(step('2027-01-31', 'two-weeks', 1)).toBe('2027-02-14');
  });
});
