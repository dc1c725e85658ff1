import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Carrier } from './carrier.js';
import type { TextRecord } from './carrier-records.js';
import type { HttpServer } from './http-server.js';
import { RequestError } from './request-error.js';
import { newSid } from './sids.js';
import { TwilioError } from './twilio-error.js';

/** What carriers take with one text: ten files, five megabytes in all. */
const MOST_FILES = 10;
const MOST_BYTES = 5 * 1024 * 1024;
/** A body that holds them as base64, with room for the rest. */
export const LONGEST_MEDIA_BODY = 8 * 1024 * 1024;

export const offeredMedia = z
  .array(
    z.object({
      contentType: z.string().regex(/^[\w.+-]{1,60}\/[\w.+-]{1,60}$/, 'expected a media type as image/jpeg'),
      base64: z.base64(),
    }),
  )
  .max(MOST_FILES);

export interface MediaFile {
  readonly contentType: string;
  readonly content: Buffer;
}

/** Keeps what a phone sends along, and names it as the carrier does. */
export async function keepMedia(carrier: Carrier, files: readonly MediaFile[]): Promise<TextRecord['media']> {
  const size = files.reduce((sum, { content }) => sum + content.length, 0);
  if (files.length > MOST_FILES || size > MOST_BYTES) {
    throw new RequestError(400, 'too-much-media', 'A text takes ten files of five megabytes in all.');
  }
  const folder = join(carrier.options.dataDir, 'sandbox', 'media');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return Promise.all(
    files.map(async ({ contentType, content }) => {
      const sid = newSid('ME');
      await writeFile(join(folder, sid), content, { mode: 0o600 });
      return { sid, contentType, size: content.length };
    }),
  );
}

/** The address that a webhook names for one file. */
export function mediaUrl(carrier: Carrier, base: string, textSid: string, sid: string): string {
  return `${base}/2010-04-01/Accounts/${carrier.options.accountSid}/Messages/${textSid}/Media/${sid}`;
}

interface ListRoute {
  readonly Params: { readonly file: string };
}

interface FileRoute {
  readonly Params: { readonly file: string; readonly media: string };
}

/** The media of a text: list, describe, and the file itself, to which the API leads on to another address as Twilio's does. */
export function addMediaRoutes(api: Pick<HttpServer, 'get'>, carrier: Carrier, account: string): void {
  const root = `/2010-04-01/Accounts/${carrier.options.accountSid}`;
  const find = (sid: string): TextRecord => {
    const text = carrier.log.find(sid);
    if (text?.kind !== 'sms') throw notFound(`${root}/Messages/${sid}`);
    return text;
  };
  const describe = (text: TextRecord, { sid, contentType }: TextRecord['media'][number]) => ({
    sid,
    account_sid: carrier.options.accountSid,
    parent_sid: text.sid,
    content_type: contentType,
    date_created: new Date(text.at).toUTCString().replace('GMT', '+0000'),
    date_updated: new Date(text.at).toUTCString().replace('GMT', '+0000'),
    uri: `${root}/Messages/${text.sid}/Media/${sid}.json`,
  });

  api.get<ListRoute>(`${account}/Messages/:file/Media.json`, async (request) => {
    const text = find(request.params.file);
    const uri = `${root}/Messages/${text.sid}/Media.json`;
    const page = { first_page_uri: uri, next_page_uri: null, previous_page_uri: null, uri };
    return {
      media_list: text.media.map((media) => describe(text, media)),
      ...page,
      page: 0,
      page_size: 50,
      start: 0,
      end: 0,
    };
  });
  api.get<FileRoute>(`${account}/Messages/:file/Media/:media`, async (request, reply) => {
    const text = find(request.params.file);
    const [sid = '', ending] = request.params.media.split('.', 2);
    const media = text.media.find((each) => each.sid === sid);
    if (media === undefined) throw notFound(`${root}/Messages/${text.sid}/Media/${sid.slice(0, 60)}`);
    if (ending === 'json') return describe(text, media);
    return reply.redirect(`/media/${sid}`, 307);
  });
}

/** Where the files themselves lie; as at Twilio, whoever knows the address may read it. */
export function addMediaFileRoute(server: HttpServer, carrier: Carrier): void {
  server.get<{ readonly Params: { readonly sid: string } }>('/media/:sid', async (request, reply) => {
    const media = carrier.log
      .all()
      .flatMap((record) => (record.kind === 'sms' ? record.media : []))
      .find(({ sid }) => sid === request.params.sid);
    if (media === undefined) throw new RequestError(404, 'not-found', 'There is nothing at this address.');
    const content = await readFile(join(carrier.options.dataDir, 'sandbox', 'media', media.sid));
    const isPicture = /^image\/(?:png|jpeg|gif|webp)$/.test(media.contentType);
    reply.header('content-disposition', isPicture ? 'inline' : 'attachment');
    return reply.type(isPicture ? media.contentType : 'application/octet-stream').send(content);
  });
}

function notFound(path: string): TwilioError {
  return new TwilioError(404, 20_404, `The requested resource ${path.slice(0, 200)} was not found`);
}
