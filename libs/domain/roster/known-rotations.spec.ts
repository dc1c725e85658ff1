import { existsSync, readFileSync } from 'node:fs';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { type Rotation, turnAt } from './index.js';

/** Cases from other on-call systems, read in place because their licences differ; a public clone does not have them. */
const file = new URL('../../../../shared/data/oncall/cases.json', import.meta.url);

interface Case {
  readonly id: string;
  readonly kind: string;
  readonly given: {
    readonly type: string;
    readonly shift_length: number;
    readonly start: string;
    readonly tz: string;
    readonly at?: string;
    readonly participants?: readonly string[];
  };
  readonly expect: {
    readonly shift_start?: string;
    readonly shift_end?: string;
    readonly handoffs?: readonly string[];
    readonly samples?: readonly { readonly at: string; readonly user: string }[];
  };
}

const units: Readonly<Record<string, 'hours' | 'days' | 'weeks'>> = { hourly: 'hours', daily: 'days', weekly: 'weeks' };

function rotationOf({ given }: Case): Rotation {
  const start = Temporal.Instant.from(given.start).toZonedDateTimeISO(given.tz).toPlainDateTime();
  const every = { [units[given.type] ?? 'days']: given.shift_length } as Rotation['every'];
  return {
    name: given.type,
    participants: given.participants ?? ['a', 'b', 'c'],
    zone: given.tz,
    startsOn: start.toPlainDate().toString(),
    handoffAt: start.toPlainTime().toString({ smallestUnit: 'minute' }),
    every,
  };
}

const instant = (text: string) => new Date(Temporal.Instant.from(text).epochMilliseconds);

describe.runIf(existsSync(file))('rotations as other systems know them (shared data, absent in a public clone)', () => {
  const { cases } = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as { cases: readonly Case[] })
    : { cases: [] };
  // Monthly turns do not exist here, and a rotation has nobody before its start where others count backwards.
  const ours = cases.filter(
    ({ kind, given }) =>
      ['rotation.shift_at', 'rotation.handoffs', 'rotation.oncall_at'].includes(kind) &&
      given.type in units &&
      (given.at === undefined || instant(given.at).getTime() >= instant(given.start).getTime()),
  );

  test.each(ours.map((item) => [item.id, item] as const))('%s', (_id, item) => {
    const rotation = rotationOf(item);
    const { given, expect: wanted } = item;
    const turn = turnAt(rotation, instant(given.at ?? given.start));
    // What a case does not say is not compared.
    expect(turn).toMatchObject({
      ...(wanted.shift_start === undefined ? {} : { from: instant(wanted.shift_start) }),
      ...(wanted.shift_end === undefined ? {} : { until: instant(wanted.shift_end) }),
    });
    for (const sample of wanted.samples ?? [])
      expect(turnAt(rotation, instant(sample.at))?.people[0]).toBe(sample.user);
    const handoffs = (wanted.handoffs ?? [])
      .map(instant)
      .filter((time) => time.getTime() >= instant(given.start).getTime());
    for (const [index, handoff] of handoffs.slice(0, -1).entries()) {
      expect(turnAt(rotation, handoff)?.until).toEqual(handoffs[index + 1]);
    }
  });
});
