import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MeasurePeriods, measurePeriods, type Measures, measures } from '#contracts';
import { responseTargets, type Severity } from '#domain';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { DeskRig } from '../desk-rig.js';
import { cohort, reachedCohort } from './cohort.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** One incident as it went: minutes from its report to each thing. */
interface Course {
  readonly severity: Severity;
  readonly party?: string;
  /** Hours after the beginning of the period. */
  readonly after: number;
  readonly taken?: number;
  readonly told?: number;
  readonly contained?: number;
  readonly recovered?: number;
  readonly falseAlarm?: number;
  readonly reopened?: number;
  readonly via?: string;
  readonly pages?: readonly { readonly step: number; readonly round: number }[];
}

/** The period is the first week of October 2027; its zone is Edmonton, six hours behind UTC. */
const from = Date.parse('2027-10-04T06:00:00Z');
const to = from + 7 * day;
const now = from + 6 * day;

const page = (step: number, round = 1) => ({ step, round });
const courses: readonly Course[] = [
  {
    severity: 'critical',
    party: 'red-oak',
    after: 1,
    taken: 2,
    told: 10,
    contained: 60,
    recovered: 300,
    via: 'sms',
    pages: [page(0)],
  },
  {
    severity: 'critical',
    party: 'red-oak',
    after: 2,
    taken: 4,
    told: 20,
    contained: 90,
    via: 'sms',
    pages: [page(0), page(1)],
  },
  { severity: 'critical', party: 'red-oak', after: 26, taken: 9, via: 'push', pages: [page(0), page(1), page(2)] },
  { severity: 'critical', party: 'blue-heron', after: 50, taken: 1, told: 3, falseAlarm: 30, pages: [page(0)] },
  {
    severity: 'high',
    party: 'blue-heron',
    after: 50.5,
    taken: 12,
    told: 25,
    contained: 200,
    recovered: 400,
    reopened: 500,
    pages: [page(0)],
  },
  { severity: 'high', party: 'blue-heron', after: 51, taken: 40, told: 45, pages: [page(0, 2), page(1, 1)] },
  { severity: 'high', after: 75, via: 'console' },
  { severity: 'medium', after: 100, taken: 30, told: 100 },
  { severity: 'low', after: 143.99 },
];

/** As a person would work it out with a list and a pencil. */
function percentile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  if (sorted.length < 3) return null;
  const place = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
  // To the millisecond: the order of additions is not what is tested.
  return Math.round((low + (high - low) * (place - Math.floor(place))) * 1_000) / 1_000;
}

const address = (start = from, end = to) =>
  `/api/v1/measures?from=${new Date(start).toISOString()}&to=${new Date(end).toISOString()}`;

describe('the measures of a period', () => {
  let scratch: TestDatabase;
  let desk: DeskRig;
  let marc: string;
  const clock = new FakeClock(new Date(now));

  beforeAll(async () => {
    scratch = await freshDatabase();
    desk = await DeskRig.open(scratch.url, clock);
    marc = await desk.cookieOf('marc');
    await desk.rows(`UPDATE election SET created_at = $1`, [new Date(from - 30 * day)]);
  });
  afterAll(async () => {
    await desk.close();
    await scratch.drop();
  });

  const read = async (start?: number, end?: number): Promise<Measures> =>
    measures.parse((await desk.get<Measures>(address(start, end), marc)).body);
  const event = (incidentId: string, type: string, at: number, data: object = {}) =>
    desk.rows(
      `INSERT INTO event (id, type, version, occurred_at, correlation_id, incident_id, data) VALUES ($1, $2, 1, $3, $1, $4, $5)`,
      [randomUUID(), type, new Date(at), incidentId, JSON.stringify(data)],
    );

  /** Makes an incident, opened a moment after its report: the clock runs from the report. */
  const play = async (course: Course) => {
    const reported = from + course.after * hour;
    const { id } = await desk.seed({
      severity: course.severity,
      openedAt: new Date(reported),
      ...(course.party !== undefined && { party: course.party }),
    });
    await desk.rows('UPDATE incident SET opened_at = $2 WHERE id = $1', [id, new Date(reported + 20_000)]);
    const at = (minutes: number) => reported + minutes * minute;
    const moves = [
      [course.contained, 'triaged', 'contained'],
      [course.recovered, 'recovering', 'resolved'],
      [course.falseAlarm, 'triaged', 'resolved'],
      [course.reopened, 'resolved', 'triaged'],
      // What comes after a reopening does not count again.
      [course.reopened === undefined ? undefined : course.reopened + 10, 'triaged', 'contained'],
    ] as const;
    for (const [minutes, before, after] of moves) {
      if (minutes !== undefined) await event(id, 'incident.moved', at(minutes), { from: before, to: after });
    }
    if (course.taken !== undefined) {
      for (const later of [0, 600]) await event(id, 'page.acknowledged', at(course.taken + later));
      await desk.runtime.database.transaction(async (tx) => {
        tx.append({
          subject: 'incident',
          id,
          actor: 'user:x',
          type: 'page.acknowledged',
          data: { via: course.via ?? 'voice' },
        });
        tx.append({ subject: 'incident', id, actor: 'user:x', type: 'page.acknowledged', data: { via: 'email' } });
      });
    }
    if (course.told !== undefined) await event(id, 'message.written', at(course.told));
    for (const { step, round } of course.pages ?? []) {
      await desk.rows(
        `INSERT INTO page (id, incident_id, user_id, step, round, code, state, requested_at)
         VALUES ($1, $2, $3, $4, $5, $7, 'superseded', $6)`,
        [randomUUID(), id, desk.userId('priya'), step, round, new Date(reported), randomUUID()],
      );
    }
    return id;
  };

  it('are empty, not wrong, when nothing has happened', async () => {
    const seen = await read();
    expect(seen).toMatchObject({ incidents: 0, reports: 0, evenness: null, channels: { reports: [], taken: [] } });
    expect(seen.spans.acknowledge[0]).toMatchObject({ severity: null, incidents: 0, median: null, within: 0, late: 0 });
    expect(seen.escalations.pages).toEqual([]);
    expect(seen.load).toHaveLength(168);
    expect(seen.load.reduce((sum, cell) => sum + cell.hours, 0)).toBe(6 * 24);
  });

  describe('with incidents', () => {
    let seen: Measures;
    beforeAll(async () => {
      for (const course of courses) await play(course);
      // None of these is counted: before the period, after it, no incident, and a part of another.
      await play({ severity: 'critical', after: -1, taken: 1 });
      await play({ severity: 'critical', after: 169, taken: 1 });
      const exercise = await play({ severity: 'not-an-incident', after: 3, taken: 1 });
      await desk.rows(`UPDATE incident SET category = 'exercise' WHERE id = $1`, [exercise]);
      const part = await play({ severity: 'critical', after: 4, taken: 1 });
      await desk.rows(
        'UPDATE incident SET merged_into = (SELECT id FROM incident WHERE id <> $1 LIMIT 1) WHERE id = $1',
        [part],
      );
      seen = await read();
    });

    const keys = { acknowledge: 'taken', contact: 'told', contain: 'contained', recover: 'recovered' } as const;
    it.each(Object.entries(keys) as [keyof typeof keys, (typeof keys)[keyof typeof keys]][])(
      'tell the time to %s as one works it out by hand, by severity and altogether',
      (measure, key) => {
        for (const severity of [null, 'critical', 'high', 'medium', 'low'] as const) {
          const those = courses.filter((course) => severity === null || course.severity === severity);
          const seconds = those.flatMap((course) => course[key] ?? []).map((minutes) => minutes * 60);
          const isLater = measure === 'contain' || measure === 'recover';
          const waiting = those.filter(
            (course) => course[key] === undefined && !(isLater && course.falseAlarm !== undefined),
          );
          const targetOf = (course: Course) =>
            isLater ? null : (responseTargets[course.severity]?.[measure as 'contact'] ?? null);
          const isLate = (course: Course) => {
            const target = targetOf(course);
            const minutes = course[key] ?? (now - from - course.after * hour) / minute;
            return target !== null && minutes * 60 > target;
          };
          const isWithin = (course: Course) =>
            targetOf(course) !== null && course[key] !== undefined && !isLate(course);
          const span = seen.spans[measure].find((one) => one.severity === severity);
          expect({
            ...span,
            p90: span === undefined || span.p90 === null ? null : Math.round(span.p90 * 1_000) / 1_000,
          }).toEqual({
            severity,
            incidents: those.length,
            reached: seconds.length,
            waiting: waiting.length,
            median: percentile(seconds, 0.5),
            p90: percentile(seconds, 0.9),
            formerMedian: null,
            target: severity === null || isLater ? null : (responseTargets[severity]?.[measure as 'contact'] ?? null),
            within: those.filter(isWithin).length,
            late: those.filter(isLate).length,
          });
        }
      },
    );

    it('tell how many incidents somebody had within so many minutes', () => {
      for (const { severity, minutes, incidents } of seen.takenWithin) {
        const those = courses.filter((course) => severity === null || course.severity === severity);
        expect(incidents).toBe(those.filter(({ taken }) => taken !== undefined && taken <= minutes).length);
      }
    });

    it('put what came into its hour of the week, beside who was on duty', () => {
      const hours = [...courses.map(({ after }) => after), 4].map((after) => Math.floor(after));
      for (const cell of seen.load) {
        const place = cell.weekday * 24 + cell.hour;
        expect(cell.reports).toBe(hours.filter((one) => one === place).length);
        expect(cell.hours).toBe(place < 144 ? 1 : 0);
        expect(cell.onDuty === null).toBe(place >= 144);
      }
      expect(seen.load.reduce((sum, { incidents }) => sum + incidents, 0)).toBe(courses.length);
      expect(Math.max(...seen.load.map(({ onDuty }) => onDuty ?? 0))).toBeGreaterThan(0);
    });

    it('tell the kinds by day of the zone, and by week over a long time', async () => {
      expect(seen.kinds.unit).toBe('day');
      expect(seen.kinds.rows.map(({ day: on, incidents }) => [on, incidents])).toEqual([
        ['2027-10-04', 2],
        ['2027-10-05', 1],
        ['2027-10-06', 3],
        ['2027-10-07', 1],
        ['2027-10-08', 1],
        ['2027-10-09', 1],
      ]);
      const long = await read(from - 100 * day, to);
      expect(long.kinds.unit).toBe('week');
      expect(long.kinds.rows.at(-1)).toMatchObject({ day: '2027-10-04', incidents: courses.length });
    });

    it('tell the pages that incidents took and how high their paging climbed', () => {
      expect(seen.escalations).toEqual({
        pages: [
          { pages: 0, incidents: 3 },
          { pages: 1, incidents: 3 },
          { pages: 2, incidents: 2 },
          { pages: 3, incidents: 1 },
        ],
        steps: [
          { step: 0, incidents: 3 },
          { step: 1, incidents: 3 },
          { step: 2, incidents: 1 },
          { step: 3, incidents: 1 },
          { step: null, incidents: 1 },
        ],
      });
    });

    it('tell which way reports came and which way each incident was first taken', () => {
      expect(seen.channels.reports).toEqual([{ channel: 'web', reports: courses.length + 1 }]);
      expect(seen.channels.taken).toEqual([
        { via: 'voice', incidents: 4 },
        { via: 'sms', incidents: 2 },
        { via: 'push', incidents: 1 },
      ]);
    });

    it('tell what people corrected', async () => {
      const ids = await desk.rows<{ id: string }>('SELECT id FROM incident ORDER BY opened_at LIMIT 2');
      const correct = (id: string | undefined, field: string, before: string, after: string, at: number) =>
        desk.rows(
          `INSERT INTO correction (id, incident_id, user_id, field, from_value, to_value, reason, made_at)
           VALUES ($1, $2, $3, $4, $5, $6, 'because', $7)`,
          [randomUUID(), id, desk.userId('priya'), field, before, after, new Date(at)],
        );
      const [one, other] = ids;
      await correct(one?.id, 'severity', 'high', 'critical', from + hour);
      await correct(one?.id, 'category', 'phishing', 'malware', from + hour);
      await correct(other?.id, 'category', 'phishing', 'malware', from + hour);
      await correct(other?.id, 'category', 'phishing', 'malware', from - hour);
      expect((await read()).corrections).toEqual({
        incidents: 2,
        changes: [
          { field: 'category', from: 'phishing', to: 'malware', corrections: 2 },
          { field: 'severity', from: 'high', to: 'critical', corrections: 1 },
        ],
      });
    });

    it('compare with the period of the same length before', async () => {
      const later = await read(to, to + 7 * day);
      expect(later.former).toEqual({ from: new Date(from).toISOString(), to: new Date(to).toISOString() });
      expect(later.formerIncidents).toBe(courses.length);
      expect(later.spans.acknowledge[0]?.formerMedian).toBe(seen.spans.acknowledge[0]?.median);
    });

    it('compare parties without a name, and only when there are enough to hide among', async () => {
      expect(seen.evenness).toBeNull();
      await desk.rows(
        `INSERT INTO party (id, key, name_en, name_fr, domains) VALUES ($1, 'green-maple', 'Green Maple', 'Érable vert', '{}')`,
        [randomUUID()],
      );
      for (const after of [60, 61, 62]) await play({ severity: 'low', party: 'green-maple', after, taken: after });
      await play({ severity: 'low', party: 'green-maple', after: 63 });
      const answer = await desk.get<Measures>(address(), marc);
      const { evenness } = measures.parse(answer.body);
      expect(evenness).toEqual({
        parties: [
          { incidents: 3, median: 240, p90: expect.closeTo(480, 6) },
          { incidents: 3, median: 720, p90: expect.closeTo(2064, 6) },
          { incidents: 3, median: 3_660, p90: expect.closeTo(3_708, 6) },
        ],
        leftOut: 0,
      });
      expect(answer.text).not.toMatch(/oak|heron|maple/i);
    });
  });

  it('are for those who answer for the hotline', async () => {
    for (const [key, status] of [
      ['marc', 200],
      ['priya', 403],
      ['liaison-red-oak', 403],
    ] as const) {
      const cookie = await desk.cookieOf(key);
      expect((await desk.get(address(), cookie)).status).toBe(status);
      expect((await desk.get('/api/v1/measures/periods', cookie)).status).toBe(status);
    }
  });

  it.each([
    ['without an end', '?from=2027-10-04T06:00:00Z'],
    ['with the end before the beginning', '?from=2027-10-04T06:00:00Z&to=2027-10-03T06:00:00Z'],
    ['over more than 400 days', '?from=2026-01-01T00:00:00Z&to=2027-10-03T06:00:00Z'],
    ['of days without a time', '?from=2027-10-04&to=2027-10-05'],
  ])('refuse a period %s', async (_, query) => {
    expect((await desk.get(`/api/v1/measures${query}`, marc)).status).toBe(422);
  });

  it.each([
    ['incident_opened', cohort],
    ['event_measured', reachedCohort],
    ['page_incident', `SELECT count(p.id) FROM (${cohort}) c LEFT JOIN page p ON p.incident_id = c.id`],
    [
      'timeline_taken',
      `SELECT t.seq FROM (${cohort}) c CROSS JOIN LATERAL (
         SELECT seq FROM timeline_entry WHERE subject_id = c.id AND type = 'page.acknowledged' ORDER BY seq LIMIT 1) t`,
    ],
    ['correction_made', 'SELECT count(*) FROM correction WHERE made_at >= $1 AND made_at < $2'],
  ])('can be read by the index %s, as the person who asks', async (index, sql) => {
    const plan = await desk.runtime.database.transactionFor('*', async (tx) => {
      // A few rows are read faster without any index: this asks whether it could, not whether it would.
      await tx.query('SET LOCAL enable_seqscan = off');
      return tx.query<Record<string, string>>(`EXPLAIN ${sql}`, [new Date(from), new Date(to)]);
    });
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).toContain(index);
  });

  it('know the election until the end of polling day, and its window', async () => {
    const periods = measurePeriods.parse((await desk.get<MeasurePeriods>('/api/v1/measures/periods', marc)).body);
    expect(periods.map(({ kind }) => kind)).toEqual(['election', 'window']);
    const [election, window] = periods;
    expect(Date.parse(election?.to ?? '')).toBeLessThan(Date.parse(window?.to ?? ''));
  });
});
