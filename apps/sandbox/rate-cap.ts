/** What a carrier takes in any second that one looks at; below one a second, in the time that one takes. */
export class RateCap {
  private readonly taken: number[] = [];
  private readonly windowMs: number;
  private readonly most: number;

  /** `perSecond` null: whatever comes. */
  constructor(perSecond: number | null) {
    this.windowMs = perSecond === null || perSecond >= 1 ? 1_000 : 1_000 / perSecond;
    this.most = perSecond === null ? Infinity : Math.max(1, Math.floor(perSecond));
  }

  /** Whether one more is taken at `now`; what is refused does not count. */
  take(now: Date): boolean {
    const since = now.getTime() - this.windowMs;
    while ((this.taken[0] ?? Infinity) <= since) this.taken.shift();
    if (this.taken.length >= this.most) return false;
    if (this.most !== Infinity) this.taken.push(now.getTime());
    return true;
  }
}
