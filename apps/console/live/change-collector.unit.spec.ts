import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ChangeCollector, type Stale } from './change-collector.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('many changes at once are one refresh, and what comes during it is the next one', async () => {
  const refreshed: Stale[] = [];
  const finish: (() => void)[] = [];
  const collector = new ChangeCollector((stale) => {
    refreshed.push(stale);
    return new Promise((resolve) => finish.push(resolve));
  });
  for (const incidentId of ['a', 'b', 'a', null]) collector.add({ type: 'incident.noted', incidentId });
  await vi.advanceTimersByTimeAsync(150);
  expect(refreshed).toEqual([{ everything: false, incidentIds: ['a', 'b'] }]);

  collector.add({ type: 'incident.moved', incidentId: 'c' });
  collector.addEverything();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(refreshed).toHaveLength(1);

  finish[0]?.();
  await vi.advanceTimersByTimeAsync(150);
  expect(refreshed[1]).toEqual({ everything: true, incidentIds: ['c'] });
});

test('what comes alone is fetched at once, and what follows closely waits its turn', async () => {
  const at: number[] = [];
  const collector = new ChangeCollector(async () => void at.push(performance.now()));
  const began = performance.now();
  collector.add({ type: 'report.triaged', incidentId: 'a' });
  await vi.advanceTimersByTimeAsync(60);
  collector.add({ type: 'page.sent', incidentId: 'a' });
  await vi.advanceTimersByTimeAsync(400);
  collector.add({ type: 'report.triaged', incidentId: 'b' });
  await vi.advanceTimersByTimeAsync(400);
  expect(at.map((moment) => Math.round(moment - began))).toEqual([20, 170, 480]);
});
