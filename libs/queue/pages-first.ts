/**
 * Lets what wakes somebody go first in this process. What may wait a moment has its turn when nothing urgent is in hand, and
 * at the latest when it has waited for the time it was given: it is done more of at once then, which costs less.
 */
export class PagesFirst {
  private urgent = 0;
  private readonly waiting = new Set<() => void>();

  /** Does urgent work. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.urgent += 1;
    try {
      return await work();
    } finally {
      this.urgent -= 1;
      if (this.urgent === 0) for (const go of this.waiting) go();
    }
  }

  /** Resolves when it is the turn of what may wait so many milliseconds. */
  async turn(mostMs: number): Promise<void> {
    if (this.urgent === 0) return;
    await new Promise<void>((done) => {
      const go = (): void => {
        clearTimeout(timer);
        this.waiting.delete(go);
        done();
      };
      const timer = setTimeout(go, mostMs);
      this.waiting.add(go);
    });
  }
}
