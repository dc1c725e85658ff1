import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { may } from '#domain';
import { preferredLanguage, ProblemError } from '#service';
import { notSignedIn, rememberPerson } from './person.js';
import { type Requirement, requirementKey } from './requirement.js';
import { sessionCookie, Sessions } from './sessions.js';

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Lets a request through when its handler says what it requires and the caller has it; a handler that says nothing is
 * refused. What changes something must carry `x-vigil-request`, a header that a foreign page cannot set.
 */
@Injectable()
export class PermissionGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(Sessions) private readonly sessions: Sessions,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const requirement = this.reflector.get<Requirement | undefined>(requirementKey, context.getHandler());
    if (requirement === undefined) throw forbidden();
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const takesForms = requirement.kind === 'public' && requirement.form;
    if (!takesForms && !safeMethods.has(request.method) && request.headers['x-vigil-request'] === undefined) {
      throw new ProblemError(403, 'request-header-missing', {
        en: 'Send the header x-vigil-request with every request that changes something.',
        fr: 'Envoyez l’en-tête x-vigil-request avec toute demande qui modifie quelque chose.',
      });
    }
    if (requirement.kind === 'public') return true;

    const token = request.cookies[sessionCookie];
    const person = token === undefined ? null : await this.sessions.find(token);
    if (person === null) throw notSignedIn();
    if (person.mustChangePassword && !(requirement.kind === 'signed-in' && requirement.withOneTimePassword)) {
      throw passwordNeeded();
    }
    if (requirement.kind === 'permission' && !may(person.role, requirement.permission)) throw forbidden();
    const language = preferredLanguage(request.headers['accept-language'], person.ownLanguage);
    rememberPerson(request, { ...person, language });
    return true;
  }
}

function passwordNeeded(): ProblemError {
  return new ProblemError(403, 'password-change-required', {
    en: 'Your password is a one-time one. Choose your own first.',
    fr: 'Votre mot de passe ne sert qu’une fois. Choisissez d’abord le vôtre.',
  });
}

function forbidden(): ProblemError {
  return new ProblemError(403, 'forbidden', {
    en: 'Your role does not allow this.',
    fr: 'Votre rôle ne permet pas cette action.',
  });
}
