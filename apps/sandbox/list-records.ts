import type { PhoneRecord } from './carrier-records.js';
import { readPhoneNumber } from './phone-number.js';
import { TwilioError } from './twilio-error.js';

const DAY_MS = 86_400_000;
const LARGEST_PAGE = 1_000;
const SMALLEST_PAGE = 1;
const USUAL_PAGE = 50;

export type Query = Readonly<Record<string, unknown>>;

export interface ListPage<T> {
  readonly items: readonly T[];
  readonly page: number;
  readonly pageSize: number;
  readonly start: number;
  readonly nextUri: string | null;
  readonly firstUri: string;
}

/**
 * One page of a Twilio list, newest first, filtered by To, From, Status and an instant (`DateSent`, or `StartTime` for
 * calls; with `<`, `<=`, `>`, `>=` both ends count, as Twilio documents). The next page is named by its predecessor's
 * last sid, so that what arrives meanwhile neither repeats nor hides an item.
 */
export function listRecords<T extends PhoneRecord>(
  newestFirst: readonly T[],
  query: Query,
  path: string,
  instantField: 'DateSent' | 'StartTime',
): ListPage<T> {
  const pageSize = Math.min(Math.max(readInteger(query, 'PageSize', USUAL_PAGE), SMALLEST_PAGE), LARGEST_PAGE);
  const page = readInteger(query, 'Page', 0);
  const matching = newestFirst.filter(filterOf(query, instantField));
  const start = startOf(matching, query, page * pageSize);
  const items = matching.slice(start, start + pageSize);
  const last = items.at(-1);
  const more = start + items.length < matching.length && last !== undefined;
  return {
    items,
    page,
    pageSize,
    start,
    nextUri: more ? pageUri(path, query, pageSize, page + 1, `PA${last.sid}`) : null,
    firstUri: pageUri(path, query, pageSize, 0, null),
  };
}

function startOf(matching: readonly PhoneRecord[], query: Query, otherwise: number): number {
  const token = readString(query, 'PageToken');
  if (token === null) return otherwise;
  const index = matching.findIndex((record) => `PA${record.sid}` === token);
  if (index === -1) throw new TwilioError(400, 20_001, 'Page token is invalid or has expired');
  return index + 1;
}

function filterOf(query: Query, instantField: string): (record: PhoneRecord) => boolean {
  const to = readNumber(query, 'To');
  const from = readNumber(query, 'From');
  const status = readString(query, 'Status');
  const on = readInstant(query, instantField);
  const before = readInstant(query, `${instantField}<`) ?? readInstant(query, `${instantField}<=`);
  const after = readInstant(query, `${instantField}>`) ?? readInstant(query, `${instantField}>=`);
  return (record) => {
    // The list knows whole seconds, as Twilio's does.
    const at = Math.floor(Date.parse(record.at) / 1_000) * 1_000;
    return (
      (to === null || record.to === to) &&
      (from === null || record.from === from) &&
      (status === null || record.status === status) &&
      (on === null || Math.floor(at / DAY_MS) === Math.floor(on.at / DAY_MS)) &&
      (before === null || at <= before.at + (before.wholeDay ? DAY_MS - 1 : 0)) &&
      (after === null || at >= after.at)
    );
  };
}

function readInstant(query: Query, name: string): { readonly at: number; readonly wholeDay: boolean } | null {
  const value = readString(query, name);
  if (value === null) return null;
  const wholeDay = /^\d{4}-\d{2}-\d{2}$/.test(value);
  const at = value.length <= 40 ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(at)) throw new TwilioError(400, 20_001, `${name} is no date: ${value.slice(0, 40)}`);
  return { at, wholeDay };
}

function readNumber(query: Query, name: string): string | null {
  const value = readString(query, name);
  return value === null ? null : (readPhoneNumber(value) ?? value);
}

function readString(query: Query, name: string): string | null {
  const value = query[name];
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' && first !== '' ? first : null;
}

function readInteger(query: Query, name: string, otherwise: number): number {
  const value = Number(readString(query, name) ?? otherwise);
  if (!Number.isSafeInteger(value) || value < 0) throw new TwilioError(400, 20_001, `${name} is no whole number`);
  return value;
}

function pageUri(path: string, query: Query, pageSize: number, page: number, token: string | null): string {
  const kept = new URLSearchParams();
  for (const name of Object.keys(query)) {
    const value = readString(query, name);
    if (value !== null && !['Page', 'PageSize', 'PageToken'].includes(name)) kept.set(name, value);
  }
  kept.set('PageSize', String(pageSize));
  kept.set('Page', String(page));
  if (token !== null) kept.set('PageToken', token);
  return `${path}?${kept.toString()}`;
}
