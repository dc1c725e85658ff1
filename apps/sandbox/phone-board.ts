import type { CarrierLog } from './carrier-log.js';
import { type PhoneRecord, phoneOf } from './carrier-records.js';
import type { SandboxPerson } from './sandbox-options.js';

/** One phone and what came and went on it, oldest first. */
export interface Phone {
  readonly number: string;
  readonly person: SandboxPerson | null;
  readonly records: readonly PhoneRecord[];
}

/** Every phone: those of the people first, in their order, then the others, the latest used first. */
export function listPhones(log: CarrierLog, people: readonly SandboxPerson[]): readonly Phone[] {
  const byNumber = new Map<string, PhoneRecord[]>();
  for (const record of log.all()) {
    if (record.kind !== 'sms' && record.kind !== 'call') continue;
    const number = phoneOf(record);
    const records = byNumber.get(number) ?? [];
    records.push(record);
    byNumber.set(number, records);
  }
  const known = people.map((person) => {
    const records = byNumber.get(person.phone) ?? [];
    return { number: person.phone, person, records };
  });
  const numbers = new Set(people.map((person) => person.phone));
  const others = [...byNumber]
    .filter(([number]) => !numbers.has(number))
    .map(([number, records]) => ({ number, person: null, records }))
    .toSorted((a, b) => ((a.records.at(-1)?.at ?? '') < (b.records.at(-1)?.at ?? '') ? 1 : -1));
  return [...known, ...others];
}

/** A text or call as the sandbox's API shows it. */
export function phoneEntry(record: PhoneRecord) {
  const { sid, kind, direction, from, to, at, status, webhook } = record;
  const common = { sid, kind, direction, from, to, at, status, webhook };
  if (record.kind === 'sms') return { ...common, body: record.body, errorCode: record.errorCode, media: record.media };
  const { twiml, said, awaitsDigits, awaitsMessage, parentSid, endedAt } = record;
  return { ...common, body: said.join('\n'), twiml, said, awaitsDigits, awaitsMessage, parentSid, endedAt };
}
