/** Works through ids, so many at once, each at most once at a time. `work` must not throw. */
export class Lane {
  private readonly waiting: string[] = [];
  private readonly known = new Set<string>();
  private readonly running = new Set<Promise<void>>();

  constructor(
    private readonly atOnce: number,
    private readonly work: (id: string) => Promise<void>,
  ) {}

  add(id: string): void {
    if (this.known.has(id)) return;
    this.known.add(id);
    this.waiting.push(id);
    this.fill();
  }

  /** Resolves when nothing waits or runs. */
  async idle(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running);
  }

  private fill(): void {
    while (this.running.size < this.atOnce) {
      const id = this.waiting.shift();
      if (id === undefined) return;
      const running = this.work(id).finally(() => {
        this.known.delete(id);
        this.running.delete(running);
        this.fill();
      });
      this.running.add(running);
    }
  }
}
