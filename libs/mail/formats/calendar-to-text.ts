const longestCalendar = 200_000;
const mostEvents = 20;
/** What of an event is told, in this order. */
const told: readonly (readonly [name: string, label: string])[] = [
  ['SUMMARY', ''],
  ['DTSTART', 'When: '],
  ['DTEND', 'Until: '],
  ['LOCATION', 'Where: '],
  ['ORGANIZER', 'Organizer: '],
  ['DESCRIPTION', ''],
  ['URL', ''],
];

/** An invitation (RFC 5545) as text: summary, when, where, who. Lines that are no properties are passed over. */
export function calendarToText(calendar: string): string {
  const lines = calendar
    .slice(0, longestCalendar)
    .replace(/\n[ \t]/g, '')
    .split('\n');
  const events: Map<string, string>[] = [];
  let event: Map<string, string> | null = null;
  let depth = 0;
  for (const line of lines) {
    const colon = valueStart(line);
    if (colon === -1) continue;
    const name = (line.slice(0, colon).split(';', 1)[0] ?? '').trim().toUpperCase();
    const value = line.slice(colon + 1).trim();
    if (name === 'BEGIN' && /^(VEVENT|VTODO|VJOURNAL)$/i.test(value) && events.length < mostEvents) {
      event = new Map();
      events.push(event);
      depth = 0;
    } else if (name === 'BEGIN') depth += 1;
    else if (name === 'END' && depth > 0) depth -= 1;
    else if (name === 'END') event = null;
    else if (event !== null && depth === 0 && !event.has(name))
      event.set(name, textOfProperty(name, value, line.slice(0, colon)));
  }
  return events
    .map(textOfEvent)
    .filter((text) => text !== '')
    .join('\n\n');
}

function textOfEvent(event: ReadonlyMap<string, string>): string {
  return told
    .flatMap(([name, label]) => ((event.get(name) ?? '') === '' ? [] : [`${label}${event.get(name)}`]))
    .join('\n');
}

function textOfProperty(name: string, value: string, head: string): string {
  if (name === 'DTSTART' || name === 'DTEND') {
    const zone = /TZID="?([^";:]{1,80})/i.exec(head)?.[1];
    const at = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})\d{2}(Z?))?/.exec(value);
    if (at === null) return value;
    const [, year, month, day, hour, minute, utc] = at;
    return `${year}-${month}-${day}${hour === undefined ? '' : ` ${hour}:${minute}`}${utc === 'Z' ? ' UTC' : zone === undefined ? '' : ` ${zone}`}`;
  }
  if (name === 'ORGANIZER') {
    const named = /CN="?([^";:]{1,200})/i.exec(head)?.[1];
    return named === undefined ? value.replace(/^mailto:/i, '') : `${named} <${value.replace(/^mailto:/i, '')}>`;
  }
  return value.replace(/\\([nN,;\\])/g, (_, char: string) => (char.toLowerCase() === 'n' ? '\n' : char));
}

/** The colon after the parameters; one between quotes is none. */
function valueStart(line: string): number {
  let quoted = false;
  for (let at = 0; at < Math.min(line.length, 2_000); at += 1) {
    if (line[at] === '"') quoted = !quoted;
    else if (line[at] === ':' && !quoted) return at;
  }
  return -1;
}
