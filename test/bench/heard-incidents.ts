import type { DeskClient } from '../desk-client.js';

/** When the first message about each incident came, in milliseconds since the epoch. */
export type Heard = ReadonlyMap<string, number>;

/** A client of the live feed that does nothing but note the time. Resolves once the stream is open. */
export async function hearIncidents(
  desk: DeskClient,
): Promise<{ readonly at: Heard; readonly close: () => Promise<void> }> {
  const at = new Map<string, number>();
  const hangUp = new AbortController();
  const { body } = await desk.fetch('/api/v1/live', { signal: hangUp.signal });
  if (body === null) throw new Error('no live changes');
  const read = async () => {
    const decoder = new TextDecoder();
    for await (const chunk of body) {
      const now = performance.timeOrigin + performance.now();
      for (const [, id = ''] of decoder.decode(chunk, { stream: true }).matchAll(/"incidentId":"([0-9a-f-]{36})"/g))
        if (!at.has(id)) at.set(id, now);
    }
  };
  const reading = read().catch((error: unknown) => {
    if (!hangUp.signal.aborted) throw error;
  });
  return {
    at,
    close: async () => {
      hangUp.abort();
      await reading;
    },
  };
}
