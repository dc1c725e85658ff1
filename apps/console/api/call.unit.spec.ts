import { afterEach, beforeEach, describe, expect, expectTypeOf, it, vi } from 'vitest';
import type { IncidentView } from '#contracts';
import type { Answer, Asked, Route } from './api-types.js';
import { addressOf, call, send } from './call.js';

describe('a request to the desk', () => {
  const sent: [string, RequestInit][] = [];
  let answer: Response | Error;

  beforeEach(() => {
    sent.length = 0;
    vi.stubGlobal('document', { documentElement: { lang: 'fr' } });
    vi.stubGlobal('fetch', (address: string, init: RequestInit) => {
      sent.push([address, init]);
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    });
  });
  afterEach(() => void vi.unstubAllGlobals());

  it('goes where the route says, in the reader’s language, with what a foreign page cannot send', async () => {
    answer = Response.json({ id: 'a' });
    const body = { userId: 'b' };
    expect(await send({ route: 'POST /incidents/{id}/assign', path: { id: 'a/b' }, body })).toEqual({ id: 'a' });
    const [address, init] = sent[0] ?? [];
    expect(address).toBe('/api/v1/incidents/a%2Fb/assign');
    expect(init).toMatchObject({ method: 'POST', body: JSON.stringify(body) });
    expect(init?.headers).toMatchObject({ 'accept-language': 'fr', 'x-vigil-request': 'console' });
  });

  it('answers nothing for 204, and sends no such header to read', async () => {
    answer = new Response(null, { status: 204 });
    expect(await call('DELETE /session')).toBeUndefined();
    answer = Response.json({});
    await call('GET /board');
    expect(sent[1]?.[1].headers).not.toHaveProperty('x-vigil-request');
  });

  it('becomes a problem whatever goes wrong', async () => {
    answer = Response.json({ code: 'closed', detail: 'Cet incident est clos.' }, { status: 409 });
    await expect(call('GET /board')).rejects.toMatchObject({
      status: 409,
      code: 'closed',
      detail: 'Cet incident est clos.',
    });
    answer = new Response('<html>', { status: 502 });
    await expect(call('GET /board')).rejects.toMatchObject({ status: 502, code: 'unknown', detail: null });
    answer = new TypeError('no network');
    await expect(call('GET /board')).rejects.toMatchObject({ status: 0, code: 'unreachable' });
  });

  it.each([
    ['GET /incidents', {}, { state: 'all', cursor: undefined }, '/api/v1/incidents?state=all'],
    ['GET /incidents', {}, { severity: ['high', 'low'] }, '/api/v1/incidents?severity=high&severity=low'],
    ['GET /incidents/{id}', { id: 'é' }, {}, '/api/v1/incidents/%C3%A9'],
  ] as const)('writes %s with %o and %o', (route, path, query, address) => {
    expect(addressOf(route, path, query)).toEqual(['GET', address]);
  });
});

describe('the types of the routes', () => {
  it('refuse a wrong path, a wrong body and a wrong answer', () => {
    expectTypeOf<'GET /incident'>().not.toExtend<Route>();
    expectTypeOf<'POST /board'>().not.toExtend<Route>();
    expectTypeOf<Answer<'GET /incidents/{id}'>>().toExtend<IncidentView>();
    expectTypeOf<Answer<'GET /board'>>().not.toExtend<IncidentView>();
    expectTypeOf<Answer<'DELETE /session'>>().toBeUndefined();
    expectTypeOf<Asked<'POST /incidents/{id}/assign'>['body']>().toEqualTypeOf<{
      readonly userId: string;
      readonly from?: string | null;
    }>();
    expectTypeOf<Asked<'POST /incidents/{id}/assign'>['path']>().toEqualTypeOf<{ readonly id: string }>();
    expectTypeOf<Asked<'POST /incidents/{id}/acknowledge'>['body']>().toEqualTypeOf<undefined>();
  });
});
