import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '#testing';
import { Handset, incidentOfCall, ringOrder, toldOf, type WatchMember } from './call-rig.js';
import { HotlineRig } from './hotline-rig.js';
import { until } from './until.js';

let rig: HotlineRig;
let [onDuty, next, manager]: WatchMember[] = [];
let lastNumber = 6_135_550_500;
/** Each test calls from a number of its own: a second call from a number with an open incident joins that. */
const newNumber = (): string => {
  lastNumber += 1;
  return `+1${lastNumber}`;
};

beforeAll(async () => {
  // The carrier lives in real time: the hotline's clock starts there, and is moved from there.
  rig = await HotlineRig.start({ clock: new FakeClock(new Date()) });
}, 120_000);

// The clock is moved: a hand-off may come between two tests.
beforeEach(async () => {
  [onDuty, next, manager] = await ringOrder(rig);
});

afterAll(async () => {
  await rig?.stop();
});

const phoneOf = (person: WatchMember | undefined): string => person?.phone ?? '';
const typesOf = async (sid: string) => (await toldOf(rig, sid)).map(({ type }) => type);

async function untilTold(sid: string, type: string): Promise<void> {
  await until(`the timeline tells of ${type}`, async () => (await typesOf(sid)).includes(type));
}

async function refuse(caller: Handset, person: WatchMember | undefined, as: string): Promise<void> {
  await (await caller.rings(phoneOf(person))).pickUp(as);
}

describe('Calling the hotline', () => {
  it.each([
    {
      key: '1',
      hello: 'We are connecting you',
      bye: 'The conversation has ended',
      name: { en: 'English', fr: 'anglais' },
    },
    {
      key: '2',
      hello: 'Nous vous mettons',
      bye: 'La conversation est terminée',
      name: { en: 'French', fr: 'français' },
    },
  ])('with key $key leads to the person on duty, who takes it by a key and has the incident', async (chosen) => {
    const caller = await Handset.call(rig, newNumber());
    expect(await caller.heard()).toMatch(/danger\? Hang up and call 9-1-1[^]+danger\? Raccrochez et composez le 9-1-1/);
    await caller.press(chosen.key);
    await caller.hears(chosen.hello);
    const phone = await caller.rings(phoneOf(onDuty));
    const { said } = await phone.pickUp();
    expect(said.at(-1)).toContain(onDuty?.language === 'fr' ? chosen.name.fr : chosen.name.en);
    await phone.press('1');
    await caller.hears(`[connected to ${phoneOf(onDuty)}]`);
    await phone.hangUp();
    await caller.hears(chosen.bye);
    await caller.ends();
    await untilTold(caller.sid, 'call.ended');
    expect(await typesOf(caller.sid)).toEqual([
      'call.received',
      'call.language',
      'call.ringing',
      'call.taken',
      'call.ended',
    ]);
    await rig.sweep();
    expect(await incidentOfCall(rig, caller.sid)).toMatchObject({ acknowledged_by: onDuty?.id });
  });

  it('without a key goes on in both languages after the menu was played twice', async () => {
    const caller = await Handset.call(rig, newNumber());
    await caller.pressNothing();
    const { said } = await caller.pressNothing();
    expect(said.filter((line) => line.includes('For English'))).toHaveLength(2);
    await caller.hears('We are connecting you');
    await caller.hears('Nous vous mettons');
    await caller.hangUp();
  });

  it('is not swallowed by a voicemail: the next person is rung, takes it and has the incident', async () => {
    const caller = await Handset.call(rig, newNumber());
    await caller.press('1');
    await refuse(caller, onDuty, 'voicemail');
    const phone = await caller.rings(phoneOf(next));
    await phone.pickUp();
    await phone.press('1');
    await caller.hears(`[connected to ${phoneOf(next)}]`);
    await caller.hangUp();
    await untilTold(caller.sid, 'call.ended');
    const told = await toldOf(rig, caller.sid);
    expect(told.find(({ type }) => type === 'call.missed')?.data).toMatchObject({
      userId: onDuty?.id,
      because: 'no-key',
    });
    expect(told.find(({ type }) => type === 'call.taken')).toMatchObject({ actor: `user:${next?.id}` });
    await rig.sweep();
    expect(await incidentOfCall(rig, caller.sid)).toMatchObject({ acknowledged_by: next?.id });
  });

  it('that nobody answers ends in a message, kept with the report, and what it says raises the severity', async () => {
    const caller = await Handset.call(rig, newNumber());
    const before = await incidentOfCall(rig, caller.sid);
    await caller.press('1');
    await refuse(caller, onDuty, 'no-answer');
    await refuse(caller, next, 'busy');
    await refuse(caller, manager, 'failed');
    await caller.hears('Nobody could answer yet');
    await caller.hears('Your message is recorded');
    const words =
      'Someone took over the Facebook page of our candidate and is posting scam ads right now. We are locked out.';
    const { said } = await caller.leave(words, 4);
    expect(said.at(-1)).toContain('Somebody will call you back');
    await untilTold(caller.sid, 'call.recorded');
    await until('the words are triaged', async () => (await incidentOfCall(rig, caller.sid)).report_count === 2);
    await rig.sweep();
    const after = await incidentOfCall(rig, caller.sid);
    expect([after.id, after.severity, before.severity === 'critical']).toEqual([before.id, 'critical', false]);
    const files = await rig.rows(
      `SELECT a.source, a.sniffed_type, a.size::int FROM attachment a JOIN report r ON r.id = a.report_id WHERE r.external_id = $1`,
      [caller.sid],
    );
    expect(files).toEqual([{ source: 'call', sniffed_type: 'audio/wav', size: 44 + 4 * 16_000 }]);
    await rig.fastForward('31m');
    const [recording] = await rig.rows<{ closed_at: Date | null }>(
      'SELECT closed_at FROM call_recording r JOIN call c ON c.id = r.call_id WHERE c.sid = $1',
      [caller.sid],
    );
    expect(recording?.closed_at).not.toBeNull();
  });
});

describe('A caller who hangs up', () => {
  it.each([
    ['in the menu', 'menu', async () => undefined],
    [
      'while somebody is rung',
      'ringing',
      async (caller: Handset) => {
        await caller.press('1');
      },
    ],
    [
      'at the tone',
      'recording',
      async (caller: Handset) => {
        await caller.press('1');
        for (const person of [onDuty, next, manager]) await refuse(caller, person, 'no-answer');
        await caller.hears('[tone]');
      },
    ],
  ] as const)('%s is a report all the same, and the timeline says so', async (_name, during, act) => {
    const caller = await Handset.call(rig, newNumber());
    await act(caller);
    await caller.hangUp();
    await untilTold(caller.sid, 'call.ended');
    const told = await toldOf(rig, caller.sid);
    expect(told.find(({ type }) => type === 'call.ended')?.data).toMatchObject({ during, seconds: expect.any(Number) });
    expect(await incidentOfCall(rig, caller.sid)).toMatchObject({ acknowledged_by: null });
  });

  it('in the middle of the message has left it', async () => {
    const caller = await Handset.call(rig, newNumber());
    await caller.press('2');
    for (const person of [onDuty, next, manager]) await refuse(caller, person, 'busy');
    await caller.hears('[tone]');
    await caller.leave('', 2, true);
    await untilTold(caller.sid, 'call.recorded');
    await rig.sweep();
    const files = await rig.rows(
      'SELECT 1 FROM attachment a JOIN report r ON r.id = a.report_id WHERE r.external_id = $1',
      [caller.sid],
    );
    expect(files).toHaveLength(1);
  });
});

describe('When the store does not answer', () => {
  it('the caller reaches the number that is always staffed or leaves a message, and all is read back later', async () => {
    const { database } = rig.runtime;
    const working = database.transaction.bind(database);
    const phone = rig.runtime.config.voice.fallbackPhone ?? '';
    database.transaction = () => Promise.reject(Object.assign(new Error('down'), { code: 'ECONNREFUSED' }));
    let caller: Handset;
    try {
      caller = await Handset.call(rig, newNumber());
      expect(await caller.heard()).toMatch(/technical problem[^]+problème technique/);
      await (await caller.rings(phone)).pickUp('voicemail');
      await caller.hears('[tone]');
      await caller.leave('It is me, Dana. Call me.', 5);
    } finally {
      database.transaction = working;
    }
    await caller.ends();
    await rig.sweep();
    await rig.sweep();
    expect((await typesOf(caller.sid)).toSorted()).toEqual(['call.ended', 'call.received', 'call.recorded']);
    const [received] = await toldOf(rig, caller.sid);
    expect(received).toMatchObject({ type: 'call.received', data: { readBack: true } });
    const stored = await rig.rows(
      `SELECT count(DISTINCT r.id)::int AS reports, count(a.id)::int AS files FROM report r LEFT JOIN attachment a ON a.report_id = r.id
       WHERE r.external_id = $1`,
      [caller.sid],
    );
    expect(stored).toEqual([{ reports: 1, files: 1 }]);
  });

  it('the one who is rung and presses the key is put through', async () => {
    const { database } = rig.runtime;
    const working = database.transaction.bind(database);
    const phone = rig.runtime.config.voice.fallbackPhone ?? '';
    database.transaction = () => Promise.reject(Object.assign(new Error('down'), { code: 'ECONNREFUSED' }));
    try {
      const caller = await Handset.call(rig, newNumber());
      const staffed = await caller.rings(phone);
      await staffed.pickUp();
      await staffed.press('1');
      await caller.hears(`[connected to ${phone}]`);
      const { said } = await caller.hangUp();
      expect(said.at(-1)).toBe(`[connected to ${phone}]`);
    } finally {
      database.transaction = working;
    }
  });
});

describe('Webhooks of a call', () => {
  const sid = `CA${randomUUID().replaceAll('-', '')}`;
  const fields = { CallSid: sid, From: '+14165550177', To: '+16135550100', CallStatus: 'in-progress' };

  it('that come twice, at once and late are one call', async () => {
    const begun = await Promise.all([1, 2].map(() => rig.webhook('/hooks/twilio/voice', fields)));
    expect(new Set(begun.map(({ status, body }) => `${status} ${body}`)).size).toBe(1);
    const keys = { ...fields, Digits: '1' };
    const chosen = await Promise.all([1, 2, 3].map(() => rig.webhook('/hooks/twilio/voice/menu?asked=1', keys)));
    expect(new Set(chosen.map(({ body }) => body)).size).toBe(1);
    const took = { ...fields, CallSid: 'CA0123456789', Digits: '1' };
    const take = `/hooks/twilio/voice/take?call=${sid}&leg=0`;
    const taken = await Promise.all([1, 2].map(() => rig.webhook(take, took)));
    expect(taken.map(({ body }) => body.endsWith('<Response/>'))).toEqual([true, true]);
    await rig.webhook('/hooks/twilio/voice/ended', { ...fields, CallDuration: '61' });
    const late = await rig.webhook('/hooks/twilio/voice/menu?asked=1', keys);
    expect(late.body).toContain('<Hangup/>');
    await rig.webhook('/hooks/twilio/voice/ended', { ...fields, CallDuration: '61' });
    expect(await typesOf(sid)).toEqual(['call.received', 'call.language', 'call.ringing', 'call.taken', 'call.ended']);
  });

  it.each([
    '',
    '/menu?asked=1',
    '/dialled?leg=0',
    '/whisper?leg=0',
    '/take?leg=0',
    '/message',
    '/recording',
    '/transcription',
    '/ended',
  ])('that are forged are refused: %s', async (path) => {
    const forged = { ...fields, CallSid: `CA${randomUUID().replaceAll('-', '')}`, Digits: '1' };
    expect((await rig.webhook(`/hooks/twilio/voice${path}`, forged, 'AAAA')).status).toBe(403);
    expect(await typesOf(forged.CallSid)).toEqual([]);
  });
});

describe('Of an answer by text and a key on the phone', () => {
  it('one wins, and the incident is acknowledged once', async () => {
    const caller = await Handset.call(rig, newNumber());
    const { id } = await incidentOfCall(rig, caller.sid);
    await rig.settled();
    await caller.press('1');
    await refuse(caller, onDuty, 'busy');
    const phone = await caller.rings(phoneOf(next));
    await phone.pickUp();
    const [page] = await rig.rows<{ code: string }>(
      `SELECT p.code FROM page p WHERE p.incident_id = $1 AND p.user_id = $2 AND p.state = 'open'`,
      [id, onDuty?.id],
    );
    await Promise.all([phone.press('1'), rig.textFrom(phoneOf(onDuty), `ACK ${page?.code}`)]);
    await rig.sweep();
    const acknowledged = await rig.rows(
      `SELECT actor FROM timeline_entry WHERE subject_id = $1 AND type = 'page.acknowledged'`,
      [id],
    );
    expect(acknowledged).toHaveLength(1);
    await caller.hangUp();
  });
});

describe('After the cutoff', () => {
  it('the caller hears that the service has ended and where to turn, and nobody is rung', async () => {
    await rig.fastForward('90d');
    const caller = await Handset.call(rig, newNumber());
    await caller.ends();
    expect(await caller.heard()).toMatch(/has ended[^]+Anti-Fraud[^]+terminé/);
    await untilTold(caller.sid, 'call.ended');
    expect(await typesOf(caller.sid)).toEqual(['call.received', 'call.ended']);
  });
});
