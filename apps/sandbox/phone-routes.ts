import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Carrier } from './carrier.js';
import type { HttpServer } from './http-server.js';
import { listPhones, phoneEntry } from './phone-board.js';
import { readPhoneNumber } from './phone-number.js';
import { RequestError } from './request-error.js';
import type { Switchboard } from './switchboard.js';
import { textInParts } from './text-in-parts.js';
import { LONGEST_MEDIA_BODY, offeredMedia } from './text-media.js';
import { textTheHotline } from './text-the-hotline.js';

const textBody = z.object({
  to: z.string().max(40),
  body: z.string().max(10_000),
  media: offeredMedia.default([]),
  /** Brought in pieces, as some carriers bring what is long. */
  parts: z
    .object({
      marked: z.boolean().default(false),
      reversed: z.boolean().default(false),
      apartMs: z.int().min(0).max(10_000).default(0),
    })
    .optional(),
});
const callBody = z.object({ to: z.string().max(40) });
const digitsBody = z.object({ digits: z.string().max(40) });
export const pickups = z.enum(['answered', 'voicemail', 'busy', 'no-answer', 'failed']);
const pickupBody = z.object({ as: pickups.default('answered') });
const messageBody = z.object({
  text: z.string().max(4_000).default(''),
  seconds: z.int().min(1).max(60).default(3),
  hangsUp: z.boolean().default(false),
});

/** How long an answer waits for the hotline's, in milliseconds. */
const PATIENCE_MS = 2_000;

interface PhoneRoute {
  readonly Params: { readonly number: string };
}

interface CallRoute {
  readonly Params: { readonly number: string; readonly sid: string };
}

/** Phones by API: read what they got, text and call the hotline from them. */
export function addPhoneRoutes(server: HttpServer, carrier: Carrier, switchboard: Switchboard): void {
  server.get('/api/phones', async () =>
    listPhones(carrier.log, carrier.options.people).map(({ number, person, records }) => {
      const latest = records.at(-1);
      return {
        number,
        name: person?.name ?? null,
        count: records.length,
        latest: latest === undefined ? null : phoneEntry(latest),
      };
    }),
  );

  server.get<PhoneRoute>('/api/phones/:number/messages', (request) => {
    const number = requireNumber(request.params.number);
    const phone = listPhones(carrier.log, carrier.options.people).find((candidate) => candidate.number === number);
    return (phone?.records ?? []).map(phoneEntry);
  });

  server.post<PhoneRoute>('/api/phones/:number/messages', { bodyLimit: LONGEST_MEDIA_BODY }, async (request, reply) => {
    const { to, body, media, parts } = textBody.parse(request.body);
    const from = requireNumber(request.params.number);
    if (parts !== undefined) {
      const { texts, firstAnswer } = await textInParts(carrier, from, to, body, parts);
      await withPatience(carrier, firstAnswer);
      return reply.code(202).send({ sids: texts.map(({ sid }) => sid) });
    }
    const files = media.map(({ contentType, base64 }) => ({ contentType, content: Buffer.from(base64, 'base64') }));
    const { text, firstAnswer } = await textTheHotline(carrier, from, to, body, files);
    const status = (await withPatience(carrier, firstAnswer)) ?? 0;
    // Not answered at once: the carrier goes on trying, and the phone's list tells how that ends.
    const webhook = status === 0 ? null : { status };
    return reply.code(202).send({ sid: text.sid, status: text.status, webhook });
  });

  server.post<PhoneRoute>('/api/phones/:number/calls', async (request, reply) => {
    const { to } = callBody.parse(request.body);
    const { call, settled } = await switchboard.callHotline(requireNumber(request.params.number), to);
    await withPatience(carrier, settled);
    return reply.code(202).send(phoneEntry(call.record));
  });

  server.post<CallRoute>('/api/phones/:number/calls/:sid/digits', async (request, reply) => {
    const { digits } = digitsBody.parse(request.body);
    return reply.code(202).send(phoneEntry(await switchboard.press(request.params.number, request.params.sid, digits)));
  });

  server.post<CallRoute>('/api/phones/:number/calls/:sid/silence', async (request, reply) =>
    reply.code(202).send(phoneEntry(await switchboard.pressNothing(request.params.number, request.params.sid))),
  );

  server.post<CallRoute>('/api/phones/:number/calls/:sid/pickup', async ({ params, body }, reply) => {
    const { as } = pickupBody.parse(body ?? {});
    return reply.code(202).send(phoneEntry(await switchboard.pickUp(params.number, params.sid, as)));
  });

  server.post<CallRoute>('/api/phones/:number/calls/:sid/message', async ({ params, body }, reply) => {
    const message = messageBody.parse(body ?? {});
    return reply.code(202).send(phoneEntry(await switchboard.leave(params.number, params.sid, message)));
  });

  server.post<CallRoute>('/api/phones/:number/calls/:sid/hangup', async (request, reply) =>
    reply.code(202).send(phoneEntry(await switchboard.hangUp(request.params.number, request.params.sid))),
  );
}

function requireNumber(written: string): string {
  const number = readPhoneNumber(written);
  if (number === null) {
    throw new RequestError(
      400,
      'bad-number',
      `"${written.slice(0, 40)}" is not a phone number in the form +15555550123.`,
    );
  }
  return number;
}

/** What a promise gives within the caller's patience, or null. */
export async function withPatience<T>(carrier: Carrier, promise: Promise<T>): Promise<T | null> {
  const done = new AbortController();
  const signal = AbortSignal.any([done.signal, carrier.closing]);
  const tooLong = pause(PATIENCE_MS, null, { signal, ref: false }).catch(() => null);
  try {
    return await Promise.race([promise, tooLong]);
  } finally {
    done.abort();
  }
}
