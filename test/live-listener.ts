import type { LiveChange } from '#contracts';
import type { DeskClient } from './desk-client.js';

/** Hears the live changes that somebody who is signed in is sent. */
export class LiveListener {
  readonly heard: LiveChange[] = [];
  private readonly hangUp = new AbortController();
  private reading: Promise<void> = Promise.resolve();

  /** Resolves once the stream is open: what changes from then on is heard. */
  static async open(desk: DeskClient): Promise<LiveListener> {
    const listener = new LiveListener();
    const answer = await desk.fetch('/api/v1/live', { signal: listener.hangUp.signal });
    if (answer.status !== 200 || answer.body === null) throw new Error(`no live changes: ${answer.status}`);
    const { body } = answer;
    await new Promise<void>((opened, failed) => {
      listener.reading = listener.read(body, opened).catch((error: unknown) => {
        if (!listener.hangUp.signal.aborted) failed(error instanceof Error ? error : new Error(String(error)));
      });
    });
    return listener;
  }

  async close(): Promise<void> {
    this.hangUp.abort();
    await this.reading;
  }

  /** The first that comes is the position to resume from. */
  private async read(body: ReadableStream<Uint8Array>, opened: () => void): Promise<void> {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of body) {
      opened();
      const events = `${rest}${decoder.decode(chunk, { stream: true })}`.split('\n\n');
      rest = events.pop() ?? '';
      for (const event of events) {
        const [, data] = /^data: (.*)$/m.exec(event) ?? [];
        if (data !== undefined) this.heard.push(JSON.parse(data) as LiveChange);
      }
    }
  }
}
