import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ReportReceipt } from '#contracts';
import { FakeClock } from '#testing';
import { HotlineRig } from './hotline-rig.js';

/** The first night: Amélie has the watch until 14:00 UTC, Daniel is next, Marc is the manager. */
const firstNight = new Date('2026-11-23T08:00:00Z');
/** After as many days the same person has the watch again. */
const daysOfRotation = 3;

const reports = {
  critical:
    'Someone took over the Facebook page of our candidate an hour ago and is posting scam ads right now. We are locked out.',
  high: "Someone is sending mails from our campaign manager's mailbox right now. Her password no longer works.",
  medium: 'How do I turn on two-step sign-in? Something may be wrong.',
  low: 'We all received the usual phishing email about a parcel delivery. Nobody clicked, we deleted it.',
} as const;

/** Who is woken, and how many minutes after the report. */
type Ladder = readonly (readonly [minute: number, person: string, round: number])[];

let rig: HotlineRig;
const clock = new FakeClock();
let nights = 0;

beforeAll(async () => {
  rig = await HotlineRig.start({ clock });
});

afterAll(async () => rig?.stop());

beforeEach(() => {
  clock.set(new Date(firstNight.getTime() + nights * daysOfRotation * 86_400_000));
  nights += 1;
});

/** Nothing of one test pages into the next. */
afterEach(async () => {
  const marc = await rig.signIn('marc');
  const left = (await marc.incidents()).filter(({ escalatesAt }) => escalatesAt !== null);
  for (const { id } of left) await marc.act(id, 'acknowledge');
  await rig.settled();
});

async function report(severity: keyof typeof reports): Promise<ReportReceipt> {
  const receipt = await rig.reportByApi({ description: reports[severity] });
  await rig.settled();
  return receipt;
}

interface PageRow {
  readonly person: string;
  readonly round: number;
  readonly requested_at: Date;
  readonly code: string;
  readonly state: string;
}

async function pagesOf(reference: string): Promise<readonly PageRow[]> {
  return rig.rows<PageRow>(
    `SELECT u.key AS person, p.round, p.requested_at, p.code, p.state FROM page p
     JOIN incident i ON i.id = p.incident_id JOIN user_account u ON u.id = p.user_id
     WHERE i.reference = $1 ORDER BY p.requested_at, u.key`,
    [reference],
  );
}

async function ladderOf({ reference, receivedAt }: ReportReceipt): Promise<Ladder> {
  const from = new Date(receivedAt).getTime();
  const pages = await pagesOf(reference);
  return pages.map(({ person, round, requested_at: at }) => [(at.getTime() - from) / 60_000, person, round]);
}

/** What a phone was told about one incident. */
async function texts(person: string, reference: string): Promise<readonly string[]> {
  return (await rig.textsTo(rig.person(person).phone)).filter((text) => text.includes(reference));
}

const pageText = /(?:Reply|Répondre) ACK (\d+) (?:or|ou) (\S+)/;

async function codeOn(person: string, reference: string): Promise<string> {
  const [, code] = pageText.exec((await texts(person, reference)).findLast((text) => pageText.test(text)) ?? '') ?? [];
  if (code === undefined) throw new Error(`${person} was not paged for ${reference}`);
  return code;
}

async function incidentOf(
  reference: string,
): Promise<{ readonly id: string; readonly severity: string; readonly taker: string | null }> {
  const [incident] = await rig.rows<{ id: string; severity: string; taker: string | null }>(
    'SELECT i.id, i.severity, u.key AS taker FROM incident i LEFT JOIN user_account u ON u.id = i.acknowledged_by WHERE reference = $1',
    [reference],
  );
  if (incident === undefined) throw new Error(`${reference} opened no incident`);
  return incident;
}

/**
 * Goes on to a minute after the report, with a stop one second before it: who is woken there already shows in the ladder, with
 * the time of that second.
 */
async function goOnTo(receipt: ReportReceipt, minute: number): Promise<void> {
  const at = new Date(receipt.receivedAt).getTime() + minute * 60_000;
  await rig.fastForward(`${(at - clock.now().getTime()) / 1_000 - 1}s`);
  await rig.fastForward('1s');
}

/** Goes through the minutes of a ladder, and tells who was woken on the way. */
async function climb(receipt: ReportReceipt, ladder: Ladder): Promise<Ladder> {
  const minutes = new Set(ladder.map(([minute]) => minute));
  for (const minute of minutes) if (minute > 0) await goOnTo(receipt, minute);
  return ladderOf(receipt);
}

const everyone = (minute: number, round: number): Ladder =>
  ['amelie', 'daniel', 'priya'].map((person) => [minute, person, round]);

describe('a report that nobody acknowledges', () => {
  it.each<{ readonly severity: keyof typeof reports; readonly ladder: Ladder }>([
    {
      severity: 'critical',
      ladder: [
        [0, 'amelie', 1],
        [5, 'daniel', 1],
        [10, 'marc', 1],
        ...everyone(15, 1),
        [20, 'amelie', 2],
        [25, 'daniel', 2],
        [30, 'marc', 2],
        ...everyone(35, 2),
        [40, 'amelie', 3],
      ],
    },
    {
      severity: 'high',
      ladder: [[0, 'amelie', 1], [15, 'daniel', 1], [30, 'marc', 1], ...everyone(45, 1), [60, 'amelie', 2]],
    },
    {
      severity: 'medium',
      ladder: [
        [0, 'amelie', 1],
        [30, 'amelie', 1],
        [60, 'daniel', 1],
        [90, 'marc', 1],
        [120, 'amelie', 2],
      ],
    },
    {
      severity: 'low',
      ladder: [
        [0, 'amelie', 1],
        [60, 'amelie', 1],
        [120, 'daniel', 1],
        [180, 'marc', 1],
        [300, 'amelie', 2],
      ],
    },
  ])('wakes one after the other and begins again, as the policy for $severity says', async ({ severity, ladder }) => {
    const receipt = await report(severity);
    expect((await incidentOf(receipt.reference)).severity).toBe(severity);
    expect(await climb(receipt, ladder)).toEqual(ladder);
    for (const key of new Set(ladder.map(([, person]) => person))) {
      const rings = (await texts(key, receipt.reference)).filter((text) => pageText.test(text));
      expect(rings, `texts to ${key}`).toHaveLength(ladder.filter(([, person]) => person === key).length);
    }
  });

  it('wakes whoever has the watch at that minute, when the watch changes in between', async () => {
    clock.advance('358m');
    const receipt = await report('critical');
    const ladder: Ladder = [[0, 'amelie', 1], [5, 'priya', 1], [10, 'marc', 1], ...everyone(15, 1), [20, 'daniel', 2]];
    expect(await climb(receipt, ladder)).toEqual(ladder);
  });

  it('wakes one more, not all that were missed, when the clock was away for hours', async () => {
    const receipt = await report('critical');
    await rig.fastForward('4h');
    expect(await ladderOf(receipt)).toEqual([
      [0, 'amelie', 1],
      [240, 'daniel', 1],
    ]);
  });
});

describe('an acknowledgement by text', () => {
  it('ends the paging and tells the others who has it', async () => {
    const receipt = await report('critical');
    await goOnTo(receipt, 5);
    await rig.textFrom(rig.person('daniel').phone, `ACK ${await codeOn('daniel', receipt.reference)}`);
    await rig.settled();
    const before = await ladderOf(receipt);
    expect((await incidentOf(receipt.reference)).taker).toBe('daniel');
    await rig.fastForward('6h');
    expect(await ladderOf(receipt)).toEqual(before);
    expect((await pagesOf(receipt.reference)).map(({ person, state }) => [person, state])).toEqual([
      ['amelie', 'superseded'],
      ['daniel', 'acknowledged'],
    ]);
    expect((await texts('amelie', receipt.reference)).at(-1)).toContain('Daniel Okafor');
    expect((await texts('daniel', receipt.reference)).at(-1)).toContain('is yours');
    expect(await texts('marc', receipt.reference)).toEqual([]);
  });

  it.each([
    { says: 'a code of nobody', words: (code: string) => `ACK ${(Number(code) % 900) + 100}` },
    { says: 'a negation', words: (code: string) => `I can not ACK ${code}` },
    { says: 'something else', words: () => 'who is this?' },
  ])('with $says ends nothing', async ({ words }) => {
    const receipt = await report('critical');
    await rig.textFrom(rig.person('amelie').phone, words(await codeOn('amelie', receipt.reference)));
    await rig.settled();
    expect((await incidentOf(receipt.reference)).taker).toBeNull();
    const ladder: Ladder = [
      [0, 'amelie', 1],
      [5, 'daniel', 1],
    ];
    expect(await climb(receipt, ladder)).toEqual(ladder);
  });

  it('without a code takes neither of two incidents, and asks which', async () => {
    const [one, two] = [await report('critical'), await report('high')];
    await rig.textFrom(rig.person('amelie').phone, 'ACK');
    await rig.settled();
    expect((await incidentOf(one.reference)).taker).toBeNull();
    expect((await incidentOf(two.reference)).taker).toBeNull();
    const asked = (await rig.textsTo(rig.person('amelie').phone)).at(-1) ?? '';
    for (const { reference } of [one, two]) expect(asked).toContain(await codeOn('amelie', reference));
  });
});

describe('NEXT', () => {
  it('wakes the next person at once, from where the ladder goes on', async () => {
    const receipt = await report('critical');
    await rig.fastForward('2m');
    await rig.textFrom(rig.person('amelie').phone, `NEXT ${await codeOn('amelie', receipt.reference)}`);
    await rig.settled();
    const passedOn: Ladder = [
      [0, 'amelie', 1],
      [2, 'daniel', 1],
    ];
    expect(await ladderOf(receipt)).toEqual(passedOn);
    expect((await incidentOf(receipt.reference)).taker).toBeNull();
    await goOnTo(receipt, 7);
    expect(await ladderOf(receipt)).toEqual([...passedOn, [7, 'marc', 1]]);
  });
});

describe('an incident that somebody has', () => {
  it('wakes again from the first step when it becomes more severe, and not when it becomes less so', async () => {
    const receipt = await report('high');
    await rig.textFrom(rig.person('amelie').phone, `ACK ${await codeOn('amelie', receipt.reference)}`);
    await rig.settled();
    const { id } = await incidentOf(receipt.reference);
    const marc = await rig.signIn('marc');
    await rig.fastForward('30m');
    expect(
      (await marc.act(id, 'severity', { to: 'critical', reason: 'They changed the recovery phone.' })).status,
    ).toBe(200);
    await rig.settled();
    expect((await incidentOf(receipt.reference)).taker).toBeNull();
    const again: Ladder = [
      [0, 'amelie', 1],
      [30, 'amelie', 1],
      [35, 'daniel', 1],
    ];
    await goOnTo(receipt, 35);
    expect(await ladderOf(receipt)).toEqual(again);
    await marc.act(id, 'acknowledge');
    expect((await marc.act(id, 'severity', { to: 'low', reason: 'It was the old page.' })).status).toBe(200);
    await rig.settled();
    await rig.fastForward('3h');
    expect(await ladderOf(receipt)).toEqual(again);
  });

  it('wakes again when a second text makes it worse', async () => {
    const phone = '+16135550177';
    await rig.textFrom(phone, reports.low);
    await rig.settled();
    const [first] = await rig.rows<{ reference: string; received_at: Date }>(
      'SELECT reference, received_at FROM report WHERE sender = $1',
      [phone],
    );
    const reference = first?.reference ?? '';
    await rig.textFrom(rig.person('amelie').phone, `ACK ${await codeOn('amelie', reference)}`);
    await rig.settled();
    await rig.fastForward('10m');
    await rig.textFrom(phone, reports.critical);
    await rig.settled();
    expect((await incidentOf(reference)).severity).toBe('critical');
    expect((await pagesOf(reference)).map(({ person, state }) => [person, state])).toEqual([
      ['amelie', 'acknowledged'],
      ['amelie', 'open'],
    ]);
  });
});
