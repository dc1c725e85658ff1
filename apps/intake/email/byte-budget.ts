/** Bytes that may be held at once, by everybody together. */
export class ByteBudget {
  private held = 0;

  constructor(private readonly most: number) {}

  /** False, and nothing is taken, when there is no room for so many. */
  take(bytes: number): boolean {
    if (this.held + bytes > this.most) return false;
    this.held += bytes;
    return true;
  }

  give(bytes: number): void {
    this.held -= bytes;
  }

  get isFull(): boolean {
    return this.held >= this.most;
  }
}
