/** Names that are remembered at once, in each half of the window. */
const mostNames = 50_000;

/**
 * Counts names over about the last `windowMs`: two halves, of which the older is dropped when the newer is full of time or
 * names. What is forgotten early makes a count too small, never too large. Memory is bounded whatever arrives.
 */
export class RecentCounts {
  private newer = new Map<string, number>();
  private older = new Map<string, number>();
  private since = 0;

  constructor(private readonly windowMs: number) {}

  /** Counts one more and returns how many that makes. `now` in milliseconds. */
  add(name: string, now: number): number {
    this.turn(now);
    const count = (this.newer.get(name) ?? 0) + 1;
    this.newer.set(name, count);
    return count + (this.older.get(name) ?? 0);
  }

  peek(name: string, now: number): number {
    this.turn(now);
    return (this.newer.get(name) ?? 0) + (this.older.get(name) ?? 0);
  }

  private turn(now: number): void {
    const age = now - this.since;
    if (age < this.windowMs / 2 && this.newer.size < mostNames) return;
    this.older = age < this.windowMs ? this.newer : new Map();
    this.newer = new Map();
    this.since = now;
  }
}
