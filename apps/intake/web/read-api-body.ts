import type { z } from 'zod';
import { type Bilingual, ProblemError } from '#service';

export interface Invalid {
  readonly pointer: string;
  readonly detail: Bilingual;
}

const mostErrors = 20;

/** What an API body must be, or 422 with a JSON Pointer (RFC 6901) to everything that is wrong. */
export function readApiBody<T extends z.ZodType>(schema: T, body: unknown): z.output<T> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw invalid(
    parsed.error.issues
      .slice(0, mostErrors)
      .map((issue) => ({ pointer: pointerTo(issue.path), detail: explain(issue) })),
  );
}

export function invalid(errors: readonly Invalid[]): ProblemError {
  const detail = {
    en: 'Correct what is named and send it again. Nothing has been stored.',
    fr: 'Corrigez ce qui est nommé et renvoyez la demande. Rien n’a été enregistré.',
  };
  return new ProblemError(422, 'invalid', detail, errors);
}

function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function explain(issue: z.core.$ZodIssue): Bilingual {
  if (issue.code === 'custom') {
    return { en: 'Something has to be written here.', fr: 'Il faut écrire quelque chose ici.' };
  }
  if (issue.code === 'too_big') {
    return { en: `At most ${issue.maximum} characters.`, fr: `Au plus ${issue.maximum} caractères.` };
  }
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String).join(', ');
    return { en: `One of: ${values}.`, fr: `Une de ces valeurs\u00A0: ${values}.` };
  }
  if (issue.code === 'invalid_type') {
    const kind = kinds[issue.expected] ?? { en: issue.expected, fr: issue.expected };
    return { en: `This has to be here, and to be ${kind.en}.`, fr: `Ceci est obligatoire et doit être ${kind.fr}.` };
  }
  return { en: 'Not as described at /api/openapi.json.', fr: 'Non conforme à la description à /api/openapi.json.' };
}

const kinds: Readonly<Record<string, Bilingual>> = {
  string: { en: 'text', fr: 'du texte' },
  boolean: { en: 'true or false', fr: 'true ou false' },
  object: { en: 'an object', fr: 'un objet' },
};
