import { createHash, timingSafeEqual } from 'node:crypto';
import type { Carrier } from './carrier.js';
import type { PhoneRecord } from './carrier-records.js';
import type { HttpServer } from './http-server.js';
import { type ListPage, type Query, listRecords } from './list-records.js';
import { addRecordingRoutes } from './recording-routes.js';
import { addMediaRoutes } from './text-media.js';
import { sendText } from './send-text.js';
import type { Switchboard } from './switchboard.js';
import { TwilioError } from './twilio-error.js';
import { callResource, messageResource } from './twilio-resources.js';

interface AccountRoute {
  readonly Params: { readonly account: string };
  readonly Querystring: Query;
}

interface InstanceRoute {
  readonly Params: { readonly account: string; readonly file: string };
}

/** The part of Twilio's API that the hotline uses: Messages and Calls, create, fetch and list. */
export function addTwilioRoutes(server: HttpServer, carrier: Carrier, switchboard: Switchboard): void {
  const { accountSid } = carrier.options;
  const account = `/2010-04-01/Accounts/:account`;
  const root = `/2010-04-01/Accounts/${accountSid}`;

  void server.register(async (api) => {
    api.addHook<AccountRoute>('onRequest', async (request) => {
      requireAccount(carrier, request.headers.authorization, request.params.account);
    });

    api.post(`${account}/Messages.json`, async (request, reply) => {
      const text = await sendText(carrier, formOf(request.body));
      return reply.code(201).send(messageResource(accountSid, text));
    });
    api.get<AccountRoute>(`${account}/Messages.json`, async (request) => {
      const texts = carrier.log.all().filter((record) => record.kind === 'sms');
      const page = listRecords(texts.toReversed(), request.query, `${root}/Messages.json`, 'DateSent');
      return { messages: page.items.map((text) => messageResource(accountSid, text)), ...pageFields(page) };
    });
    api.get<InstanceRoute>(`${account}/Messages/:file`, async (request) => {
      const text = carrier.log.find(sidOf(request.params.file));
      if (text?.kind !== 'sms') throw notFound(`${root}/Messages/${request.params.file}`);
      return messageResource(accountSid, text);
    });

    api.post(`${account}/Calls.json`, async (request, reply) => {
      const call = await switchboard.callPhone(formOf(request.body));
      return reply.code(201).send(callResource(accountSid, call));
    });
    api.get<AccountRoute>(`${account}/Calls.json`, async (request) => {
      const calls = carrier.log.all().filter((record) => record.kind === 'call');
      const page = listRecords(calls.toReversed(), request.query, `${root}/Calls.json`, 'StartTime');
      return { calls: page.items.map((call) => callResource(accountSid, call)), ...pageFields(page) };
    });
    api.get<InstanceRoute>(`${account}/Calls/:file`, async (request) => {
      const call = carrier.log.find(sidOf(request.params.file));
      if (call?.kind !== 'call') throw notFound(`${root}/Calls/${request.params.file}`);
      return callResource(accountSid, call);
    });
    addMediaRoutes(api, carrier, account);
    addRecordingRoutes(api, carrier, account);
  });
}

function requireAccount(carrier: Carrier, authorization: string | undefined, account: string): void {
  const { accountSid, authToken } = carrier.options;
  const expected = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
  if (!sameSecret(authorization ?? '', expected)) throw new TwilioError(401, 20_003, 'Authenticate');
  if (account !== accountSid) throw notFound(`/2010-04-01/Accounts/${account}`);
}

/** Compares without telling by its duration how much was right. */
export function sameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

function digest(value: string): Buffer {
  return createHash('sha256').update(value).digest();
}

function formOf(body: unknown): URLSearchParams {
  if (body instanceof URLSearchParams) return body;
  throw new TwilioError(415, 20_415, 'The body must be application/x-www-form-urlencoded');
}

function sidOf(file: string): string {
  return file.replace(/\.json$/, '');
}

function notFound(path: string): TwilioError {
  return new TwilioError(404, 20_404, `The requested resource ${path.slice(0, 200)} was not found`);
}

function pageFields(page: ListPage<PhoneRecord>) {
  return {
    first_page_uri: page.firstUri,
    next_page_uri: page.nextUri,
    previous_page_uri: null,
    uri: page.firstUri,
    page: page.page,
    page_size: page.pageSize,
    start: page.start,
    end: Math.max(page.start + page.items.length - 1, 0),
  };
}
