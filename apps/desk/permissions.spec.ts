import { randomUUID } from 'node:crypto';
import { RequestMethod } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IncidentList } from '#contracts';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { DeskRig, type SeededIncident } from './desk-rig.js';
import { DeskModule } from './desk.module.js';
import { PermissionGuard } from './permission.guard.js';
import { type Requirement, requirementKey } from './requirement.js';

const methods = {
  [RequestMethod.GET]: 'GET',
  [RequestMethod.POST]: 'POST',
  [RequestMethod.DELETE]: 'DELETE',
} as Partial<Record<RequestMethod, 'GET' | 'POST' | 'DELETE'>>;

interface Route {
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly requirement: Requirement | undefined;
  readonly isGuarded: boolean;
}

describe('need to know', () => {
  let scratch: TestDatabase;
  let desk: DeskRig;
  let oak: SeededIncident;
  let heron: SeededIncident;

  beforeAll(async () => {
    scratch = await freshDatabase();
    desk = await DeskRig.open(scratch.url, new FakeClock());
    oak = await desk.seed({ party: 'red-oak' });
    heron = await desk.seed({ party: 'blue-heron' });
    await desk.seed();
  });

  afterAll(async () => {
    await desk.close();
    await scratch.drop();
  });

  it('is said by every handler of the desk, and guarded', () => {
    const routes = routesOfDesk();
    expect(routes.length).toBeGreaterThanOrEqual(16);
    expect(routes.filter((route) => route.requirement === undefined || !route.isGuarded)).toEqual([]);
    expect(routes.filter((route) => route.requirement?.kind === 'public').map((route) => route.name)).toEqual([
      'SessionController.open',
      'LinkController.style',
      'LinkController.look',
      'LinkController.press',
      'HeartbeatController.beat',
      'HeartbeatController.fetched',
      'RunbookController.show',
      'FeedController.feed',
      'ReliefController.look',
      'ReliefController.take',
      'PushShownController.note',
    ]);
  });

  it.each(routesOfDesk().filter(({ requirement }) => requirement?.kind !== 'public'))(
    'keeps $name from who is not signed in',
    async ({ method, path }) => {
      const url = `/${path.replace(':id', randomUUID())}`;
      const headers = { 'x-vigil-request': 'spec' };
      for (const cookie of [undefined, 'vigil_session=guessed']) {
        expect((await desk.send(method, url, cookie, undefined, headers)).status).toBe(401);
      }
    },
  );

  it('shows a liaison the own party alone', async () => {
    const cookie = await desk.cookieOf('liaison-red-oak');
    const list = await desk.get<IncidentList>('/api/v1/incidents?state=all', cookie);
    expect(list.body.items.map((item) => item.id)).toEqual([oak.id]);
    expect((await desk.get(`/api/v1/incidents/${oak.id}`, cookie)).status).toBe(200);
    expect((await desk.get(`/api/v1/incidents/${heron.id}`, cookie)).status).toBe(404);
    expect((await desk.get(`/api/v1/incidents/${heron.id}/timeline`, cookie)).status).toBe(403);
    expect((await desk.get(`/api/v1/incidents/${oak.id}/timeline`, cookie)).status).toBe(403);
  });

  it('shows a liaison neither who was woken, nor the watch’s own tasks, nor an address', async () => {
    const cookie = await desk.cookieOf('liaison-red-oak');
    const { body } = await desk.get<Record<string, unknown>>(`/api/v1/incidents/${oak.id}`, cookie);
    expect(body).toMatchObject({
      pages: [],
      responderTasks: [],
      moves: [],
      reports: [{ sender: 'r***@red-oak.example' }],
    });
  });

  it.each(['acknowledge', 'assign', 'note', 'severity', 'move', 'message'])(
    'lets a liaison not %s, even in the own party',
    async (verb) => {
      const cookie = await desk.cookieOf('liaison-red-oak');
      expect((await desk.post(`/api/v1/incidents/${oak.id}/${verb}`, cookie)).status).toBe(403);
      expect((await desk.get('/api/v1/board', cookie)).status).toBe(403);
    },
  );

  it('refuses a change without the header that a foreign page cannot send', async () => {
    const cookie = await desk.cookieOf('priya');
    const answer = await desk.post(`/api/v1/incidents/${oak.id}/acknowledge`, cookie, {}, {});
    expect(answer.status).toBe(403);
  });
});

/** Every handler of every controller of the module, read from the decorators themselves. */
function routesOfDesk(): readonly Route[] {
  const reflector = new Reflector();
  const controllers = Reflect.getMetadata('controllers', DeskModule) as (new () => object)[];
  return controllers.flatMap((controller) => {
    const prototype = controller.prototype as Record<string, unknown>;
    const guards = (Reflect.getMetadata('__guards__', controller) as unknown[] | undefined) ?? [];
    return Object.getOwnPropertyNames(prototype).flatMap((name) => {
      const handler = prototype[name];
      if (name === 'constructor' || typeof handler !== 'function' || Reflect.getMetadata('path', handler) === undefined)
        return [];
      const parts = [Reflect.getMetadata('path', controller), Reflect.getMetadata('path', handler)] as string[];
      const path = parts.filter((part) => part !== '/').join('/');
      const requirement = reflector.get<Requirement | undefined>(requirementKey, handler as () => unknown);
      const method = methods[Reflect.getMetadata('method', handler) as RequestMethod] ?? 'GET';
      return [
        { name: `${controller.name}.${name}`, method, path, requirement, isGuarded: guards.includes(PermissionGuard) },
      ];
    });
  });
}
