import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FollowUp, type IncidentList, liveChange, type LiveChange, type ReportReceipt } from '#contracts';
import { FakeClock } from '#testing';
import type { DeskClient, Problem } from './desk-client.js';
import { HotlineRig } from './hotline-rig.js';
import { until } from './until.js';

const parties = [
  { own: 'red-oak', other: 'blue-heron' },
  { own: 'blue-heron', other: 'red-oak' },
] as const;
type Party = (typeof parties)[number]['own'];

/** What each party's staff wrote, with a word that stands nowhere else. */
const secrets: Readonly<Record<Party, string>> = { 'red-oak': 'kingfisher', 'blue-heron': 'nightjar' };

const actions = [
  { action: 'acknowledge', body: {} },
  { action: 'assign', body: { userId: 'marc' } },
  { action: 'note', body: { text: 'Let me see.' } },
  { action: 'severity', body: { to: 'low', reason: 'It is nothing.' } },
  { action: 'move', body: { to: 'triaged' } },
  { action: 'message', body: { text: 'Who are you?' } },
] as const;

/** The changes that a signed-in person's screen is told of, as they come. */
class LiveScreen {
  readonly changes: LiveChange[] = [];
  private readonly abort = new AbortController();

  static async open(person: DeskClient): Promise<LiveScreen> {
    const screen = new LiveScreen();
    const response = await person.fetch('/api/v1/live', { signal: screen.abort.signal });
    if (response.status !== 200 || response.body === null) throw new Error(`no live changes: ${response.status}`);
    void screen.read(response.body).catch(() => undefined);
    return screen;
  }

  close(): void {
    this.abort.abort();
  }

  /** How often it was told that the severity of an incident was changed. */
  changesOf(severityOf: string): number {
    return this.changes.filter(
      ({ incidentId, type }) => incidentId === severityOf && type === 'incident.severity-changed',
    ).length;
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let text = '';
    for await (const piece of body) {
      const frames = (text + decoder.decode(piece, { stream: true })).split('\n\n');
      text = frames.pop() ?? '';
      for (const frame of frames) {
        const [, data] = /^event: change\n(?:.*\n)*data: (.*)$/.exec(frame) ?? [];
        if (data !== undefined) this.changes.push(liveChange.parse(JSON.parse(data)));
      }
    }
  }
}

let rig: HotlineRig;
let marc: DeskClient;
let managerId: string | undefined;
const incidents = new Map<Party, string>();
const receipts = new Map<Party, ReportReceipt>();
const liaisons = new Map<Party, DeskClient>();

function of<T>(map: ReadonlyMap<Party, T>, party: Party): T {
  const found = map.get(party);
  if (found === undefined) throw new Error(`nothing of ${party}`);
  return found;
}

beforeAll(async () => {
  rig = await HotlineRig.start({ clock: new FakeClock() });
  marc = await rig.signIn('marc');
  managerId = (await marc.get<readonly { readonly id: string; readonly role: string }[]>('/api/v1/people')).body.find(
    ({ role }) => role === 'manager',
  )?.id;
  for (const { own } of parties) {
    const receipt = await rig.reportByApi({
      description: `Our mailbox was hacked right now, ask for ${secrets[own]}.`,
      contact: { email: `staff@${own}.example` },
    });
    receipts.set(own, receipt);
    await rig.settled();
    const opened = (await marc.incidents()).find(({ reference }) => reference === receipt.reference);
    if (opened === undefined) throw new Error(`${own} has no incident`);
    incidents.set(own, opened.id);
    liaisons.set(own, await rig.signIn(`liaison-${own}`));
  }
});

afterAll(async () => rig?.stop());

describe.each(parties)('the liaison of $own', ({ own, other }) => {
  it('finds the own party’s incident in the queue, and nothing of the other’s', async () => {
    const answer = await of(liaisons, own).get<IncidentList>('/api/v1/incidents?state=all&limit=200');
    expect(answer.body.items.map(({ id }) => id)).toEqual([of(incidents, own)]);
    expect(JSON.stringify(answer.body)).not.toContain(secrets[other]);
  });

  it('reads the own party’s incident; the other’s is as unknown as one that does not exist', async () => {
    const liaison = of(liaisons, own);
    const mine = await liaison.get(`/api/v1/incidents/${of(incidents, own)}`);
    expect(mine.status).toBe(200);
    expect(JSON.stringify(mine.body)).toContain(secrets[own]);
    const theirs = await liaison.get<Problem>(`/api/v1/incidents/${of(incidents, other)}`);
    const none = await liaison.get<Problem>(`/api/v1/incidents/${randomUUID()}`);
    expect(theirs).toEqual(none);
    expect(theirs.status).toBe(404);
  });

  it('reads no timeline, of whichever party', async () => {
    for (const party of [own, other]) {
      const answer = await of(liaisons, own).get(`/api/v1/incidents/${of(incidents, party)}/timeline`);
      expect([403, 404]).toContain(answer.status);
      expect(JSON.stringify(answer.body)).not.toContain(secrets[party]);
    }
  });

  it.each(actions)('is refused to $action, and nothing changes', async ({ action, body }) => {
    for (const party of [own, other]) {
      const id = of(incidents, party);
      const before = await marc.timeline(id);
      const answer = await of(liaisons, own).act(id, action, filledIn(body));
      expect([403, 404]).toContain(answer.status);
      expect(JSON.stringify(answer.body)).not.toContain(secrets[party]);
      expect(await marc.timeline(id)).toEqual(before);
    }
  });

  it.each(['/api/v1/board', '/api/v1/people'])('does not get the watch’s %s', async (path) => {
    expect((await of(liaisons, own).get(path)).status).toBe(403);
  });
});

/** Without this, what is refused above might be refused to everybody. */
it('lets a responder do to an incident what a liaison is refused', async () => {
  const priya = await rig.signIn('priya');
  const id = of(incidents, 'red-oak');
  for (const { action, body } of actions) {
    expect({ action, status: (await priya.act(id, action, filledIn(body))).status }).toEqual({ action, status: 200 });
  }
  await rig.settled();
});

describe('live changes', () => {
  it('reach the liaison of the party they concern alone, and the watch', async () => {
    const screens = {
      'red-oak': await LiveScreen.open(of(liaisons, 'red-oak')),
      'blue-heron': await LiveScreen.open(of(liaisons, 'blue-heron')),
      watch: await LiveScreen.open(marc),
    };
    try {
      // The other party's change comes first: once a liaison has heard of the own one, the other has been passed over.
      for (const { own, other } of parties) {
        const heard = screens[own].changesOf(of(incidents, own));
        for (const party of [other, own]) {
          const to = nextSeverity(await marc.incident(of(incidents, party)));
          const changed = await marc.act(of(incidents, party), 'severity', { to, reason: 'As agreed.' });
          expect(changed.status).toBe(200);
        }
        await until(`the liaison of ${own} hears of it`, () => screens[own].changesOf(of(incidents, own)) > heard);
      }
      await until('the watch hears of all', () =>
        parties.every(({ own }) => screens.watch.changesOf(of(incidents, own)) === parties.length),
      );
      for (const { own } of parties) {
        expect(new Set(screens[own].changes.map(({ incidentId }) => incidentId))).toEqual(
          new Set([of(incidents, own)]),
        );
      }
    } finally {
      for (const screen of Object.values(screens)) screen.close();
    }
  });
});

describe.each(parties)('the receipt of somebody of $own', ({ own, other }) => {
  const crossed = () => ({ reference: of(receipts, other).reference, receiptCode: of(receipts, own).receiptCode });

  it('opens the own report', async () => {
    const followUp = await rig.followUp(of(receipts, own));
    expect(followUp.reference).toBe(of(receipts, own).reference);
    expect(JSON.stringify(followUp.conversation)).not.toContain(secrets[other]);
  });

  it('opens nothing of another’s through the API, and adds nothing to it', async () => {
    const read = await rig.postJson<Problem>('/api/v1/reports/follow-up', crossed());
    expect(read).toMatchObject({ status: 404, body: { code: 'report-not-found' } });
    const added = await rig.postJson<Problem>(
      '/api/v1/reports/follow-up/messages',
      { ...crossed(), message: 'It is me.' },
      { 'idempotency-key': randomUUID() },
    );
    expect(added).toMatchObject({ status: 404, body: { code: 'report-not-found' } });
    const untouched = await rig.postJson<FollowUp>('/api/v1/reports/follow-up', {
      reference: of(receipts, other).reference,
      receiptCode: of(receipts, other).receiptCode,
    });
    expect(untouched.status).toBe(200);
    expect(JSON.stringify(untouched.body)).not.toContain('It is me.');
  });

  it.each(['/en/follow-up', '/fr/suivi'])('opens nothing of another’s on %s', async (path) => {
    const page = await rig.knock<string>(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
      body: new URLSearchParams(crossed()).toString(),
    });
    expect(page.status).toBe(403);
    expect(page.body).not.toContain(secrets[other]);
    expect(page.body).not.toContain(of(receipts, other).receiptCode);
  });
});

/** With the manager's id where a person is asked for: a refusal must not come from a wrong id. */
function filledIn(body: (typeof actions)[number]['body']): object {
  return 'userId' in body ? { userId: managerId } : body;
}

const nextSeverity = ({ severity }: { readonly severity: string }): string => (severity === 'high' ? 'medium' : 'high');
