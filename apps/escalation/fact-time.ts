import { wallTime } from '#domain';
import type { Settings } from '#service';

/** An instant as a fact that managers of both languages read: `2027-11-27 09:00 (America/Toronto)`, in the election's zone. */
export function factTime({ config }: Settings, at: Date): string {
  const zone = config.elections[0]?.zone ?? 'UTC';
  return `${wallTime(at, zone).toString({ smallestUnit: 'minute' }).replace('T', ' ')} (${zone})`;
}
