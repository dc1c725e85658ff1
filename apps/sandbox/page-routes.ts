import { createHash, randomBytes } from 'node:crypto';
import type { Carrier } from './carrier.js';
import { type HttpServer, describe } from './http-server.js';
import { mailTheHotline, mailToHotline } from './mail-the-hotline.js';
import { listMails } from './mailbox-routes.js';
import { LIVE_SCRIPT } from './page/live-script.js';
import { type Draft, type PageState, cardId } from './page/page-state.js';
import { PICTOGRAM } from './page/pictogram.js';
import { renderSandboxPage } from './page/sandbox-page.js';
import { STYLESHEET } from './page/stylesheet.js';
import { type Phone, listPhones } from './phone-board.js';
import { readPhoneNumber } from './phone-number.js';
import { pickups, withPatience } from './phone-routes.js';
import { readForm } from './read-form.js';
import { RequestError } from './request-error.js';
import type { Switchboard } from './switchboard.js';
import { LONGEST_MEDIA_BODY, type MediaFile } from './text-media.js';
import { textTheHotline } from './text-the-hotline.js';

const MOST_PHONES = 60;
const MOST_MAILS = 60;
/** How long a phone counts as ringing, in milliseconds. */
const RINGS_MS = 20_000;

/** The page itself, and the forms on it: each does what the API does and leads back to the page. */
export function addPageRoutes(server: HttpServer, carrier: Carrier, switchboard: Switchboard): void {
  const run = randomBytes(4).toString('hex');

  server.get('/', async (request, reply) => {
    const state = readState(carrier, null, new Map());
    const seen = [run, carrier.log.revision, state.faults, ...state.ringing].join(' ');
    const tag = `"${createHash('sha256').update(seen).digest('base64url').slice(0, 22)}"`;
    reply.header('etag', tag).header('cache-control', 'no-cache');
    if (request.headers['if-none-match'] === tag) return reply.code(304).send();
    return reply.type('text/html; charset=utf-8').send(renderSandboxPage(state));
  });
  server.get('/sandbox.css', async (_request, reply) => reply.type('text/css; charset=utf-8').send(STYLESHEET));
  server.get('/sandbox.js', async (_request, reply) => reply.type('text/javascript; charset=utf-8').send(LIVE_SCRIPT));
  server.get('/sandbox.svg', async (_request, reply) => reply.type('image/svg+xml').send(PICTOGRAM));

  /** Serves a form: its work gives the place on the page to lead to; a refusal shows the page with the reason. */
  const addForm = (
    path: string,
    work: (form: URLSearchParams, files: readonly MediaFile[]) => Promise<string>,
  ): void => {
    server.post(path, { bodyLimit: LONGEST_MEDIA_BODY }, async (request, reply) => {
      const { fields: form, files } = await readForm(request.body, request.headers['content-type']);
      try {
        return await reply.redirect(`/#${await work(form, files)}`, 303);
      } catch (error) {
        const { status, message } = describe(error);
        const page = renderSandboxPage(readState(carrier, message, draftOf(carrier, path, form)));
        return reply.code(status).type('text/html; charset=utf-8').send(page);
      }
    });
  };

  addForm('/page/texts', async (form, files) => {
    const { hotlineNumber } = carrier.options;
    const { text, firstAnswer } = await textTheHotline(
      carrier,
      fieldOf(form, 'from'),
      hotlineNumber,
      fieldOf(form, 'body'),
      files,
    );
    await withPatience(carrier, firstAnswer);
    return cardId(text.from);
  });
  addForm('/page/calls', async (form) => {
    const { call, settled } = await switchboard.callHotline(fieldOf(form, 'from'), carrier.options.hotlineNumber);
    await withPatience(carrier, settled);
    return cardId(call.record.from);
  });
  addForm('/page/digits', async (form) => {
    await switchboard.press(fieldOf(form, 'phone'), fieldOf(form, 'sid'), fieldOf(form, 'digits'));
    return cardOf(form);
  });
  addForm('/page/silences', async (form) => {
    await switchboard.pressNothing(fieldOf(form, 'phone'), fieldOf(form, 'sid'));
    return cardOf(form);
  });
  addForm('/page/pickups', async (form) => {
    const pickup = pickups.parse(fieldOf(form, 'as'));
    await switchboard.pickUp(fieldOf(form, 'phone'), fieldOf(form, 'sid'), pickup);
    return cardOf(form);
  });
  addForm('/page/messages', async (form) => {
    const text = fieldOf(form, 'text').slice(0, 4_000);
    // About as long as it takes to say it: three words a second.
    const seconds = Math.min(Math.max(Math.ceil(text.split(/\s+/).length / 3), 1), 60);
    await switchboard.leave(fieldOf(form, 'phone'), fieldOf(form, 'sid'), { text, seconds, hangsUp: false });
    return cardOf(form);
  });
  addForm('/page/hangups', async (form) => {
    await switchboard.hangUp(fieldOf(form, 'phone'), fieldOf(form, 'sid'));
    return cardOf(form);
  });
  addForm('/page/mails', async (form) => {
    const entries = [...form.entries()].filter(([, value]) => value !== '');
    await mailTheHotline(carrier, mailToHotline.parse(Object.fromEntries(entries)));
    return 'mailbox';
  });
}

function readState(carrier: Carrier, notice: string | null, draft: Draft): PageState {
  const { hotlineNumber, hotlineEmail = '', hotlineUrl, people } = carrier.options;
  const phones = listPhones(carrier.log, people);
  const since = carrier.now().getTime() - RINGS_MS;
  return {
    hotlineNumber,
    hotlineEmail,
    hotlineUrl,
    people,
    phones: phones.slice(0, MOST_PHONES),
    hiddenPhones: Math.max(phones.length - MOST_PHONES, 0),
    ringing: new Set(phones.filter((phone) => rings(phone, since)).map((phone) => phone.number)),
    mails: listMails(carrier).slice(-MOST_MAILS),
    faults: carrier.faults.left().length,
    notice,
    draft,
  };
}

function rings(phone: Phone, since: number): boolean {
  return phone.records.slice(-5).some((record) => record.direction !== 'inbound' && Date.parse(record.at) > since);
}

/** Form fields carry line breaks as CR LF. */
function fieldOf(form: URLSearchParams, name: string): string {
  return (form.get(name) ?? '').replaceAll('\r\n', '\n');
}

function cardOf(form: URLSearchParams): string {
  const number = readPhoneNumber(fieldOf(form, 'phone'));
  if (number === null) throw new RequestError(400, 'bad-number', 'That is no phone number.');
  return cardId(number);
}

function draftOf(carrier: Carrier, path: string, form: URLSearchParams): Draft {
  const draft = new Map(form.entries());
  if (path === '/page/mails') draft.set('form', 'mail');
  const from = draft.get('from') ?? '';
  const known = listPhones(carrier.log, carrier.options.people).some((phone) => phone.number === from);
  if (path === '/page/texts' && !known) draft.set('new', from);
  return draft;
}
