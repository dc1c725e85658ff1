import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FakeClock } from '#testing';
import { HotlineRig } from './hotline-rig.js';

const takeover =
  'Our party Facebook page was hijacked, all admins were removed and it is posting scam videos right now.';

/** 2026-11-23 08:00 UTC is 03:00 in Toronto, six hours before the hand-off. */
describe('paging somebody until somebody answers', () => {
  let rig: HotlineRig;
  const clock = new FakeClock(new Date());

  beforeAll(async () => {
    rig = await HotlineRig.start({ clock });
  });

  afterAll(async () => {
    await rig.stop();
  });

  /** A critical report of its own, paged to the person on duty. */
  const open = async () => {
    const { reference } = await rig.receipt(takeover);
    const id = await rig.incidentOf(reference);
    const { now, next } = await rig.duty();
    const text = await rig.textWith(now.phone, reference);
    return { reference, id, now, next, code: /ACK (\d+)/.exec(text)?.[1] ?? '' };
  };

  const pagesOf = (id: string) =>
    rig.query<{ key: string; step: number; round: number }>(
      'SELECT u.key, p.step, p.round FROM page p JOIN user_account u ON u.id = p.user_id WHERE p.incident_id = $1 ORDER BY p.requested_at, u.key',
      [id],
    );

  it('goes on to the next person, the manager, everyone, and round again, at the policy’s times', async () => {
    const { id, reference, now, next } = await open();
    const manager = rig.person('marc');
    const responders = rig.firstRun.users.filter(({ role }) => role === 'responder').map(({ signIn }) => signIn);

    await rig.fastForward('299s');
    expect(await pagesOf(id)).toEqual([{ key: now.signIn, step: 0, round: 1 }]);
    await rig.fastForward('1s');
    await rig.textWith(next.phone, reference);
    await rig.fastForward('5m');
    await rig.textWith(manager.phone, reference);
    await rig.fastForward('5m');
    await rig.until(
      'everyone is paged',
      async () => (await pagesOf(id)).filter(({ step }) => step === 3).length === responders.length,
    );
    await rig.fastForward('5m');
    await rig.until('the second round', async () => (await pagesOf(id)).some(({ round }) => round === 2));

    const ladder = (await pagesOf(id)).map(({ key, step, round }) => `${round}.${step} ${key}`);
    expect(ladder).toEqual([
      `1.0 ${now.signIn}`,
      `1.1 ${next.signIn}`,
      '1.2 marc',
      ...responders.toSorted().map((key) => `1.3 ${key}`),
      `2.0 ${now.signIn}`,
    ]);
  });

  it('stops once somebody answers by text, and tells whoever else was woken', async () => {
    const { id, reference, now, next, code } = await open();
    await rig.fastForward('5m');
    await rig.textWith(next.phone, reference);
    await rig.text(now.phone, `ack ${code}`);
    await rig.until(
      'the incident is taken',
      async () => (await (await rig.signIn('priya')).incident(id)).acknowledgedBy?.name === now.name,
    );
    await rig.textWith(next.phone, reference, now.name);
    const before = (await pagesOf(id)).length;
    await rig.fastForward('12h');
    await rig.fastForward('1s');
    expect((await pagesOf(id)).length).toBe(before);
  });

  it('gives it to one of two who answer at once, and tells the other who has it', async () => {
    const { id, reference, now, next, code } = await open();
    await rig.fastForward('5m');
    const second = /ACK (\d+)/.exec(await rig.textWith(next.phone, reference))?.[1] ?? '';
    await Promise.all([rig.text(now.phone, `ACK ${code}`), rig.text(next.phone, `OK ${second}`)]);
    const winner = await rig.until(
      'somebody has it',
      async () => (await (await rig.signIn('priya')).incident(id)).acknowledgedBy,
    );
    const loser = winner.name === now.name ? next : now;
    await rig.textWith(loser.phone, reference, winner.name);
    const taken = await rig.query(`SELECT 1 FROM timeline_entry WHERE subject_id = $1 AND type = 'page.acknowledged'`, [
      id,
    ]);
    expect(taken).toHaveLength(1);
  });

  it('passes a page on at once when the responder says so', async () => {
    const { reference, now, next, code } = await open();
    await rig.text(now.phone, `NEXT ${code}`);
    await rig.textWith(next.phone, reference);
  });

  it('wakes somebody again when an incident that was taken becomes more severe', async () => {
    const { reference } = await rig.receipt(
      'We received a phishing email sent to our candidate, nobody clicked the link.',
    );
    const id = await rig.incidentOf(reference);
    const { now } = await rig.duty();
    const desk = await rig.signIn(now.signIn);
    await rig.until('the page', async () => (await pagesOf(id)).length === 1);
    await desk.act(id, 'acknowledge');
    const view = await desk.act(id, 'severity', {
      to: 'critical',
      reason: 'They did click, and the mailbox is sending.',
    });
    expect(view.severity).toBe('critical');
    await rig.until('a second page', async () => (await pagesOf(id)).length === 2);
    expect((await desk.incident(id)).acknowledgedBy).toBeNull();
  });

  it('does nothing for a link scanner’s look, and all for the button behind the link', async () => {
    const { id, reference, now } = await open();
    const link = /https?:\/\/\S+/.exec(await rig.textWith(now.phone, reference))?.[0] ?? '';
    const look = await fetch(link);
    expect(look.status).toBe(200);
    const desk = await rig.signIn('marc');
    expect((await desk.incident(id)).acknowledgedBy).toBeNull();
    expect((await fetch(link, { method: 'POST' })).status).toBe(200);
    expect((await desk.incident(id)).acknowledgedBy?.name).toBe(now.name);
    expect((await fetch(`${link.slice(0, -4)}AAAA`, { method: 'POST' })).status).toBe(404);
  });
});
