import { FastifyAdapter } from '@nestjs/platform-fastify';
import { z } from 'zod';
import { RequestError } from './request-error.js';
import { TwilioError } from './twilio-error.js';

export const TWILIO_API = '/2010-04-01/';
const LONGEST_BODY = 256 * 1024;

/** The Fastify server that Nest's adapter makes. */
export type HttpServer = ReturnType<typeof createHttpServer>;

const SECURITY_HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  // Stricter, and browsers would name no origin when a form is posted.
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
} as const;

/** A bounded server: forms arrive as URLSearchParams, JSON as parsed, errors leave as JSON in the caller's dialect. */
export function createHttpServer() {
  const server = new FastifyAdapter({
    bodyLimit: LONGEST_BODY,
    requestTimeout: 60_000,
    forceCloseConnections: true,
  }).getInstance();
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, new URLSearchParams(body.toString()));
  });
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, JSON.parse(body.toString()));
    } catch {
      done(new RequestError(400, 'bad-json', 'The body is not JSON.'));
    }
  });
  // A form with a file: read by the platform's own parser where it is used.
  server.addContentTypeParser('multipart/form-data', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  server.addHook('onRequest', async (request, reply) => {
    reply.headers(SECURITY_HEADERS);
    if (request.method !== 'GET' && request.method !== 'HEAD' && comesFromElsewhere(request.headers)) {
      throw new RequestError(403, 'cross-site', 'Another site may not use this page.');
    }
  });
  server.setNotFoundHandler((request, reply) => {
    if (request.url.startsWith(TWILIO_API)) {
      const path = request.url.split('?')[0] ?? '';
      return reply.code(404).send(new TwilioError(404, 20_404, `The requested resource ${path} was not found`).body());
    }
    return reply.code(404).send({ status: 404, code: 'not-found', message: 'There is nothing at this address.' });
  });
  server.setErrorHandler((error, request, reply) => {
    const { status, code, message } = describe(error);
    if (error instanceof TwilioError) return reply.code(status).send(error.body());
    if (request.url.startsWith(TWILIO_API)) {
      return reply.code(status).send(new TwilioError(status, status >= 500 ? 20_500 : 20_001, message).body());
    }
    return reply.code(status).send({ status, code, message });
  });
  return server;
}

/** The status, stable code and sentence that a caller gets for an error. */
export function describe(error: unknown): { readonly status: number; readonly code: string; readonly message: string } {
  if (error instanceof TwilioError) return { status: error.status, code: String(error.code), message: error.message };
  if (error instanceof RequestError) return { status: error.status, code: error.code, message: error.message };
  if (error instanceof z.ZodError) return { status: 400, code: 'bad-request', message: sentenceOf(error) };
  if (
    error instanceof Error &&
    'statusCode' in error &&
    typeof error.statusCode === 'number' &&
    error.statusCode < 500
  ) {
    return { status: error.statusCode, code: 'bad-request', message: error.message };
  }
  return { status: 500, code: 'internal', message: 'The sandbox failed to serve this.' };
}

function sentenceOf(error: z.ZodError): string {
  const parts = error.issues.slice(0, 5).map((issue) => {
    const where = issue.path.map(String).join('.');
    return where === '' ? issue.message : `${where}: ${issue.message}`;
  });
  return parts.join('; ').slice(0, 500);
}

/** A browser says where a request comes from; other clients say nothing and are let through. */
function comesFromElsewhere(headers: { readonly [name: string]: unknown }): boolean {
  const site = headers['sec-fetch-site'];
  if (typeof site === 'string') return site !== 'same-origin' && site !== 'none';
  const origin = headers['origin'];
  if (typeof origin !== 'string' || origin === 'null') return origin === 'null';
  return !URL.canParse(origin) || new URL(origin).host !== headers['host'];
}
