import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { findChromium, openChromium } from '../../../test/chromium.js';
import { WebDoorRig } from './web-door-rig.js';

const chromium = findChromium();
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const fileInput = (page: Page) => page.locator('input[type=file]');
const send = (page: Page) => page.getByRole('button', { name: 'Send the report' });
const received = (page: Page) => page.getByRole('heading', { name: 'We have your report' });

describe.runIf(chromium !== null)('a report over a bad network, in a browser', { timeout: 60_000 }, () => {
  let scratch: TestDatabase;
  let door: WebDoorRig;
  let folder: string;
  let origin: string;
  let browser: Browser;
  let context: BrowserContext | null = null;
  let words = 0;

  beforeAll(async () => {
    scratch = await freshDatabase();
    folder = await mkdtemp(join(tmpdir(), 'vigil-files-'));
    await writeFile(join(folder, 'capture.png'), png);
    await writeFile(join(folder, 'film.mp4'), Buffer.alloc(8 * 1024 * 1024, 'f'));
    await writeFile(join(folder, 'long.mp4'), Buffer.alloc(25 * 1024 * 1024 + 1, 'f'));
    door = await WebDoorRig.open(scratch.url, new FakeClock(), { PUBLIC_URL: 'http://127.0.0.1' });
    await door.application.listen(0, '127.0.0.1');
    origin = await door.application.getUrl();
    browser = await openChromium(chromium ?? '');
  });

  afterEach(async () => {
    await context?.close();
    context = null;
  });

  afterAll(async () => {
    await browser.close();
    await door.close();
    await scratch.drop();
    await rm(folder, { recursive: true, force: true });
  });

  async function open(options: { readonly javaScriptEnabled?: boolean; readonly path?: string } = {}): Promise<Page> {
    const { path = '/en', javaScriptEnabled = true } = options;
    context = await browser.newContext({ locale: 'en-CA', javaScriptEnabled });
    const page = await context.newPage();
    await page.goto(`${origin}${path}`);
    return page;
  }

  const freshWords = (): string => `Somebody reads my mail, number ${(words += 1)}`;
  const reportsWith = (text: string) =>
    door.rows<{ id: string; files: number }>(
      `SELECT r.id, (SELECT count(*)::int FROM attachment a WHERE a.report_id = r.id) AS files FROM report r
       WHERE position(convert_to($1, 'UTF8') in r.raw) > 0`,
      [new URLSearchParams({ description: text }).toString()],
    );

  /** Reports arrive, and their answers do not, until it is called off; a browser tries again by itself a few times. */
  function loseAnswers(): () => number {
    let lost = 0;
    const server: Server = door.application.getHttpServer();
    const lose = (request: IncomingMessage, response: ServerResponse): void => {
      if (request.url !== '/en/report') return;
      lost += 1;
      response.writeHead = () => response;
      response.end = () => {
        request.socket.destroy();
        return response;
      };
    };
    server.prependListener('request', lose);
    return () => {
      server.off('request', lose);
      return lost;
    };
  }

  it('is sent with its files without any script', async () => {
    const page = await open({ javaScriptEnabled: false });
    const text = freshWords();
    await page.getByLabel('What happened?').fill(text);
    await fileInput(page).setInputFiles([join(folder, 'capture.png'), join(folder, 'film.mp4')]);
    await send(page).click();
    await received(page).waitFor();
    expect(await page.getByText('Your 2 files have arrived').count()).toBe(1);
    expect(await reportsWith(text)).toMatchObject([{ files: 2 }]);
  });

  it('keeps a form with a fault filled, and its files, without any script', async () => {
    const page = await open({ javaScriptEnabled: false });
    const text = freshWords();
    await page.getByLabel('What happened?').fill(text);
    await page.locator('#phone').fill('12');
    await fileInput(page).setInputFiles(join(folder, 'capture.png'));
    await send(page).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('checkbox', { name: /capture\.png/ }).isChecked()).toBe(true);
    await page.locator('#phone').fill('');
    await send(page).click();
    await received(page).waitFor();
    expect(await reportsWith(text)).toMatchObject([{ files: 1 }]);
  });

  it.each(['en', 'fr'])('asks nobody else for anything, and its first view at /%s is light', async (language) => {
    context = await browser.newContext({ locale: `${language}-CA`, serviceWorkers: 'block' });
    const page = await context.newPage();
    const asked = new Map<string, string>();
    const weights: number[] = [];
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    session.on('Network.requestWillBeSent', ({ requestId, request }) => asked.set(requestId, request.url));
    session.on('Network.loadingFinished', ({ encodedDataLength }) => weights.push(encodedDataLength));
    const faults: string[] = [];
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(`${origin}/${language}`, { waitUntil: 'networkidle' });
    const files = [...asked.values()];
    expect(new Set(files.map((file) => new URL(file).origin))).toEqual(new Set([origin]));
    // The page with its style, its script, its mark and three fonts at least.
    expect(weights.filter((bytes) => bytes > 0).length).toBeGreaterThanOrEqual(6);
    expect(files.filter((file) => file.endsWith('.woff2'))).toHaveLength(3);
    expect(faults).toEqual([]);
    expect(weights.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(60_000);
  });

  it('shows how far it is, tells it, and makes one report of a double click', async () => {
    const page = await open();
    const text = freshWords();
    await page.getByLabel('What happened?').fill(text);
    await fileInput(page).setInputFiles([join(folder, 'film.mp4'), join(folder, 'capture.png')]);
    expect(await page.getByRole('list', { name: 'Files to be sent' }).getByRole('listitem').count()).toBe(2);
    const session = await page.context().newCDPSession(page);
    const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 3 * 1024 * 1024 };
    await session.send('Network.emulateNetworkConditions', slow);
    await send(page).dblclick();
    await page.getByRole('progressbar').waitFor();
    await page
      .getByRole('status')
      .filter({ hasText: /Sending: \d+/ })
      .waitFor();
    await received(page).waitFor();
    expect(await reportsWith(text)).toMatchObject([{ files: 2 }]);
    const reference = await page.locator('.reference').first().textContent();
    await page.reload();
    await received(page).waitFor();
    expect(await page.getByText('Your 2 files have arrived').count()).toBe(1);
    expect(await page.locator('.reference').first().textContent()).toBe(reference);
    await page.goto(`${origin}/en`);
    expect(await page.getByLabel('What happened?').inputValue()).toBe('');
    expect(await page.getByText('What you had begun is back').count()).toBe(0);
  });

  it('comes back after a reload with its files, in either language, and can be deleted', async () => {
    const page = await open();
    const text = freshWords();
    await page.getByLabel('What happened?').fill(text);
    await page.getByRole('radio', { name: 'Email account' }).check({ force: true });
    await fileInput(page).setInputFiles(join(folder, 'capture.png'));
    await page.waitForTimeout(600);
    await page.reload();
    await page.getByText('What you had begun is back').waitFor();
    expect(await page.getByLabel('What happened?').inputValue()).toBe(text);
    expect(await page.getByRole('radio', { name: 'Email account' }).isChecked()).toBe(true);
    expect(await page.getByRole('button', { name: 'Remove capture.png' }).count()).toBe(1);
    await page.getByRole('button', { name: 'Français' }).click();
    await page.getByText('Ce que vous aviez commencé est de retour').waitFor();
    expect(await page.getByLabel('Que s’est-il passé?').inputValue()).toBe(text);
    // The page is at that address already, so only its being loaded again tells that the click has done its work.
    const loaded = page.waitForEvent('load');
    await page.getByRole('button', { name: 'L’effacer de cet appareil' }).click();
    await loaded;
    await page.reload();
    expect(await page.getByLabel('Que s’est-il passé?').inputValue()).toBe('');
    expect(await page.getByRole('button', { name: 'Retirer capture.png' }).count()).toBe(0);
    expect(await reportsWith(text)).toEqual([]);
  });

  it('waits while there is no network, across a closed page, and then arrives once', async () => {
    const page = await open();
    const text = freshWords();
    await page.getByLabel('What happened?').fill(text);
    await fileInput(page).setInputFiles(join(folder, 'capture.png'));
    await page.context().setOffline(true);
    await send(page).click();
    await page.getByRole('status').filter({ hasText: 'No connection. Your report is kept on this device' }).waitFor();
    expect(await reportsWith(text)).toEqual([]);
    await page.close();
    const again = (await context?.newPage()) ?? page;
    await context?.setOffline(false);
    await again.goto(`${origin}/en`);
    await received(again).waitFor();
    expect(await reportsWith(text)).toMatchObject([{ files: 1 }]);
  });

  it('is sent by itself when the network returns, and once though the answer was lost', async () => {
    const page = await open();
    const text = freshWords();
    await page.getByLabel('What happened?').fill(text);
    await fileInput(page).setInputFiles(join(folder, 'capture.png'));
    const callOff = loseAnswers();
    await send(page).click();
    await page.getByRole('button', { name: 'Try now' }).waitFor();
    expect(await reportsWith(text)).toMatchObject([{ files: 1 }]);
    expect(callOff()).toBeGreaterThan(0);
    await page.context().setOffline(true);
    await page.context().setOffline(false);
    await received(page).waitFor();
    expect(await reportsWith(text)).toMatchObject([{ files: 1 }]);
  });

  it('refuses a file that is too large before it is sent, and takes one that is dropped', async () => {
    const page = await open();
    await fileInput(page).setInputFiles(join(folder, 'long.mp4'));
    await page.getByRole('status').filter({ hasText: 'long.mp4 is too large' }).waitFor();
    expect(await page.getByRole('button', { name: 'Remove long.mp4' }).count()).toBe(0);
    // As text: this file is checked without the names of a browser.
    const dropped = await page.evaluateHandle(
      `(() => { const t = new DataTransfer(); t.items.add(new File(['hello'], 'note.txt')); return t; })()`,
    );
    await page.dispatchEvent('form#report', 'drop', { dataTransfer: dropped });
    await page.getByRole('button', { name: 'Remove note.txt' }).click();
    expect(await page.getByRole('button', { name: 'Remove note.txt' }).count()).toBe(0);
  });

  it('mends a fault without sending its files again', async () => {
    const page = await open();
    const text = freshWords();
    await page.getByLabel('What happened?').fill(text);
    await page.locator('#phone').fill('12');
    await fileInput(page).setInputFiles(join(folder, 'capture.png'));
    await send(page).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByLabel('What happened?').inputValue()).toBe(text);
    expect(await page.getByRole('checkbox', { name: /capture\.png/ }).isChecked()).toBe(true);
    await page.locator('#phone').fill('');
    await send(page).click();
    await received(page).waitFor();
    expect(await reportsWith(text)).toMatchObject([{ files: 1 }]);
  });

  it('adds a file on the follow-up page, with progress', async () => {
    const page = await open();
    await page.getByLabel('What happened?').fill(freshWords());
    await send(page).click();
    await received(page).waitFor();
    await page.getByRole('button', { name: 'Open the follow-up page' }).click();
    await fileInput(page).setInputFiles(join(folder, 'film.mp4'));
    await page.getByRole('button', { name: 'Send the message' }).click();
    await page.getByText('Files: film.mp4').waitFor();
    expect(await page.getByText('Your message has been added').count()).toBe(1);
  });
});
