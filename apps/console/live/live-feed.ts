import type { LiveChange } from '#contracts';

/** `connecting` also after a loss: then what is on the screen may be old. */
export type LiveState = 'connecting' | 'open' | 'lost';

/** The part of EventSource that the feed uses. */
export interface ChangeSource {
  readonly readyState: number;
  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void;
  close(): void;
}

export interface LiveHandlers {
  readonly onChange: (change: LiveChange) => void;
  /** Other people are at an incident now, or do something else there. */
  readonly onPresence: (incidentId: string) => void;
  /** Something may have been missed: fetch everything again. */
  readonly onGap: () => void;
  readonly onState: (state: LiveState) => void;
}

const closed = 2;
const firstWait = 1_000;
const longestWait = 15_000;

/**
 * The live changes, kept up. A browser reconnects by itself after a broken connection, but gives up for good after an HTTP
 * error (a restart behind a proxy); then this opens a new source, waiting longer each time. Every opening after the first is
 * a gap.
 */
export class LiveFeed {
  private source: ChangeSource | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private failures = 0;
  private wasOpen = false;

  constructor(
    private readonly open: () => ChangeSource,
    private readonly handlers: LiveHandlers,
  ) {}

  start(): void {
    this.connect();
  }

  stop(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.source?.close();
    this.timer = null;
    this.source = null;
  }

  private connect(): void {
    const source = this.open();
    this.source = source;
    source.addEventListener('open', () => this.opened());
    source.addEventListener('reset', () => this.handlers.onGap());
    source.addEventListener('change', (event) => this.changed(event.data));
    source.addEventListener('presence', (event) => this.cameOrLeft(event.data));
    source.addEventListener('error', () => this.broke(source));
  }

  private opened(): void {
    this.failures = 0;
    this.handlers.onState('open');
    if (this.wasOpen) this.handlers.onGap();
    this.wasOpen = true;
  }

  private changed(data: string): void {
    const change = readChange(data);
    if (change === null) this.handlers.onGap();
    else this.handlers.onChange(change);
  }

  private cameOrLeft(data: string): void {
    const incidentId = readChange(data)?.incidentId ?? null;
    if (incidentId !== null) this.handlers.onPresence(incidentId);
  }

  private broke(source: ChangeSource): void {
    if (source !== this.source) return;
    this.handlers.onState('lost');
    // Anything that arrived before the first opening is caught by the first fetch, whatever happens afterwards is not.
    this.wasOpen = true;
    if (source.readyState !== closed) return;
    source.close();
    const wait = Math.min(longestWait, firstWait * 2 ** this.failures);
    this.failures += 1;
    this.timer = setTimeout(() => this.connect(), wait);
  }
}

function readChange(data: string): LiveChange | null {
  try {
    const value = JSON.parse(data) as Partial<LiveChange> | null;
    if (value === null || typeof value.type !== 'string') return null;
    return { type: value.type, incidentId: typeof value.incidentId === 'string' ? value.incidentId : null };
  } catch {
    return null;
  }
}
