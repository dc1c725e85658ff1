import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** The built console, from `dist/apps/desk` as well as from the sources. */
const folders = ['../../console/', '../../dist/console/'].map((path) => fileURLToPath(new URL(path, import.meta.url)));

const missing = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Vigil</title></head>
<body><p>The console is not built: npm run build</p><p lang="fr">La console n’est pas compilée : npm run build</p></body></html>
`;

/**
 * Serves the browser application under `/console/`. Its files carry their hash in the name and may be kept forever; the page
 * itself is asked for each time, and stands for every address that the application knows.
 */
@Injectable()
export class ConsoleFiles implements OnModuleInit {
  constructor(@Inject(HttpAdapterHost) private readonly host: HttpAdapterHost<FastifyAdapter>) {}

  async onModuleInit(): Promise<void> {
    const root = await findBuilt();
    const server: FastifyInstance = this.host.httpAdapter.getInstance();
    await server.register((scope) => serveConsole(scope, root), { prefix: '/console' });
  }
}

async function serveConsole(scope: FastifyInstance, root: string | null): Promise<void> {
  if (root === null) {
    const explain = async (_: unknown, reply: FastifyReply) =>
      reply.status(503).type('text/html; charset=utf-8').header('cache-control', 'no-store').send(missing);
    scope.get('/', explain);
    scope.get('/*', explain);
    return;
  }
  scope.setNotFoundHandler(async (request, reply) => {
    const isPage = (request.method === 'GET' || request.method === 'HEAD') && !/\.\w+(\?|$)/.test(request.url);
    if (!isPage) return reply.status(404).type('text/plain; charset=utf-8').send('Not found\n');
    const page = await readFile(join(root, 'index.html'));
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page);
  });
  await scope.register(fastifyStatic, {
    root,
    prefix: '/',
    prefixAvoidTrailingSlash: false,
    redirect: false,
    decorateReply: false,
    cacheControl: false,
    setHeaders: (response, path) => {
      const isHashed = path.startsWith(join(root, 'assets'));
      response.setHeader('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}

async function findBuilt(): Promise<string | null> {
  for (const folder of folders) {
    const isThere = await access(join(folder, 'index.html')).then(
      () => true,
      () => false,
    );
    if (isThere) return folder;
  }
  return null;
}
