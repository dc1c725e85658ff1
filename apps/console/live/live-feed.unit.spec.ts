import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type ChangeSource, LiveFeed, type LiveState } from './live-feed.js';

class FakeSource implements ChangeSource {
  readyState = 0;
  private readonly listeners = new Map<string, (event: MessageEvent<string>) => void>();
  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void {
    this.listeners.set(type, listener);
  }
  close(): void {
    this.readyState = 2;
  }
  say(type: string, data = ''): void {
    this.listeners.get(type)?.({ data } as MessageEvent<string>);
  }
}

describe('the live feed', () => {
  const sources: FakeSource[] = [];
  const seen: unknown[] = [];
  let feed: LiveFeed;
  beforeEach(() => {
    vi.useFakeTimers();
    sources.length = 0;
    seen.length = 0;
    feed = new LiveFeed(
      () => {
        const source = new FakeSource();
        sources.push(source);
        return source;
      },
      {
        onChange: (change) => seen.push(change),
        onPresence: (incidentId) => seen.push(`at ${incidentId}`),
        onGap: () => seen.push('gap'),
        onState: (state: LiveState) => seen.push(state),
      },
    );
    feed.start();
  });
  afterEach(() => {
    feed.stop();
    vi.useRealTimers();
  });

  test('hands on each change after it has opened, and the first opening is no gap', () => {
    sources[0]?.say('open');
    sources[0]?.say('change', '{"type":"incident.opened","incidentId":"i1"}');
    sources[0]?.say('change', '{"type":"window.closed","incidentId":null}');
    expect(seen).toEqual([
      'open',
      { type: 'incident.opened', incidentId: 'i1' },
      { type: 'window.closed', incidentId: null },
    ]);
  });

  test('that people came or left is told apart from changes, and what cannot be read is left out', () => {
    sources[0]?.say('open');
    sources[0]?.say('presence', '{"type":"presence","incidentId":"i1"}');
    sources[0]?.say('presence', '{"type":"presence"}');
    sources[0]?.say('presence', 'nonsense');
    expect(seen).toEqual(['open', 'at i1']);
  });

  test('when the browser reconnects by itself, what was missed is fetched', () => {
    sources[0]?.say('open');
    sources[0]?.say('error');
    sources[0]?.say('open');
    expect(seen).toEqual(['open', 'lost', 'open', 'gap']);
    expect(sources).toHaveLength(1);
  });

  test('a first connection that failed counts as a gap too', () => {
    sources[0]?.say('error');
    sources[0]?.say('open');
    expect(seen).toEqual(['lost', 'open', 'gap']);
  });

  test('when the browser has given up, a new connection is opened, later each time', () => {
    for (const wait of [1_000, 2_000, 4_000, 8_000, 15_000, 15_000]) {
      const source = sources.at(-1);
      source?.close();
      source?.say('error');
      vi.advanceTimersByTime(wait - 1);
      expect(sources.at(-1)).toBe(source);
      vi.advanceTimersByTime(1);
      expect(sources.at(-1)).not.toBe(source);
    }
  });

  test('a change that cannot be read, and a reset, make it fetch everything', () => {
    sources[0]?.say('change', 'not json');
    sources[0]?.say('change', 'null');
    sources[0]?.say('reset');
    expect(seen).toEqual(['gap', 'gap', 'gap']);
  });

  test('after stop nothing is opened again', () => {
    sources[0]?.close();
    sources[0]?.say('error');
    feed.stop();
    vi.advanceTimersByTime(60_000);
    expect(sources).toHaveLength(1);
  });
});
