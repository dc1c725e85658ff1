import { describe, expect, it } from 'vitest';
import { compileSchedule, type Rotation } from '#domain';
import { certify, readSpan } from './certify-watch.js';

const rotation = (participants: readonly string[], more: Partial<Rotation> = {}): Rotation => ({
  name: 'daily',
  participants,
  zone: 'America/Toronto',
  startsOn: '2026-01-05',
  handoffAt: '09:00',
  every: { days: 1 },
  ...more,
});
const schedule = (layer: Rotation) => compileSchedule({ key: layer.name, layers: [layer], overrides: [] });
const year = { from: new Date('2027-01-01T00:00:00Z'), to: new Date('2028-01-01T00:00:00Z') };
const everyDay = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

describe('the certificate of cover', () => {
  const watch = schedule(rotation(['ana', 'ben', 'cho']));
  const backup = schedule(rotation(['ben', 'cho', 'ana']));

  it('covers a whole year over both clock changes', () => {
    expect(certify([watch, backup], ['watch', 'backup'], () => true, year)).toMatchObject({
      outcome: 'covered',
      holes: [],
    });
  });

  it('lists a hole every night, each with who is left, an hour longer or shorter when the clocks change', () => {
    const byDay = schedule(
      rotation(['ben', 'cho', 'ana'], { restrictions: [{ days: everyDay, from: '06:00', to: '01:00' }] }),
    );
    const { outcome, holes } = certify([watch, byDay], [], () => true, year);
    expect([outcome, holes.length]).toEqual(['holes', 365]);
    const hours = holes.map(({ from, to }) => (to.getTime() - from.getTime()) / 3_600_000);
    expect([...new Set(hours)].toSorted((a, b) => a - b)).toEqual([4, 5, 6]);
    expect(holes.every(({ people }) => people.length === 1)).toBe(true);
  });

  it('does not count the same person twice, nor one who cannot be reached', () => {
    expect(certify([watch, watch], [], () => true, year).outcome).toBe('holes');
    const { holes } = certify([watch, backup], [], (person) => person !== 'cho', year);
    expect(holes.length).toBeGreaterThan(200);
  });
});

describe('the time to certify', () => {
  const [now, end] = [new Date('2027-09-01T12:00:00Z'), new Date('2027-12-01T05:00:00Z')];

  it('is the service window, or what is asked', () => {
    expect(readSpan({}, now, end)).toEqual({ from: now, to: end });
    expect(readSpan({ from: '2027-10-01', to: '2027-10-02T09:00:00-04:00' }, now, end)).toEqual({
      from: new Date('2027-10-01T00:00:00Z'),
      to: new Date('2027-10-02T13:00:00Z'),
    });
  });

  it.each([
    [{ from: 'tomorrow' }, '--from takes a day'],
    [{ to: '2027-10-01T09:00' }, '--to takes a day'],
    [{ from: '2028-01-01' }, 'nothing to certify'],
    [{ to: '2099-01-01' }, 'at most four years'],
  ])('is refused in one line: %j', (given, reason) => {
    expect(() => readSpan(given, now, end)).toThrow(reason);
  });
});
