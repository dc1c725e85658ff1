import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { type Answer, WebDoorRig } from './web-door-rig.js';
import { WebDoorModule } from './web-door.module.js';

interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
}

/** Every path that a controller of the web door answers, as Nest knows it. */
function routesOfDoor(): readonly Route[] {
  const controllers = Reflect.getMetadata('controllers', WebDoorModule) as readonly (new () => object)[];
  return controllers.flatMap((controller) => {
    const base = [Reflect.getMetadata('path', controller) as string | string[]].flat();
    const { prototype } = controller as { readonly prototype: Record<string, unknown> };
    return Object.getOwnPropertyNames(prototype).flatMap((name) => {
      const handler = prototype[name];
      if (typeof handler !== 'function' || !Reflect.hasMetadata('method', handler)) return [];
      const method = Reflect.getMetadata('method', handler) === 0 ? ('GET' as const) : ('POST' as const);
      const paths = [Reflect.getMetadata('path', handler) as string | string[]].flat();
      return base.flatMap((start) => paths.map((end) => ({ method, path: joined(start, end) })));
    });
  });
}

const joined = (...parts: readonly string[]): string =>
  `/${parts
    .flatMap((part) => part.split('/'))
    .filter((part) => part !== '')
    .join('/')}`;

const hashed = /^\/web\//;
/** Says the same to everybody, and may be kept as long as the browser asks whether it is still so. */
const asked = new Set(['/worker.js', '/api/openapi.json', '/en/manifest.webmanifest', '/fr/manifest.webmanifest']);

/** What is wrong with the headers of an answer. */
function faultsOf({ headers, status, text }: Answer, path: string): readonly string[] {
  const faults: string[] = [];
  const wants = (name: string, isRight: (value: string) => boolean): void => {
    const value = String(headers[name] ?? '');
    if (!isRight(value)) faults.push(`${name}: ${value}`);
  };
  const mayBeKept = status === 200 && (hashed.test(path) || asked.has(path));
  if (!mayBeKept) wants('cache-control', (value) => value === 'no-store');
  else if (!hashed.test(path)) wants('cache-control', (value) => value === 'no-cache');
  wants('x-robots-tag', (value) => value === 'noindex');
  wants('x-content-type-options', (value) => value === 'nosniff');
  wants('referrer-policy', (value) => value === 'no-referrer');
  wants('x-frame-options', (value) => value !== '');
  wants('content-security-policy', (value) => {
    const directives = value.split(';').map((part) => part.trim());
    const needed = [
      "default-src 'self'",
      "frame-ancestors 'none'",
      "form-action 'self'",
      "base-uri 'none'",
      "object-src 'none'",
    ];
    return needed.every((one) => directives.includes(one)) && !/unsafe-|\*|https?:/.test(value);
  });
  const isPage = String(headers['content-type']).startsWith('text/html');
  if (isPage && !text.includes('<meta name="robots" content="noindex"/>'))
    faults.push('the page itself says nothing of robots');
  if (isPage && /\son\w+=|<script(?![^>]*\ssrc=)|javascript:/i.test(text)) faults.push('the page has a script in it');
  return faults;
}

describe('the headers of every public answer', () => {
  const clock = new FakeClock();
  let scratch: TestDatabase;
  let door: WebDoorRig;
  let proof = '';
  let reference = '';

  beforeAll(async () => {
    scratch = await freshDatabase();
    door = await WebDoorRig.open(scratch.url, clock);
    const { text } = await door.submit('/en/report', {
      description: `A mailbox ${randomUUID()}`,
      phone: '613-555-0142',
    });
    reference = /class="reference">([^<]+)</.exec(text)?.[1] ?? '';
    proof = /name="proof" value="([^"]+)"/.exec(text)?.[1] ?? '';
  });
  afterAll(async () => {
    await door.close();
    await scratch.drop();
  });

  const html = { accept: 'text/html' };
  async function askFor({ method, path }: Route, fields: Readonly<Record<string, string>>): Promise<Answer> {
    const page = await door.get('/en');
    const file = /\/web\/[\w.-]+\.js/.exec(page.text)?.[0] ?? '';
    const icon = /\/web\/icons\/[\w.-]+/.exec(page.text)?.[0] ?? '';
    const url = path.replace('/web/icons/:file', icon).replace('/web/:file', file);
    return method === 'GET' ? door.get(url, html) : door.submit(url, fields, html);
  }

  const routes = routesOfDoor();

  it('knows every route, in both languages', () => {
    expect(routes.length).toBeGreaterThan(40);
    const count = (prefix: string) => routes.filter(({ path }) => path.startsWith(prefix)).length;
    expect(count('/en')).toBe(count('/fr'));
    expect(routes.some(({ path }) => path === '/robots.txt')).toBe(true);
  });

  it.each(routes)('are right for $method $path: with a proof, empty, and with nonsense', async (route) => {
    const nonsense = { proof: 'x', reference: '<b>', receiptCode: '"', code: '1', description: 'x'.repeat(30_000) };
    const answers = [
      await askFor(route, { proof, withCode: 'yes' }),
      await askFor(route, {}),
      await askFor(route, nonsense),
    ];
    for (const answer of answers) expect([answer.status, faultsOf(answer, route.path)]).toEqual([answer.status, []]);
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
  });

  it.each(['en', 'fr'] as const)('are right for what is not there, refused or broken, in %s', async (language) => {
    const answers: Readonly<Record<string, Answer>> = {
      missing: await door.get(`/${language}/nowhere`, html),
      file: await door.get('/web/old-0123.js', html),
      icon: await door.get('/web/icons/none.png', html),
      robots: await door.get('/robots.txt', html),
      api: await door.get('/api/v1/reports/none', { 'accept-language': language }),
      json: await door.call('/api/v1/reports', '{"broken', { 'accept-language': language }),
      format: await door.submit(`/${language}/report`, {}, { 'content-type': 'text/plain', ...html }),
      large: await door.submit(`/${language}/report`, { description: 'x'.repeat(2_000_000) }, html),
      traversal: await door.get(`/${language}/..%2f..%2fetc/passwd`, html),
    };
    for (const [name, answer] of Object.entries(answers))
      expect([name, faultsOf(answer, `/${name}`)]).toEqual([name, []]);
    expect(answers['missing']?.status).toBe(404);
    expect(answers['missing']?.headers['content-language']).toBe(language);
    expect(answers['robots']?.text).toBe('User-agent: *\nDisallow: /\n');
  });

  it('are right for pages whose proof is over, and after too many attempts', async () => {
    clock.advance('13h');
    for (const { method, path } of routes.filter((route) => route.method === 'POST' && !route.path.startsWith('/api')))
      expect([path, faultsOf(await askFor({ method, path }, { proof }), path)]).toEqual([path, []]);
    const guesses = await Promise.all(
      Array.from({ length: 40 }, () =>
        door.submit('/en/follow-up', { reference, receiptCode: '2222-2222-2222-2222' }, html),
      ),
    );
    const refused = guesses.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.flatMap((answer) => faultsOf(answer, '/en/follow-up'))).toEqual([]);
    expect(refused[0]?.headers['retry-after']).toMatch(/^\d+$/);
  });
});
