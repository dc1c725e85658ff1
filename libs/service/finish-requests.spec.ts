import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { fastify, type FastifyInstance } from 'fastify';
import { beforeEach, describe, expect, it } from 'vitest';
import { finishRequests } from './finish-requests.js';

describe('A server that stops', () => {
  let server: FastifyInstance;
  let port: number;
  let endWork: () => void;
  let ended: string[];

  beforeEach(async () => {
    server = fastify({ forceCloseConnections: true });
    finishRequests(server);
    ended = [];
    const work = new Promise<void>((resolve) => {
      endWork = resolve;
    });
    server.get('/slow', async () => {
      await work;
      ended.push('request');
      return 'done';
    });
    server.get('/failing', async () => {
      await work;
      throw new Error('broken');
    });
    await server.listen({ port: 0, host: '127.0.0.1' });
    ({ port } = server.server.address() as AddressInfo);
  });

  const stop = async () => server.close().then(() => ended.push('server'));
  const isWaiting = async () => {
    await pause(50);
    return ended.length === 0;
  };

  it('answers what it has begun first', async () => {
    const answer = fetch(`http://127.0.0.1:${port}/slow`);
    await pause(50);
    const stopped = stop();
    expect(await isWaiting()).toBe(true);
    endWork();
    expect(await (await answer).text()).toBe('done');
    await stopped;
    expect(ended).toEqual(['request', 'server']);
  });

  it('ends what was begun for somebody who has gone, too', async () => {
    const asked = request({ port, host: '127.0.0.1', path: '/slow' });
    asked.on('error', () => undefined);
    asked.end();
    await pause(50);
    asked.destroy();
    const stopped = stop();
    expect(await isWaiting()).toBe(true);
    endWork();
    await stopped;
    expect(ended).toEqual(['request', 'server']);
  });

  it('is not held up by a request that fails', async () => {
    const answer = fetch(`http://127.0.0.1:${port}/failing`);
    await pause(50);
    const stopped = stop();
    endWork();
    expect((await answer).status).toBe(500);
    await stopped;
  });

  it('waits for nothing else', async () => {
    await stop();
    expect(ended).toEqual(['server']);
  });
});
