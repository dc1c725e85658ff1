import type { QueueFilter } from '#contracts';
import { type IncidentState, incidentStates, severityRank } from '#domain';
import { isOpen } from '../incident-row.js';
import type { Person } from '../person.js';

const flags = {
  'life-safety': 'i.life_safety',
  violence: 'i.violence',
  'foreign-interference': 'i.foreign_interference',
} as const;

const hours = { h: 1, d: 24 } as const;

/** SQL conditions on incidents as `i`, and the parameters that they add. */
export interface Narrowed {
  readonly conditions: readonly string[];
  readonly parameters: readonly unknown[];
}

/**
 * What a filter asks, as SQL that the indexes `incident_queue…` and `incident_order` serve. Row-level security stays around it: a
 * party's name or a word finds nothing that the person may not see. `from` parameters are taken already.
 */
export function narrowQueue(filter: QueueFilter, person: Person, now: Date, from: number): Narrowed {
  const conditions: string[] = [];
  const parameters: unknown[] = [];
  const bind = (value: unknown): string => `$${from + parameters.push(value)}`;
  const oneOf = (column: string, values: readonly unknown[], type: string) => {
    const [only] = values;
    // One value alone keeps the index's order; an array would have to be sorted.
    return values.length === 1 ? `${column} = ${bind(only)}::${type}` : `${column} = ANY(${bind(values)}::${type}[])`;
  };

  conditions.push(...ofStates(filter.state, (states) => oneOf('i.state', states, 'text')));
  if (filter.severity !== undefined)
    conditions.push(oneOf('i.severity_rank', filter.severity.map(severityRank), 'smallint'));
  if (filter.category !== undefined) conditions.push(oneOf('i.category', filter.category, 'text'));
  if (filter.account !== undefined) conditions.push(oneOf('i.account_kind', filter.account, 'text'));
  if (filter.party !== undefined) conditions.push(ofParties(filter.party, bind));
  if (filter.holder !== undefined) conditions.push(heldBy(filter.holder, person, bind));
  // What is no incident wakes nobody, so nobody has to acknowledge it.
  if (filter.unacknowledged !== undefined)
    conditions.push(`i.acknowledged_at IS NULL AND i.severity <> 'not-an-incident'`);
  if (filter.flag !== undefined) {
    conditions.push(`(i.life_safety OR i.violence OR i.foreign_interference)`);
    conditions.push(`(${filter.flag.map((flag) => flags[flag]).join(' OR ')})`);
  }
  if (filter.since !== undefined) conditions.push(`i.opened_at >= ${bind(agoOf(filter.since, now))}::timestamptz`);
  if (filter.q !== undefined) conditions.push(saying(filter, filter.q, bind));
  return { conditions, parameters };
}

function ofStates(
  asked: QueueFilter['state'] = ['open'],
  among: (states: readonly IncidentState[]) => string,
): readonly string[] {
  if (asked.includes('all')) return [];
  const wanted = incidentStates.filter(
    (state) => asked.includes(state) || (asked.includes('open') && state !== 'resolved' && state !== 'closed'),
  );
  if (wanted.length === 4 && !wanted.includes('resolved') && !wanted.includes('closed')) return [isOpen];
  const open = wanted.some((state) => state === 'closed') ? [] : [`i.state <> 'closed'`];
  return [...open, among(wanted)];
}

function ofParties(keys: readonly string[], bind: (value: unknown) => string): string {
  const named = keys.filter((key) => key !== 'none');
  const [key] = named;
  const parts = [
    ...(named.length < keys.length ? ['i.party_id IS NULL'] : []),
    ...(named.length === 1 ? [`i.party_id = (SELECT id FROM party WHERE key = ${bind(key)})`] : []),
    ...(named.length > 1 ? [`i.party_id IN (SELECT id FROM party WHERE key = ANY(${bind(named)}::text[]))`] : []),
  ];
  return `(${parts.join(' OR ')})`;
}

function heldBy(holder: string, person: Person, bind: (value: unknown) => string): string {
  const held = '(CASE WHEN i.assignee_id IS NULL THEN i.acknowledged_by ELSE i.assignee_id END)';
  if (holder === 'nobody') return `${held} IS NULL`;
  return `${held} = ${bind(holder === 'me' ? person.id : holder)}::uuid`;
}

function agoOf(since: string, now: Date): Date {
  const unit = since.endsWith('d') ? 'd' : 'h';
  return new Date(now.getTime() - Number.parseInt(since, 10) * hours[unit] * 3_600_000);
}

/** Every word must begin one of the incident's words; or what is typed stands in the name of its party. */
function saying({ state = ['open'] }: QueueFilter, q: string, bind: (value: unknown) => string): string {
  const words = q.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const query = bind(words.map((word) => `${word}:*`).join(' & '));
  const name = bind(`%${q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`);
  const onlyOpen = bind(state.every((one) => one !== 'all' && one !== 'closed' && one !== 'resolved'));
  return `i.id = ANY(ARRAY(SELECT vigil_search(to_tsquery('simple', ${query}),
    ARRAY(SELECT id FROM party WHERE name_en ILIKE ${name} OR name_fr ILIKE ${name} OR key ILIKE ${name}), ${onlyOpen})))`;
}
