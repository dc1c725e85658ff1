import { parseDocument } from 'yaml';
import type { z } from 'zod';
import { ConfigError } from './config-error.js';

/** Parses one YAML file and checks it. Throws a ConfigError that names the first thing that is wrong. */
export function parseYamlSettings<T extends z.ZodType>(file: string, text: string, schema: T): z.output<T> {
  const document = parseDocument(text, { prettyErrors: true });
  const [syntax] = document.errors;
  if (syntax !== undefined) {
    const [position] = syntax.linePos ?? [];
    const [sentence = 'not YAML'] = syntax.message.split(/ at line |\n/);
    throw new ConfigError(file, position === undefined ? '' : `line ${position.line}`, sentence);
  }
  return checkSettings(file, expanded(file, document), schema);
}

/** The values of a document. Aliases that would multiply into millions are refused, not followed. */
function expanded(file: string, document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw new ConfigError(file, '', error instanceof Error ? error.message : 'not YAML');
  }
}

export function checkSettings<T extends z.ZodType>(file: string, value: unknown, schema: T): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = deepest(result.error.issues[0]);
  if (issue === undefined) throw new ConfigError(file, '', 'not understood');
  const others = result.error.issues.length - 1;
  const more = others > 0 ? ` (and ${others} more)` : '';
  throw new ConfigError(file, keyPath(issue.path), `${problemOf(issue, valueAt(value, issue.path))}${more}`);
}

/** `people[2].phone` */
export function keyPath(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}

/** Says what was expected; schemas phrase their own rules as what they expect ("a day written YYYY-MM-DD"). */
export function expectationOf(issue: z.core.$ZodIssue): string {
  if (!/^(Invalid|Too |Unrecognized)/.test(issue.message)) return issue.message;
  if (issue.code === 'invalid_type') return kindNames[issue.expected] ?? issue.expected;
  if (issue.code === 'too_small') return `at least ${issue.minimum}${unitOf(issue.origin, issue.minimum)}`;
  if (issue.code === 'too_big') return `at most ${issue.maximum}${unitOf(issue.origin, issue.maximum)}`;
  if (issue.code === 'invalid_format') return `text in the form of ${issue.format}`;
  if (issue.code !== 'invalid_value') return 'something else';
  return issue.values.length === 1 ? String(issue.values[0]) : `one of ${issue.values.join(', ')}`;
}

function problemOf(issue: z.core.$ZodIssue, found: unknown): string {
  if (issue.code === 'unrecognized_keys') return `expected no key called ${issue.keys.join(', ')}, found one`;
  return `expected ${expectationOf(issue)}, found ${shown(found)}`;
}

/** Of a choice that fits in none of its forms, the form that came nearest tells most. */
function deepest(issue: z.core.$ZodIssue | undefined): z.core.$ZodIssue | undefined {
  if (issue?.code !== 'invalid_union' || !issue.message.startsWith('Invalid')) return issue;
  const candidates = issue.errors.flatMap((issues) => issues.slice(0, 1));
  const nearest = candidates.toSorted((a, b) => b.path.length - a.path.length)[0];
  return nearest === undefined ? issue : deepest({ ...nearest, path: [...issue.path, ...nearest.path] });
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value;
  for (const part of path) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = (at as Record<PropertyKey, unknown>)[part];
  }
  return at;
}

const kindNames: Readonly<Record<string, string>> = {
  string: 'text',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of keys',
  record: 'a group of keys',
};

function unitOf(origin: string, count: number | bigint): string {
  const isOne = Number(count) === 1;
  if (origin === 'string') return isOne ? ' character' : ' characters';
  if (origin === 'array') return isOne ? ' entry' : ' entries';
  return '';
}

/** What was found, short enough for a line. */
function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'a group of keys';
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
