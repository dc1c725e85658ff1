import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FollowUp, ReportReceipt } from '#contracts';
import type { DeskClient, Problem } from './desk-client.js';
import { HotlineRig } from './hotline-rig.js';
import { incidentOf } from './incident-watch.js';
import { LiveListener } from './live-listener.js';
import { until } from './until.js';

let rig: HotlineRig;
let theirs: ReportReceipt & { readonly id: string };
let ours: ReportReceipt & { readonly id: string };
let liaison: DeskClient;
let responder: DeskClient;

const secret = 'Our treasurer paid a forged invoice.';

async function reportFrom(party: string, description: string): Promise<typeof ours> {
  const receipt = await rig.reportByApi({ description, contact: { email: `office@${party}.example` } });
  await rig.settled();
  return { ...receipt, id: (await incidentOf(rig, receipt.reference)).id };
}

beforeAll(async () => {
  rig = await HotlineRig.start();
  theirs = await reportFrom(
    'blue-heron',
    `${secret} Someone took over the Facebook page of our candidate. We are locked out.`,
  );
  ours = await reportFrom('red-oak', 'Someone took over the Instagram page of our candidate. We are locked out.');
  liaison = await rig.signIn('liaison-red-oak');
  responder = await rig.signIn('daniel');
  for (const { id } of [theirs, ours]) {
    await responder.act(id, 'acknowledge');
    await responder.act(id, 'note', { text: `${secret} Noted.` });
    await responder.act(id, 'message', { text: `${secret} Call your bank.` });
  }
  await rig.settled();
});

afterAll(async () => rig?.stop());

/** What a listener heard of one incident. */
const about = (id: string, { heard }: LiveListener) => heard.filter(({ incidentId }) => incidentId === id);

describe("a party's liaison", () => {
  it("sees the own party's incident and no trace of another party's in the list", async () => {
    expect((await liaison.incidents()).map(({ reference }) => reference)).toEqual([ours.reference]);
    expect((await liaison.incident(ours.id)).reference).toBe(ours.reference);
    const everything = await responder.incidents();
    expect(everything.map(({ reference }) => reference)).toEqual(
      expect.arrayContaining([ours.reference, theirs.reference]),
    );
  });

  it.each([
    { what: 'the incident', path: (id: string) => `/api/v1/incidents/${id}` },
    { what: 'its timeline', path: (id: string) => `/api/v1/incidents/${id}/timeline` },
    { what: 'the board', path: () => '/api/v1/board' },
    { what: 'the people on duty', path: () => '/api/v1/people' },
  ])("cannot read $what of another party's", async ({ path }) => {
    const answer = await liaison.fetch(path(theirs.id));
    const text = await answer.text();
    expect([403, 404]).toContain(answer.status);
    for (const word of [secret, theirs.reference, 'Heron']) expect(text).not.toContain(word);
  });

  it("is told the same of another party's incident as of one that does not exist", async () => {
    const nowhere = '00000000-0000-4000-8000-000000000000';
    const [other, none] = [
      await liaison.get<Problem>(`/api/v1/incidents/${theirs.id}`),
      await liaison.get<Problem>(`/api/v1/incidents/${nowhere}`),
    ];
    expect(other.status).toBe(404);
    expect(other).toEqual(none);
  });

  it.each([
    { action: 'acknowledge', body: {} },
    { action: 'assign', body: { userId: '00000000-0000-4000-8000-000000000000' } },
    { action: 'note', body: { text: 'We were here.' } },
    { action: 'severity', body: { to: 'low', reason: 'Not ours.' } },
    { action: 'move', body: { to: 'triaged' } },
    { action: 'message', body: { text: 'Hello.' } },
  ])('can do nothing to it: $action', async ({ action, body }) => {
    const before = await responder.timeline(theirs.id);
    const { status } = await liaison.act(theirs.id, action, body);
    expect([403, 404]).toContain(status);
    expect(await responder.timeline(theirs.id)).toEqual(before);
  });

  it("hears the own party's changes live, and none of another's", async () => {
    const [hears, watch] = [await LiveListener.open(liaison), await LiveListener.open(responder)];
    await responder.act(theirs.id, 'move', { to: 'triaged' });
    await responder.act(ours.id, 'move', { to: 'triaged' });
    const late = await reportFrom('blue-heron', 'Someone took over our Twitter account as well.');
    await responder.act(ours.id, 'move', { to: 'contained' });
    // Changes come in order: whoever hears the last has heard, or been spared, all before it.
    for (const listener of [hears, watch])
      await until('the last change is heard', () => about(ours.id, listener).length >= 2);
    expect(about(theirs.id, watch)).not.toEqual([]);
    expect(about(late.id, watch)).not.toEqual([]);
    expect(hears.heard.filter(({ incidentId }) => incidentId !== ours.id)).toEqual([]);
    await Promise.all([hears.close(), watch.close()]);
  });
});

describe('a receipt code', () => {
  it('opens its own report, which the reporter sees with the answer', async () => {
    const { conversation } = await rig.followUp(theirs);
    expect(conversation.map(({ text }) => text)).toEqual(expect.arrayContaining([`${secret} Call your bank.`]));
    expect(conversation.map(({ text }) => text)).not.toContain(`${secret} Noted.`);
  });

  it("opens no other party's follow-up", async () => {
    const crossed = { reference: theirs.reference, receiptCode: ours.receiptCode, language: 'en' };
    const answer = await rig.postJson<Problem & FollowUp>('/api/v1/reports/follow-up', crossed);
    expect(answer.status).toBe(404);
    expect(JSON.stringify(answer.body)).not.toContain(secret);
  });
});

describe('the store itself', () => {
  it.each([
    'incident',
    'triage_result',
    'report',
    'escalation',
    'page',
    'message',
    'delivery',
    'attempt',
    'timeline_entry',
  ])("shows a party none of another's rows in %s, whatever the query", async (table) => {
    const count = async (scope: string) =>
      rig.runtime.database.transactionFor(scope, async (tx) => {
        const [row] = await tx.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`);
        return row?.count ?? 0;
      });
    const [all, none, heron, oak] = [
      await count('*'),
      await count(''),
      await count(await partyId('blue-heron')),
      await count(await partyId('red-oak')),
    ];
    expect(none).toBe(0);
    expect([heron > 0, oak > 0]).toEqual([true, true]);
    expect(heron + oak).toBe(all);
  });
});

async function partyId(key: string): Promise<string> {
  const [party] = await rig.rows<{ id: string }>('SELECT id FROM party WHERE key = $1', [key]);
  if (party === undefined) throw new Error(`no party is called ${key}`);
  return party.id;
}

describe('without a session', () => {
  it.each(['/api/v1/incidents', '/api/v1/board', '/api/v1/live', '/api/v1/people', '/api/v1/session'])(
    'nobody reads %s',
    async (path) => {
      expect((await rig.knock(path, {})).status).toBe(401);
      expect((await rig.knock(path, { headers: { cookie: 'vigil_session=made-up' } })).status).toBe(401);
    },
  );
});
