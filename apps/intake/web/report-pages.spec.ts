import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import sharp from 'sharp';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { WebDoorRig } from './web-door-rig.js';

const nonceIn = (page: string): string => /name="nonce" value="([\w-]{22})"/.exec(page)?.[1] ?? '';
const proofIn = (page: string): string => /name="proof" value="([^"]+)"/.exec(page)?.[1] ?? '';
const referenceIn = (page: string): string => /class="reference">([^<]+)</.exec(page)?.[1] ?? '';
const codeIn = (page: string): string => /class="receipt-code">([^<]+)</.exec(page)?.[1] ?? '';

const nonces = (function* () {
  for (let count = 0; ; count++) yield `nonce-${String(count).padStart(16, '0')}`;
})();
const nextNonce = (): string => nonces.next().value;

interface Manifest {
  readonly icons: readonly { readonly src: string; readonly sizes: string; readonly purpose: string }[];
  readonly shortcuts: readonly { readonly url: string }[];
}

describe('the report form', () => {
  const clock = new FakeClock();
  let scratch: TestDatabase;
  let door: WebDoorRig;

  beforeAll(async () => {
    scratch = await freshDatabase();
    door = await WebDoorRig.open(scratch.url, clock);
  });
  afterAll(async () => {
    await door.close();
    await scratch.drop();
  });

  test.each([
    ['fr-CA,fr;q=0.9,en;q=0.5', 'fr', 'Signaler un cyberincident'],
    ['en-CA', 'en', 'Report a cyber incident'],
    ['de', 'en', 'Report a cyber incident'],
  ])('at the front for %s is in %s', async (accepted, language, title) => {
    const { status, headers, text } = await door.get('/', { 'accept-language': accepted });
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-language': language,
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex',
    });
    expect(String(headers['vary'])).toMatch(/accept-language/i);
    expect(text).toMatch(/^<!doctype html><html lang="(en|fr)">/);
    expect(text).toContain(`<h1>${title}</h1>`);
  });

  test.each([
    ['/en', 'In danger now? Call 911.', 'Do not use the account that may be hacked.', 'We never ask for a password'],
    [
      '/fr',
      'Composez le 911.',
      'N’utilisez pas le compte qui est peut-être piraté.',
      'Nous ne demandons jamais de mot de passe',
    ],
  ])(
    'at %s names the emergency first, then warns of the hacked account and of giving passwords away',
    async (path, ...lines) => {
      const { text } = await door.get(path);
      const places = lines.map((line) => text.indexOf(line));
      expect(places.every((place) => place > 0)).toBe(true);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      expect(text).not.toMatch(/type="password"|<script(?! type="module" src="\/web\/hotline-)|style="/);
    },
  );

  it('allows nothing but its own files, and they can be kept for ever', async () => {
    const { text, headers } = await door.get('/en');
    expect(headers['content-security-policy']).toMatch(/default-src 'self'.*;style-src 'self' 'sha256-[\w+/]{43}='$/);
    expect(headers['content-security-policy']).not.toContain('unsafe');
    for (const [, path = ''] of text.matchAll(/(?:href|src)="(\/web\/[^"]+)"/g)) {
      const file = await door.get(path);
      expect(file.status).toBe(200);
      expect(file.headers['cache-control']).toMatch(/immutable/);
    }
    expect((await door.get('/web/hotline-0000.css')).status).toBe(404);
    expect((await door.get('/robots.txt')).text).toContain('Disallow: /');
  });

  test.each([
    ['br, gzip', 'br', brotliDecompressSync],
    ['gzip, deflate', 'gzip', gunzipSync],
    ['br;q=0, gzip;q=0.5', 'gzip', gunzipSync],
  ])('is made small for a browser that takes %s, and so are its files', async (taken, packing, unpack) => {
    const ask = (url: string) =>
      door.application.inject({ method: 'GET', url, headers: { 'accept-encoding': taken, accept: 'text/html' } });
    const form = await ask('/fr');
    expect(form.headers).toMatchObject({ 'content-encoding': packing, vary: 'Accept-Encoding' });
    const html = unpack(form.rawPayload).toString();
    expect(html).toContain('<h1>Signaler un cyberincident</h1>');
    const [script = ''] = /\/web\/hotline-\w+\.js/.exec(html) ?? [];
    const packed = await ask(script);
    expect(packed.headers['content-encoding']).toBe(packing);
    expect(unpack(packed.rawPayload).toString()).toContain('addEventListener');
    expect((await ask('/')).headers['vary']).toBe('Accept-Language, Accept-Encoding');
  });

  test.each([
    ['en', '/en/follow-up'],
    ['fr', '/fr/suivi'],
  ])('can be installed from /%s, with icons of the deployment’s mark', async (language, followUp) => {
    const { text } = await door.get(`/${language}`);
    const [, path = ''] = /<link rel="manifest" href="([^"]+)"/.exec(text) ?? [];
    const manifest = JSON.parse((await door.get(path)).text) as Manifest;
    expect(manifest).toMatchObject({ lang: `${language}-CA`, start_url: `/${language}`, display: 'standalone' });
    expect(manifest.shortcuts.map(({ url }) => url)).toEqual([`/${language}`, followUp]);
    expect(manifest.icons.map(({ sizes, purpose }) => `${purpose} ${sizes}`)).toEqual([
      'any 192x192',
      'any 512x512',
      'maskable 192x192',
      'maskable 512x512',
    ]);
    for (const { src, sizes } of manifest.icons) {
      const icon = await door.application.inject({ method: 'GET', url: src });
      const { format, width, height } = await sharp(icon.rawPayload).metadata();
      expect([icon.statusCode, format, `${width}x${height}`]).toEqual([200, 'png', sizes]);
      const { data } = await sharp(icon.rawPayload)
        .extract({ left: width / 2, top: 8, width: 1, height: 1 })
        .raw()
        .toBuffer({ resolveWithObject: true });
      // A maskable icon keeps its edge free for whatever shape it is cut to; the other begins with the mark.
      expect([...data.subarray(0, 3)]).toEqual(src.includes('maskable') ? [255, 255, 255] : [38, 55, 74]);
    }
    expect((await door.get('/web/icons/any-64-000000000000.png')).status).toBe(404);
  });

  it('keeps a blank form for when there is no network, another whenever anything in it changes', async () => {
    const worker = await door.get('/worker.js');
    expect(worker.headers).toMatchObject({
      'cache-control': 'no-cache',
      'content-type': expect.stringContaining('text/javascript'),
    });
    expect((await door.get('/worker.js')).text).toBe(worker.text);
    for (const path of ['/en/offline', '/fr/hors-ligne']) {
      expect(worker.text).toContain(`"${path}"`);
      const form = await door.get(path);
      expect(form.headers).toMatchObject({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' });
      expect(form.text).toContain('name="nonce" value=""');
      expect(form.text).toMatch(/data-closes="\d{4}-\d\d-\d\dT/);
    }
  });

  it('keeps what was typed when the language is changed', async () => {
    const typed = {
      description: 'Our page <posts> things',
      accountName: '@page',
      account: 'social',
      phone: 'not yet',
      nonce: nextNonce(),
    };
    const { status, text } = await door.submit('/fr', typed);
    expect(status).toBe(200);
    expect(text).toContain('<html lang="fr">');
    expect(text).toContain('Our page &lt;posts&gt; things</textarea>');
    expect(text).toContain('value="@page"');
    expect(text).toMatch(/type="radio"[^>]* name="account" checked="" value="social"/);
    expect(nonceIn(text)).toBe(typed.nonce);
    expect(await door.rows('SELECT 1 FROM report')).toEqual([]);
  });

  test.each([
    ['/en/report', { description: ' \n ' }, 'description', 'Tell us what happened'],
    ['/fr/report', { description: '' }, 'description', 'Dites-nous ce qui s’est passé'],
    ['/en/report', { description: 'x', phone: '12' }, 'phone', 'Check the phone number'],
    ['/fr/report', { description: 'x', phone: 'mon cell' }, 'phone', 'Vérifiez le numéro de téléphone'],
    ['/en/report', { description: 'x', email: 'jane at party' }, 'email', 'Check the email address'],
    ['/en/report', { description: 'x'.repeat(20_001) }, 'description', 'shorten this to 20,000 characters'],
    ['/en/report', { description: 'x', name: 'n'.repeat(201) }, 'name', 'Your name: shorten this'],
  ])('at %s says what is wrong with %o and keeps everything', async (path, fields, field, message) => {
    const { status, text } = await door.submit(path, { since: 'since dawn', ...fields });
    expect(status).toBe(422);
    expect(text).toContain(`<a href="#${field}">`);
    expect(text).toMatch(
      /role="alert" tabindex="-1" autofocus=""|autofocus="" role="alert"|role="alert"[^>]*autofocus/i,
    );
    expect(text).toContain(message);
    expect(text).toContain(`aria-invalid="true"`);
    expect(text).toContain('value="since dawn"');
    expect(text).toMatch(/<title>(Error: |Erreur)/);
  });

  it('is sent as it is once it holds a secret or somebody’s words, from which a listener could guess', async () => {
    const packing = { 'accept-encoding': 'br, gzip' };
    const receipt = await door.submit('/en/report', { description: 'Our mailbox is hacked' }, packing);
    expect(codeIn(receipt.text)).not.toBe('');
    const turned = await door.submit('/fr', { description: 'Our mailbox is hacked' }, packing);
    const opened = await door.submit('/en/follow-up', { proof: proofIn(receipt.text) }, packing);
    for (const { headers } of [receipt, turned, opened]) expect(headers['content-encoding']).toBeUndefined();
  });

  it('takes a report without a contact, and says plainly how to read the answer then', async () => {
    const { status, text } = await door.submit('/en/report', {
      description: 'Our Facebook page posts things we did not write.',
    });
    expect(status).toBe(201);
    expect(text).toContain('The follow-up page is the only way to read our answer');
  });

  it('says so when the only way back may be the attacker’s', async () => {
    const fields = {
      description: 'Our mailbox is hacked.',
      accountName: 'Jane@Party.example',
      email: 'jane@party.example',
    };
    const { text } = await door.submit('/en/report', fields);
    expect(text).toContain('may be the very one that was hacked');
    expect((await door.submit('/en/report', { ...fields, phone: '613 555 0123' })).text).not.toContain(
      'may be the very one',
    );
  });

  test.each([
    ['/en/report', 'We have your report', 'Do this now'],
    ['/fr/report', 'Nous avons votre signalement', 'À faire maintenant'],
  ])(
    'at %s gives a reference, a code and the first steps once the report is stored as it came',
    async (path, title, steps) => {
      const nonce = nextNonce();
      const fields = {
        nonce,
        description: 'Quelqu’un a piraté notre courriel 🚨',
        account: 'email',
        phone: '(613) 555-0123',
      };
      const { status, text } = await door.submit(path, fields);
      expect(status).toBe(201);
      expect(text).toContain(title);
      expect(text).toContain(steps);
      expect(referenceIn(text)).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{3}$/);
      expect(codeIn(text)).toMatch(/^([2-9A-Z]{4}-){3}[2-9A-Z]{4}$/);
      expect(
        text.match(/<ol class="steps">(<li><label><span>[^<]+<\/span><input type="checkbox"[^>]*><\/label><\/li>)+/),
      ).not.toBeNull();
      const [row] = await door.rows<{ raw: Buffer; channel: string; media_type: string; external_id: string }>(
        'SELECT raw, channel, media_type, external_id FROM report WHERE reference = $1',
        [referenceIn(text)],
      );
      expect(row).toMatchObject({
        channel: 'web',
        media_type: 'application/x-www-form-urlencoded',
        external_id: nonce,
      });
      expect(row?.raw.toString()).toBe(new URLSearchParams(fields).toString());
    },
  );

  it('is one report however often it is sent, and a report of its own that follows the first once it was edited', async () => {
    const fields = { nonce: nextNonce(), description: 'The first wording' };
    const first = await door.submit('/en/report', fields);
    const again = await door.submit('/en/report', fields);
    expect([referenceIn(again.text), codeIn(again.text)]).toEqual([referenceIn(first.text), codeIn(first.text)]);
    const edited = { ...fields, description: 'The first wording, and more' };
    const second = await door.submit('/en/report', edited);
    const secondAgain = await door.submit('/en/report', edited);
    expect(second.status).toBe(201);
    expect(referenceIn(second.text)).not.toBe(referenceIn(first.text));
    expect(referenceIn(secondAgain.text)).toBe(referenceIn(second.text));
    const rows = await door.rows(
      `SELECT f.reference AS follows FROM report r JOIN report f ON f.id = r.follows_report_id WHERE r.reference = $1`,
      [referenceIn(second.text)],
    );
    expect(rows).toEqual([{ follows: referenceIn(first.text) }]);
  });

  it('shows the receipt again in the other language to whoever holds it', async () => {
    const first = await door.submit('/en/report', { description: 'Our mailbox is hacked' });
    const { status, text } = await door.submit('/fr/receipt', { proof: proofIn(first.text) });
    expect(status).toBe(200);
    expect(text).toContain('Nous avons votre signalement');
    expect(codeIn(text)).toBe(codeIn(first.text));
    const forged = await door.submit('/fr/receipt', { proof: `${proofIn(first.text).slice(0, -2)}AA` });
    expect(forged.status).toBe(303);
    expect(forged.text).not.toContain(codeIn(first.text));
  });

  test.each([
    ['NUL bytes', 'a\0b'],
    ['right-to-left text', '\u202Eنص عربي\u202C'],
    ['markup', '</textarea><script>alert(1)</script>'],
    ['emoji', '🚨'.repeat(5000)],
    ['a long line', 'a '.repeat(9_999)],
  ])('takes %s as it is', async (_name, description) => {
    const { status, text } = await door.submit('/fr/report', { description, name: description.slice(0, 20) });
    expect(status).toBe(201);
    const own = /<script type="module" src="\/web\/hotline-[\da-f]{12}\.js"><\/script>/;
    expect(text.replace(own, '')).not.toContain('<script');
    const [row] = await door.rows<{ raw: Buffer }>('SELECT raw FROM report WHERE reference = $1', [referenceIn(text)]);
    expect(new URLSearchParams(row?.raw.toString()).get('description')).toBe(description);
  });

  it('takes bytes that are no UTF-8, and keeps them', async () => {
    const payload = Buffer.from('description=%FF%FEbonjour\xE9', 'latin1');
    const response = await door.application.inject({
      method: 'POST',
      url: '/en/report',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload,
    });
    expect(response.statusCode).toBe(201);
    const [row] = await door.rows<{ raw: Buffer }>('SELECT raw FROM report WHERE reference = $1', [
      referenceIn(response.body),
    ]);
    expect(row?.raw.equals(payload)).toBe(true);
  });

  test.each([
    ['JSON', 'application/json', '{}', 415],
    ['plain text', 'text/plain', 'help', 415],
    ['an empty upload', 'multipart/form-data; boundary=x', '--x--', 422],
    ['an upload without its boundary', 'multipart/form-data', '--x--', 400],
    [
      'an upload that breaks off',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb',
      400,
    ],
    ['nothing at all', 'application/x-www-form-urlencoded', '', 422],
    ['ten megabytes', 'application/x-www-form-urlencoded', `description=${'x'.repeat(10_000_000)}`, 413],
  ])('answers %s with a page in the reader’s language', async (_name, type, payload, status) => {
    const response = await door.application.inject({
      method: 'POST',
      url: '/fr/report',
      headers: { 'content-type': type, accept: 'text/html,*/*' },
      payload,
    });
    expect(response.statusCode).toBe(status);
    expect(response.body).toContain('<html lang="fr">');
  });

  it('leads whoever reloads an answer back to the form', async () => {
    expect(await door.get('/fr/report')).toMatchObject({ status: 303, headers: { location: '/fr' } });
  });

  it('still takes reports after the window has closed, and says in both languages where to turn', async () => {
    const before = await door.get('/worker.js');
    clock.advance('90d');
    expect((await door.get('/worker.js')).text).not.toBe(before.text);
    const offline = await door.get('/fr/hors-ligne');
    expect(offline.text).toContain('La ligne d’assistance est fermée');
    expect(offline.text).not.toContain('jour et nuit');
    const form = await door.get('/fr');
    expect(form.text).toContain('La ligne d’assistance est fermée');
    expect(form.text).toContain('The hotline has closed');
    expect(form.text).toContain('1-888-495-8501');
    const { status, text } = await door.submit('/en/report', { description: 'Our mailbox is hacked' });
    expect(status).toBe(201);
    expect(referenceIn(text)).not.toBe('');
    expect(text).toContain('Your report is stored, but nobody will answer it here.');
    expect(text).toContain('Votre signalement est conservé, mais personne n’y répondra ici.');
    expect(text).not.toContain('What happens next');
  });
});

describe('a deployment with a name, colours and a mark of its own, French first', () => {
  let scratch: TestDatabase;
  let door: WebDoorRig;
  let folder: string;

  beforeAll(async () => {
    scratch = await freshDatabase();
    folder = await mkdtemp(join(tmpdir(), 'vigil-brand-'));
    await cp(new URL('../../../config', import.meta.url), folder, { recursive: true });
    await sharp({ create: { width: 40, height: 40, channels: 3, background: '#7b1fa2' } })
      .png()
      .toFile(join(folder, 'oak.png'));
    const brand = { firstLanguage: 'fr', colours: { main: '#7b1fa2', mainOnDark: '#e1bee7' }, logo: 'oak.png' };
    await writeFile(join(folder, 'brand.yaml'), JSON.stringify(brand));
    door = await WebDoorRig.open(scratch.url, new FakeClock(), { CONFIG_DIR: folder });
  });
  afterAll(async () => {
    await door.close();
    await scratch.drop();
    await rm(folder, { recursive: true });
  });

  test.each([
    ['de', 'fr'],
    ['', 'fr'],
    ['en-CA', 'en'],
  ])('answers %j at the front in %s, and offers French first', async (accepted, language) => {
    const { headers, text } = await door.get('/', { 'accept-language': accepted });
    expect(headers['content-language']).toBe(language);
    expect(text.indexOf('>Français<')).toBeLessThan(text.indexOf('>English<'));
    expect(text.indexOf('>Français<')).toBeGreaterThan(0);
  });

  it('shows its colours and its mark, on pages of errors too', async () => {
    const pages = [await door.get('/en'), await door.get('/nowhere', { accept: 'text/html' })];
    expect(pages[1]?.text).toContain('<html lang="fr">');
    for (const { text } of pages) {
      const [mark = ''] = /\/web\/mark-\w+\.png/.exec(text) ?? [];
      expect((await door.get(mark)).headers['content-type']).toBe('image/png');
      const [link] = /\/web\/hotline-\w+\.css/.exec(text) ?? [];
      const style = link === undefined ? text : (await door.get(link)).text;
      expect(style).toMatch(/--deep:#7b1fa2;[^]*--deep:#e1bee7;/);
    }
  });
});
