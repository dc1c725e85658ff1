import { setTimeout as pause } from 'node:timers/promises';

/** What must come true by itself in something real, and how long it may take. */
const patienceMs = 20_000;

/**
 * Asks again and again until the answer is neither false nor missing, and gives it. Fails with the name of what was waited
 * for, so that a test that waits in vain says for what.
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T | false | null | undefined> | T | false | null | undefined,
  timeoutMs: number = patienceMs,
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== false && answer !== null && answer !== undefined) return answer;
    if (performance.now() > deadline) throw new Error(`after ${timeoutMs} ms still not so: ${what}`);
    await pause(20);
  }
}
