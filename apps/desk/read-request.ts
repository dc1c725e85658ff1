import { z } from 'zod';
import { type Bilingual, ProblemError } from '#service';

/** Checks a request's body, or refuses with what is wrong where. Text is first rid of what no store can keep. */
export function readBody<T extends z.ZodType>(schema: T, body: unknown): z.output<T> {
  return read(schema, body, '/');
}

/** Checks the parameters after the question mark. */
export function readQuery<T extends z.ZodType>(schema: T, query: unknown): z.output<T> {
  return read(schema, query, '?');
}

const id = z.uuid();

/** An id from the path; what is none is simply not found. */
export function readId(text: string): string {
  const parsed = id.safeParse(text);
  if (!parsed.success) throw notFound();
  return parsed.data;
}

export function notFound(): ProblemError {
  return new ProblemError(404, 'not-found', {
    en: 'There is nothing here that you may see.',
    fr: 'Il n’y a rien ici que vous puissiez voir.',
  });
}

function read<T extends z.ZodType>(schema: T, value: unknown, prefix: string): z.output<T> {
  const parsed = schema.safeParse(storable(value));
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues
    .slice(0, 10)
    .map((issue) => ({ pointer: `${prefix}${issue.path.map(String).join('/')}`, detail: explain(issue) }));
  throw new ProblemError(
    422,
    'invalid',
    { en: 'Correct what is named and send it again.', fr: 'Corrigez ce qui est nommé et renvoyez la demande.' },
    errors,
  );
}

/** PostgreSQL keeps no NUL in a text, and half a surrogate pair is no character: neither may turn into an error later. */
function storable(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, typeof item === 'string' ? wellFormed(item) : (item as unknown)]),
  );
}

function wellFormed(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8').replaceAll('\0', '');
}

function explain(issue: z.core.$ZodIssue): Bilingual {
  if (issue.code === 'too_big') return { en: `At most ${issue.maximum}.`, fr: `Au plus ${issue.maximum}.` };
  if (issue.code === 'too_small' && issue.minimum === 1) {
    return { en: 'Something has to be here.', fr: 'Ce champ est obligatoire.' };
  }
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String).join(', ');
    return { en: `One of: ${values}.`, fr: `Une de ces valeurs\u00A0: ${values}.` };
  }
  return { en: 'This is missing or not of the right kind.', fr: 'Ceci manque ou n’est pas du bon type.' };
}
