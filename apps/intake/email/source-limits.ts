interface Bucket {
  tokens: number;
  at: number;
}

/** More sources than this are not told apart any longer than needed: those that have their whole allowance are forgotten. */
const mostSources = 10_000;
const minuteMs = 60_000;

/**
 * How many mails one source may bring in a minute: an allowance that fills up again steadily, so that a source over its limit
 * still gets its mails through, one after the other. Who is over it is asked to come again, and no other source notices.
 */
export class SourceLimits {
  private readonly buckets = new Map<string, Bucket>();

  constructor(private readonly perMinute: number) {}

  /** Takes one mail off the source's allowance; false when there is none left. */
  takeMail(source: string, now: Date): boolean {
    if (this.buckets.size >= mostSources) this.forgetQuiet(now);
    const bucket = this.filled(source, now);
    this.buckets.set(source, bucket);
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  }

  private filled(source: string, now: Date): Bucket {
    const known = this.buckets.get(source);
    if (known === undefined) return { tokens: this.perMinute, at: now.getTime() };
    const gained = (Math.max(0, now.getTime() - known.at) / minuteMs) * this.perMinute;
    return { tokens: Math.min(this.perMinute, known.tokens + gained), at: now.getTime() };
  }

  private forgetQuiet(now: Date): void {
    for (const [source, { at }] of this.buckets) if (now.getTime() - at >= minuteMs) this.buckets.delete(source);
    // A flood from ever new addresses: better that everybody starts afresh than that memory runs out.
    if (this.buckets.size >= mostSources) this.buckets.clear();
  }
}
