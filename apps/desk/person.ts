import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Role } from '#domain';
import { ProblemError } from '#service';

/** Who is signed in, for the length of one request. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly signIn: string;
  readonly role: Role;
  /** What they are answered in: what the request asks for, else their own. */
  readonly language: 'en' | 'fr';
  readonly ownLanguage: 'en' | 'fr';
  /** They came in with a one-time password, and may do nothing before they have one of their own. */
  readonly mustChangePassword: boolean;
  /** Whose rows they may see, as row-level security takes it. */
  readonly scope: string;
  /** Names the session without being worth anything to whoever reads it. */
  readonly sessionHash: string;
}

const people = new WeakMap<FastifyRequest, Person>();

export function rememberPerson(request: FastifyRequest, person: Person): void {
  people.set(request, person);
}

/** The person that the guard let in. */
export const SignedIn = createParamDecorator((_: unknown, context: ExecutionContext): Person => {
  const person = people.get(context.switchToHttp().getRequest<FastifyRequest>());
  if (person === undefined) throw notSignedIn();
  return person;
});

export function notSignedIn(): ProblemError {
  return new ProblemError(401, 'not-signed-in', {
    en: 'Sign in and try again.',
    fr: 'Ouvrez une session et réessayez.',
  });
}
