import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

/** Longest that a stopping process waits for what it has begun, in milliseconds; a proxy gives up on it at about this time. */
const longestMs = 5_000;

/**
 * What a request has begun is ended before the connections are closed, and so before the store is: whoever sent it gets an
 * answer, and nothing fails halfway because a process is replaced. Call it before the routes are added.
 */
export function finishRequests(instance: FastifyInstance): void {
  const underWay = new Set<Promise<unknown>>();
  instance.addHook('onRoute', (route) => {
    const { handler } = route;
    route.handler = function (request, reply) {
      const answered: unknown = handler.call(this, request, reply);
      if (answered instanceof Promise) {
        const ended: Promise<unknown> = answered.then(
          () => underWay.delete(ended),
          () => underWay.delete(ended),
        );
        underWay.add(ended);
      }
      return answered;
    };
  });
  instance.addHook('preClose', async () => {
    const until = performance.now() + longestMs;
    // One that was read before the door was closed may begin while the others end.
    while (underWay.size > 0 && performance.now() < until)
      await Promise.race([Promise.all(underWay), pause(until - performance.now(), undefined, { ref: false })]);
  });
}
