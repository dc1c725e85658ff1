import { z } from 'zod';
import { type EventType, events, eventTypes, reactionsTo } from './events.js';

/** The page `docs/events.md`: every event, what it carries, and who reacts. The same events always give the same text. */
export function describeEvents(): string {
  return [
    '# Events',
    '',
    '<!-- Generated from libs/contracts: run `npm run docs:events` after a change there. -->',
    '',
    'Everything that happened and that somebody else may react to. An event is recorded in the transaction that made the change',
    '(`Tx.emit`), and each queue it names is told of it once that transaction has committed.',
    '',
    'All of them travel in one envelope: `id`, `type`, `version` (1), `occurredAt` (ISO 8601, UTC), `correlationId` (the story it',
    'belongs to), `causationId` (the event that caused it, or null) and `data`. The data holds ids and enums only: text,',
    'addresses and secrets stay in rows. A new field is optional first; a new meaning is a new type.',
    '',
    ...eventTypes.flatMap(describeEvent),
  ].join('\n');
}

function describeEvent(type: EventType): readonly string[] {
  const reactions = reactionsTo(type);
  return [
    `## ${type}`,
    '',
    events[type].means,
    '',
    reactions.length > 0
      ? `Reacting: ${reactions.map((queue) => `\`${queue}\``).join(', ')}.`
      : 'Nobody reacts to it: it is recorded, and shown live in the console.',
    '',
    '| field | value |',
    '| --- | --- |',
    ...fieldsOf(type).map(([name, value]) => `| \`${name}\` | ${value} |`),
    '',
  ];
}

interface JsonSchema {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
}

function fieldsOf(type: EventType): readonly (readonly [string, string])[] {
  const { properties = {} } = z.toJSONSchema(events[type].data) as JsonSchema;
  return Object.entries(properties).map(([name, field]) => [name, describeField(field)]);
}

function describeField({ type, format, enum: values, anyOf }: JsonSchema): string {
  if (anyOf !== undefined) return anyOf.map(describeField).join(' or ');
  if (values !== undefined) return values.map((value) => `\`${value}\``).join(', ');
  if (format === 'uuid') return 'id';
  if (format === 'date-time') return 'instant';
  return type ?? 'anything';
}
