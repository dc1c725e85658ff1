import type { LiveChange } from '#contracts';

/** What has become stale: these incidents, or everything. */
export interface Stale {
  readonly everything: boolean;
  readonly incidentIds: readonly string[];
}

/** Changes within this time are fetched together. Milliseconds. */
const gathering = 150;

/**
 * Gathers changes and refreshes once for many. The next refresh starts only when the one before has ended, so a flood of
 * changes neither floods the server nor keeps a slow answer from ever being shown.
 */
export class ChangeCollector {
  private readonly ids = new Set<string>();
  private everything = false;
  private pending = false;
  private running = false;

  constructor(private readonly refresh: (stale: Stale) => Promise<void>) {}

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
    setTimeout(() => void this.run(), gathering);
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
      if (this.pending) this.schedule();
    }
  }
}
