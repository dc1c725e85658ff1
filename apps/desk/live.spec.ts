import { EventEmitter, once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { liveChange } from '#contracts';
import { openDatabase, FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { announceCommits } from '#outbox';
import { DeskRig } from './desk-rig.js';
import { LiveFeed } from './live-feed.js';

const patience = { timeout: 5_000, interval: 10 };

interface Frame {
  readonly event: string;
  readonly id: string;
  readonly data: string;
}

/** A browser's EventSource, as far as these specs need one. */
class Listener {
  readonly frames: Frame[] = [];
  private readonly abort = new AbortController();
  private buffer = '';
  ended = false;

  async open(url: string, cookie: string, lastEventId?: string): Promise<this> {
    const response = await fetch(url, {
      headers: { cookie, ...(lastEventId !== undefined && { 'last-event-id': lastEventId }) },
      signal: this.abort.signal,
    });
    const type = response.headers.get('content-type');
    if (response.status !== 200 || type !== 'text/event-stream; charset=utf-8') throw new Error(`no events: ${type}`);
    void this.read(response).catch(() => undefined);
    return this;
  }

  close(): void {
    this.abort.abort();
  }

  get changes() {
    return this.frames.filter(({ event }) => event === 'change').map(({ data }) => liveChange.parse(JSON.parse(data)));
  }

  private async read(response: Response): Promise<void> {
    try {
      for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        const frames = (this.buffer + chunk).split('\n\n');
        this.buffer = frames.pop() ?? '';
        for (const frame of frames) this.frames.push(parseFrame(frame));
      }
    } finally {
      this.ended = true;
    }
  }
}

function parseFrame(text: string): Frame {
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(text)?.[1] ?? '';
  return { event: field('event'), id: field('id'), data: field('data') };
}

describe('live changes', () => {
  let scratch: TestDatabase;
  let desk: DeskRig;
  let url: string;
  const listeners: Listener[] = [];
  const clock = new FakeClock();

  beforeAll(async () => {
    scratch = await freshDatabase();
    desk = await DeskRig.open(scratch.url, clock);
    await desk.application.listen(0, '127.0.0.1');
    url = `${await desk.application.getUrl()}/api/v1/live`;
  });

  afterEach(() => {
    for (const listener of listeners.splice(0)) listener.close();
  });

  afterAll(async () => {
    await desk.close();
    await scratch.drop();
  });

  const listen = async (key: string, lastEventId?: string) => {
    const listener = await new Listener().open(url, await desk.cookieOf(key), lastEventId);
    listeners.push(listener);
    await expect.poll(() => listener.frames.length, { timeout: 5_000 }).toBeGreaterThan(0);
    return listener;
  };
  const lastPosition = async () => {
    const [row] = await desk.rows<{ position: string }>('SELECT max(position) AS position FROM event');
    return row?.position ?? '0';
  };

  it('reach every screen within moments of the commit', async () => {
    await desk.seed();
    const [one, two] = [await listen('priya'), await listen('marc')];
    const incident = await desk.seed();
    await expect.poll(() => one.changes, patience).toEqual([{ type: 'incident.opened', incidentId: incident.id }]);
    await expect.poll(() => two.changes, patience).toEqual([{ type: 'incident.opened', incidentId: incident.id }]);
  });

  it('are heard when another process made them', async () => {
    const listener = await listen('priya');
    const elsewhere = await openDatabase(scratch.url, clock);
    const stop = announceCommits(elsewhere);
    const incident = await desk.seed({ party: 'red-oak' });
    await elsewhere.transaction((tx) => tx.emit('incident.noted', { incidentId: incident.id }));
    await expect
      .poll(() => listener.changes, patience)
      .toContainEqual({ type: 'incident.noted', incidentId: incident.id });
    stop();
    await elsewhere.source.destroy();
  });

  it('show a liaison nothing of another party', async () => {
    const liaison = await listen('liaison-red-oak');
    const responder = await listen('priya');
    const heron = await desk.seed({ party: 'blue-heron' });
    const oak = await desk.seed({ party: 'red-oak' });
    await expect.poll(() => responder.changes, patience).toHaveLength(2);
    await expect.poll(() => liaison.changes, patience).toEqual([{ type: 'incident.opened', incidentId: oak.id }]);
    expect(JSON.stringify(liaison.frames)).not.toContain(heron.id);
  });

  it('tell who works for every party, and nobody else, that somebody came, began to write or left: once each', async () => {
    const incident = await desk.seed({ party: 'red-oak' });
    const [responder, liaison] = [await listen('priya'), await listen('liaison-red-oak')];
    const at = `/api/v1/incidents/${incident.id}/presence`;
    const daniel = await desk.cookieOf('daniel');
    const heard = () => responder.frames.filter(({ event }) => event === 'presence');
    const steps = [{ isWriting: false }, { isWriting: true }, null] as const;
    for (const [index, body] of steps.entries()) {
      // Said twice: what is known already is no news.
      for (let times = 0; times < 2; times += 1) {
        if (body === null) await desk.send('DELETE', at, daniel, undefined, { 'x-vigil-request': 'spec' });
        else await desk.post(at, daniel, body);
      }
      await expect.poll(() => heard().length, patience).toBe(index + 1);
    }
    const seen = await desk.seed({ party: 'red-oak' });
    await expect.poll(() => liaison.changes.at(-1)?.incidentId, patience).toBe(seen.id);
    expect(heard().map(({ id, data }) => [id, liveChange.parse(JSON.parse(data))])).toEqual(
      steps.map(() => ['', { type: 'presence', incidentId: incident.id }]),
    );
    expect(liaison.frames.map(({ event }) => event)).not.toContain('presence');
  });

  it('that were missed are caught up from the last one heard, in order', async () => {
    clock.advance('5m');
    await desk.seed();
    const before = await lastPosition();
    const missed = [await desk.seed(), await desk.seed(), await desk.seed()];
    const listener = await listen('priya', before);
    await expect.poll(() => listener.changes, patience).toHaveLength(3);
    expect(listener.changes.map((change) => change.incidentId)).toEqual(missed.map(({ id }) => id));
    const next = await desk.seed();
    await expect.poll(() => listener.changes, patience).toHaveLength(4);
    expect(listener.changes[3]?.incidentId).toBe(next.id);
  });

  it('that commit late, below a position already told, are told all the same', async () => {
    const listener = await listen('priya');
    const incident = await desk.seed();
    const commit = new EventEmitter();
    const late = desk.runtime.database.transaction(async (tx) => {
      tx.emit('incident.assigned', { incidentId: incident.id, userId: desk.userId('priya') });
      await once(commit, 'now');
    });
    const after = await desk.seed();
    await expect
      .poll(() => listener.changes, patience)
      .toContainEqual({ type: 'incident.opened', incidentId: after.id });
    commit.emit('now');
    await late;
    await expect
      .poll(() => listener.changes, patience)
      .toContainEqual({ type: 'incident.assigned', incidentId: incident.id });
    expect(listener.changes).toHaveLength(3);
  });

  it.each(['999999', 'nonsense', '-1', '99999999999999999999'])(
    'begin anew for a position that is not of this log (%s)',
    async (position) => {
      const listener = await listen('priya', position);
      await expect.poll(() => listener.frames.map(({ event }) => event)).toContain('reset');
    },
  );

  it('begin anew when more was missed than is worth telling', async () => {
    const before = await lastPosition();
    const incident = await desk.seed();
    await desk.runtime.database.transaction(async (tx) => {
      for (let index = 0; index < 501; index += 1) tx.emit('incident.noted', { incidentId: incident.id });
    });
    const listener = await listen('priya', before);
    await expect.poll(() => listener.frames.map(({ event }) => event)).toEqual(['reset']);
    await desk.seed();
    await expect.poll(() => listener.changes, patience).toHaveLength(1);
  });

  it('end with the session', async () => {
    const listener = await listen('daniel');
    await desk.rows('DELETE FROM session WHERE user_id = $1', [desk.userId('daniel')]);
    await desk.application.get(LiveFeed).endSessions();
    await expect.poll(() => listener.ended).toBe(true);
  });

  it('do not keep the server from stopping', async () => {
    const own = await freshDatabase();
    const other = await DeskRig.open(own.url, clock);
    await other.application.listen(0, '127.0.0.1');
    const listener = await new Listener().open(
      `${await other.application.getUrl()}/api/v1/live`,
      await other.cookieOf('priya'),
    );
    await other.close();
    await expect.poll(() => listener.ended).toBe(true);
    await own.drop();
  });
});
