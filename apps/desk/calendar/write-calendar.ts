import ICAL from 'ical.js';

/** One shift as a calendar shows it. */
export interface CalendarEntry {
  /** The same for the same shift at every reading, so that a calendar changes what it has and adds nothing. */
  readonly uid: string;
  readonly title: string;
  readonly from: Date;
  readonly to: Date;
}

export interface CalendarDraft {
  readonly name: string;
  readonly language: 'en' | 'fr';
  readonly madeAt: Date;
  readonly entries: readonly CalendarEntry[];
}

/** How often a calendar program should read again. */
const refresh = 'PT30M';

/** An iCalendar object (RFC 5545). Times are in UTC: no calendar program has to know our zones. */
export function writeCalendar({ name, language, madeAt, entries }: CalendarDraft): string {
  const calendar = new ICAL.Component('vcalendar');
  calendar.addPropertyWithValue('prodid', `-//Vigil//Watch//${language.toUpperCase()}`);
  calendar.addPropertyWithValue('version', '2.0');
  calendar.addPropertyWithValue('calscale', 'GREGORIAN');
  calendar.addPropertyWithValue('method', 'PUBLISH');
  calendar.addPropertyWithValue('x-wr-calname', name);
  // RFC 7986, and the older name that most programs know.
  const interval = new ICAL.Property('refresh-interval');
  interval.setParameter('value', 'DURATION');
  interval.setValue(refresh);
  calendar.addProperty(interval);
  calendar.addPropertyWithValue('x-published-ttl', refresh);
  for (const { uid, title, from, to } of entries) {
    const event = new ICAL.Component('vevent');
    event.addPropertyWithValue('uid', uid);
    event.addPropertyWithValue('dtstamp', utc(madeAt));
    event.addPropertyWithValue('dtstart', utc(from));
    event.addPropertyWithValue('dtend', utc(to));
    event.addPropertyWithValue('summary', title);
    calendar.addSubcomponent(event);
  }
  return `${calendar.toString()}\r\n`;
}

function utc(at: Date): ICAL.Time {
  return ICAL.Time.fromJSDate(at, true);
}
