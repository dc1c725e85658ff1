/**
 * Works through items in their order, so many at once, each (by its id) at most once at a time. `work` must not throw.
 * Refuses what would make more than `most` wait: the caller has another way.
 */
export class Lane<Item extends { readonly id: string }> {
  private readonly waiting: Item[] = [];
  private readonly known = new Set<string>();
  private readonly running = new Set<Promise<void>>();

  constructor(
    private readonly atOnce: number,
    private readonly work: (item: Item) => Promise<void>,
    private readonly most = Number.POSITIVE_INFINITY,
  ) {}

  /** Whether the item was taken, or is in hand already. */
  add(item: Item): boolean {
    if (this.known.has(item.id)) return true;
    if (this.waiting.length >= this.most) return false;
    this.known.add(item.id);
    this.waiting.push(item);
    this.fill();
    return true;
  }

  /** Whether the next item would run at once. */
  get hasRoom(): boolean {
    return this.running.size < this.atOnce;
  }

  /** What waits or runs. */
  get ids(): Iterable<string> {
    return this.known;
  }

  /** Forgets what waits. What runs goes on. */
  clear(): void {
    for (const { id } of this.waiting.splice(0)) this.known.delete(id);
  }

  /** Resolves when nothing waits or runs. */
  async idle(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running);
  }

  private fill(): void {
    while (this.running.size < this.atOnce) {
      const item = this.waiting.shift();
      if (item === undefined) return;
      const running = this.work(item).finally(() => {
        this.known.delete(item.id);
        this.running.delete(running);
        this.fill();
      });
      this.running.add(running);
    }
  }
}
