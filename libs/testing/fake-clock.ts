import { Clock } from '#store';

const units = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** A clock that stands still until a test moves it. */
export class FakeClock extends Clock {
  constructor(private instant = new Date('2026-11-23T08:00:00Z')) {
    super();
  }

  now(): Date {
    return new Date(this.instant);
  }

  /** Moves on by a span such as `90s`, `5m`, `12h`, `31d`. */
  advance(span: `${number}${keyof typeof units}`): Date {
    const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(span) ?? [];
    this.instant = new Date(this.instant.getTime() + Number(amount) * units[unit as keyof typeof units]);
    return this.now();
  }

  set(instant: Date | string): void {
    this.instant = new Date(instant);
  }
}
