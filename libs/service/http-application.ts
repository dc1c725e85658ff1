import helmet from '@fastify/helmet';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { boundRequests, forFiles } from './bound-requests.js';
import { finishRequests } from './finish-requests.js';
import { HealthModule } from './health.module.js';
import { type ErrorPage, ProblemFilter } from './problem.filter.js';
import type { Runtime } from './runtime.js';
import { ServiceModule } from './service.module.js';

export interface ApplicationOptions {
  readonly modules: readonly (Type | DynamicModule)[];
  readonly errorPage?: (runtime: Runtime) => ErrorPage;
}

/** Requests larger than this are refused with 413; a report is a few sentences. */
export const largestRequest = 1024 * 1024;

@Module({})
class Root {}

/** One web application of one or several services, with what all of them share. It does not listen yet. */
export async function createHttpApplication(
  runtime: Runtime,
  options: ApplicationOptions,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: largestRequest,
    trustProxy: 'loopback',
    // The longest that any request may take; `boundRequests` holds those without files to far less.
    requestTimeout: forFiles,
    forceCloseConnections: true,
  });
  const root = { module: Root, imports: [ServiceModule.with(runtime), HealthModule, ...options.modules] };
  const application = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    logger: runtime.log,
    rawBody: true,
    abortOnError: false,
  });
  const filter = new ProblemFilter(runtime.log, runtime.config, options.errorPage?.(runtime) ?? null);
  application.useGlobalFilters(filter);
  // Fastify gives a route the error handler of the moment it is added, and Nest sets its own only afterwards: without this,
  // what fails before a route is reached (a body that is too large or no JSON) is answered in Fastify's words.
  adapter.getInstance().addHook('onRoute', (route) => {
    route.errorHandler ??= (error, request, reply) => filter.answer(error, request, reply);
  });
  keepPrivate(adapter.getInstance());
  boundRequests(adapter.getInstance());
  finishRequests(adapter.getInstance());
  await application.register(cookie);
  await application.register(multipart, { throwFileSizeLimit: false });
  await application.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        imgSrc: ["'self'", 'data:'],
      },
    },
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: runtime.config.environment.publicUrl.startsWith('https:'),
  });
  return application;
}

/** Nothing of the hotline is to be found by a search, nor kept by a browser or a proxy; what may be kept says so itself. */
function keepPrivate(server: FastifyInstance): void {
  server.addHook('onSend', (_request, reply, payload, done) => {
    void reply.header('x-robots-tag', 'noindex');
    if (!reply.hasHeader('cache-control') && !reply.raw.hasHeader('cache-control'))
      void reply.header('cache-control', 'no-store');
    done(null, payload);
  });
}
