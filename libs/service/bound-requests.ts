import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ProblemError } from './problem-error.js';

/** Put on a handler with Nest's `RouteConfig`: the form that it takes may bring files. */
export const takesFiles = { takesFiles: true } as const;

/** In milliseconds. A sentence or two arrives within this, or the other end is playing for time. */
const forAnyRequest = 30_000;
/** Files may take long over a bad line, as long as they keep coming. */
const forSilence = 30_000;
export const forFiles = 15 * 60_000;

/**
 * Holds requests to their time and to their form: files are taken where a handler says so and nowhere else, and there they
 * may come slowly; everything else comes at once or not at all.
 */
export function boundRequests(instance: FastifyInstance): void {
  const waiting = new WeakMap<FastifyRequest, NodeJS.Timeout>();
  const stop = (request: FastifyRequest): void => clearTimeout(waiting.get(request));

  instance.addHook('onRequest', async (request) => {
    const { headers } = request;
    const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
    if (!hasBody) return;
    const bringsFiles = /^multipart\//i.test((headers['content-type'] ?? '').trim());
    if (bringsFiles && !allows(request)) throw noFilesHere();
    const watch = bringsFiles ? endSilence(request.raw) : setTimeout(() => tooSlow(request.raw), forAnyRequest).unref();
    waiting.set(request, watch);
  });
  // Without files, the body is here by now.
  instance.addHook('preHandler', async (request) => {
    if (!allows(request)) stop(request);
  });
  instance.addHook('onResponse', async (request) => stop(request));
  instance.addHook('onRequestAbort', async (request) => stop(request));
}

function allows({ routeOptions }: FastifyRequest): boolean {
  return (routeOptions.config as { readonly takesFiles?: boolean }).takesFiles === true;
}

/** Ends an upload from which nothing has come for a while. */
function endSilence(message: IncomingMessage): NodeJS.Timeout {
  const { socket } = message;
  let seen = socket.bytesRead;
  const watch = setInterval(() => {
    if (message.complete) clearInterval(watch);
    else if (socket.bytesRead === seen) tooSlow(message);
    seen = socket.bytesRead;
  }, forSilence).unref();
  return watch;
}

function tooSlow({ socket }: IncomingMessage): void {
  socket.end('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  socket.destroySoon();
}

function noFilesHere(): ProblemError {
  return new ProblemError(415, 'unknown-format', {
    en: 'No files are taken here.',
    fr: 'Aucun fichier n’est accepté ici.',
  });
}
