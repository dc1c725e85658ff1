import type { ServerResponse } from 'node:http';
import type { LiveChange } from '#contracts';
import type { PositionedChange } from './live-change.js';

/** Unsent bytes at which a client counts as too slow: it is dropped, and catches up when it comes back. */
const mostUnsent = 256 * 1024;

/** One open stream of server-sent events. Until it has caught up, what is new waits behind what was missed. */
export class LiveClient {
  private waiting: PositionedChange[] | null = [];

  constructor(
    readonly scope: string,
    readonly sessionHash: string,
    private readonly response: ServerResponse,
  ) {}

  get isOpen(): boolean {
    return !this.response.destroyed && !this.response.writableEnded;
  }

  send(item: PositionedChange): void {
    if (this.waiting !== null) this.waiting.push(item);
    else this.write(frame(item));
  }

  /** Sends what was missed, then what came meanwhile, each once. */
  catchUp(missed: readonly PositionedChange[]): void {
    const sent = new Set(missed.map((item) => item.position));
    const rest = (this.waiting ?? []).filter((item) => !sent.has(item.position));
    this.waiting = null;
    for (const item of [...missed, ...rest]) this.write(frame(item));
  }

  /** Too much was missed: the client fetches everything, and goes on from here. */
  reset(position: number): void {
    this.write(`event: reset\nid: ${position}\ndata: {}\n\n`);
    this.catchUp([]);
  }

  /** An id without data: nothing is shown, but the client knows from where to resume. */
  mark(position: number): void {
    this.write(`retry: 2000\nid: ${position}\n\n`);
  }

  /** Without an id: it is in no log, and nothing is resumed from it. */
  tellPresence(incidentId: string): void {
    const change: LiveChange = { type: 'presence', incidentId };
    this.write(`event: presence\ndata: ${JSON.stringify(change)}\n\n`);
  }

  beat(): void {
    this.write(':\n\n');
  }

  close(): void {
    this.response.end();
    this.response.destroy();
  }

  private write(text: string): void {
    if (!this.isOpen) return;
    this.response.write(text);
    if (this.response.writableLength > mostUnsent) this.response.destroy();
  }
}

function frame({ position, change }: PositionedChange): string {
  return `event: change\nid: ${position}\ndata: ${JSON.stringify(change)}\n\n`;
}
