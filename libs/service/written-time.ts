import type { Config } from '#config';

/** An instant as people read it in a text, in the election's zone: `Fri, Nov 27, 09:00 EST`. */
export function writtenTime({ elections }: Config, language: 'en' | 'fr', at: Date): string {
  return new Intl.DateTimeFormat(language === 'fr' ? 'fr-CA' : 'en-CA', {
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
    timeZone: elections[0]?.zone ?? 'UTC',
  }).format(at);
}
