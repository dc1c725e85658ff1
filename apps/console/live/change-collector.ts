import type { LiveChange } from '#contracts';

/** What has become stale: these incidents, or everything. */
export interface Stale {
  readonly everything: boolean;
  readonly incidentIds: readonly string[];
}

/** Between the end of one refresh and the next at least this long, in which changes are gathered. Milliseconds. */
const gathering = 150;
/** As long at least: what commits together arrives together. */
const leastGathering = 20;

/**
 * Gathers changes and refreshes once for many. The next refresh starts only when the one before has ended, so a flood of
 * changes neither floods the server nor keeps a slow answer from ever being shown.
 */
export class ChangeCollector {
  private readonly ids = new Set<string>();
  private everything = false;
  private pending = false;
  private running = false;
  private endedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly refresh: (stale: Stale) => Promise<void>,
    private readonly gap = gathering,
  ) {}

  add(change: LiveChange): void {
    if (change.incidentId !== null) this.ids.add(change.incidentId);
    this.schedule();
  }

  addEverything(): void {
    this.everything = true;
    this.schedule();
  }

  private schedule(): void {
    this.pending = true;
    if (this.running) return;
    this.running = true;
    const rest = this.gap - (performance.now() - this.endedAt);
    setTimeout(() => void this.run(), Math.max(leastGathering, rest));
  }

  private async run(): Promise<void> {
    this.pending = false;
    const stale = { everything: this.everything, incidentIds: [...this.ids] };
    this.ids.clear();
    this.everything = false;
    try {
      await this.refresh(stale);
    } finally {
      this.running = false;
      this.endedAt = performance.now();
      if (this.pending) this.schedule();
    }
  }
}
