import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '#config';
import { problemMediaType } from '#contracts';
import type { Log } from './log.js';
import { type Bilingual, preferredLanguage, ProblemError } from './problem-error.js';

/** Shows a problem as a page to a person who follows links; absent where a process has no pages. Never throws. */
export type ErrorPage = (problem: ProblemError, language: 'en' | 'fr') => Promise<string>;

/** Answers every error as RFC 9457 problem details, or as a page where a browser asked for one. Nothing internal leaks. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly log: Log,
    private readonly config: Config,
    private readonly page: ErrorPage | null,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    this.answer(
      error,
      host.switchToHttp().getRequest<FastifyRequest>(),
      host.switchToHttp().getResponse<FastifyReply>(),
    );
  }

  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const problem = toProblemError(error);
    if (problem.status >= 500)
      this.log.error({ message: `${request.method} failed`, code: problem.code }, stackOf(error));
    const language = languageOf(request, this.config.brand.firstLanguage);
    if (reply.sent) return;
    void reply
      .status(problem.status)
      .headers(problem.headers)
      .headers({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' });
    const wantsPage =
      this.page !== null &&
      !/^\/(api|hooks|health|metrics)\b/.test(request.url) &&
      /text\/html/.test(request.headers.accept ?? '');
    if (wantsPage && this.page !== null) {
      void this.page(problem, language).then((page) =>
        reply.type('text/html; charset=utf-8').header('content-language', language).send(page),
      );
      return;
    }
    void reply
      .type(problemMediaType)
      .header('content-language', language)
      .send(JSON.stringify(problem.toProblem(language)));
  }
}

function languageOf(request: FastifyRequest, first: 'en' | 'fr'): 'en' | 'fr' {
  const body = request.body as { language?: unknown } | null | undefined;
  if (body?.language === 'fr' || body?.language === 'en') return body.language;
  if (/^\/fr\b/.test(request.url)) return 'fr';
  if (/^\/en\b/.test(request.url)) return 'en';
  return preferredLanguage(request.headers['accept-language'], first);
}

/** Connection trouble with the store, by PostgreSQL's and Node's codes: the caller should try again. */
const unavailable = /^(08|53|57P|58)|^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|ENOTFOUND)$/;

export function toProblemError(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  const { code, statusCode, message } = (error ?? {}) as { code?: unknown; statusCode?: unknown; message?: unknown };
  if (typeof code === 'string' && unavailable.test(code)) return storeUnavailable();
  if (typeof message === 'string' && /timeout exceeded when trying to connect|Connection terminated/.test(message))
    return storeUnavailable();
  const status = error instanceof HttpException ? error.getStatus() : typeof statusCode === 'number' ? statusCode : 500;
  const known = byStatus[status];
  if (known !== undefined) return new ProblemError(status, known.code, known.detail);
  return status >= 400 && status < 500
    ? new ProblemError(status, 'bad-request', general)
    : new ProblemError(500, 'internal', {
        en: 'Nothing that you sent was changed. Try again in a moment, or use another channel.',
        fr: 'Rien de ce que vous avez envoyé n’a été modifié. Réessayez dans un moment ou utilisez un autre moyen.',
      });
}

/** Until it is durable it is not received: the sender is told to try again. */
export function storeUnavailable(): ProblemError {
  const detail = {
    en: 'We cannot store your message right now. Try again in a minute.',
    fr: 'Nous ne pouvons pas enregistrer votre message pour l’instant. Réessayez dans une minute.',
  };
  return new ProblemError(503, 'store-unavailable', detail, [], { 'retry-after': '30' });
}

const general: Bilingual = {
  en: 'Check the request against the description at /api/openapi.json.',
  fr: 'Comparez la demande à la description à l’adresse /api/openapi.json.',
};

const byStatus: Readonly<Record<number, { readonly code: string; readonly detail: Bilingual }>> = {
  400: { code: 'bad-request', detail: general },
  401: { code: 'not-signed-in', detail: { en: 'Sign in and try again.', fr: 'Ouvrez une session et réessayez.' } },
  403: {
    code: 'forbidden',
    detail: { en: 'Your role does not allow this.', fr: 'Votre rôle ne permet pas cette action.' },
  },
  404: {
    code: 'not-found',
    detail: { en: 'There is nothing here that you may see.', fr: 'Il n’y a rien ici que vous puissiez voir.' },
  },
  413: {
    code: 'too-large',
    detail: {
      en: 'That is more than we can take at once. Send the most important part in a few sentences.',
      fr: 'C’est plus que ce que nous pouvons recevoir à la fois. Envoyez l’essentiel en quelques phrases.',
    },
  },
  415: { code: 'unknown-format', detail: { en: 'Send JSON or a form.', fr: 'Envoyez du JSON ou un formulaire.' } },
  429: {
    code: 'too-many-attempts',
    detail: { en: 'Wait a few minutes, then try again.', fr: 'Attendez quelques minutes, puis réessayez.' },
  },
  503: {
    code: 'not-ready',
    detail: { en: 'Try again in a minute.', fr: 'Réessayez dans une minute.' },
  },
};

const stackOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));
