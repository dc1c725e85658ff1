import type { Carrier } from './carrier.js';
import type { RecordingRecord } from './carrier-records.js';
import type { HttpServer } from './http-server.js';
import { makeTone } from './make-tone.js';
import { TwilioError } from './twilio-error.js';

const MOST_LISTED = 1_000;

interface ListRoute {
  readonly Querystring: Readonly<Record<string, string | undefined>>;
}

interface FileRoute {
  readonly Params: { readonly file: string };
}

type Api = Pick<HttpServer, 'get' | 'delete'>;

/** Recordings of messages: list, fetch, listen, delete, and what was written down of them. */
export function addRecordingRoutes(api: Api, carrier: Carrier, account: string): void {
  const root = `/2010-04-01/Accounts/${carrier.options.accountSid}`;
  const kept = (): readonly RecordingRecord[] =>
    carrier.log
      .all()
      .filter((record) => record.kind === 'recording')
      .filter(({ deletedAt }) => deletedAt === null);
  const find = (sid: string): RecordingRecord => {
    const recording = kept().find((record) => record.sid === sid);
    if (recording === undefined) {
      throw new TwilioError(404, 20_404, `The requested resource ${root}/Recordings/${sid.slice(0, 60)} was not found`);
    }
    return recording;
  };

  api.get<ListRoute>(`${account}/Recordings.json`, async ({ query }) => {
    const after = Date.parse(query['DateCreated>'] ?? query['DateCreated>='] ?? '');
    const call = query['CallSid'];
    const recordings = kept()
      .filter(({ at, callSid }) => !(Date.parse(at) < after) && (call === undefined || call === callSid))
      .toReversed()
      .slice(0, MOST_LISTED);
    const listed = recordings.map((recording) => recordingResource(root, carrier, recording));
    return { recordings: listed, next_page_uri: null, page: 0, page_size: MOST_LISTED };
  });

  api.get<FileRoute>(`${account}/Recordings/:file`, async (request, reply) => {
    const [sid = '', ending = 'wav'] = request.params.file.split('.', 2);
    const recording = find(sid);
    if (ending === 'json') return recordingResource(root, carrier, recording);
    if (ending !== 'wav') throw new TwilioError(404, 20_404, 'Only WAV is made here');
    return reply.type('audio/x-wav').send(makeTone(recording.seconds));
  });

  api.delete<FileRoute>(`${account}/Recordings/:file`, async (request, reply) => {
    const recording = find(request.params.file.split('.', 1)[0] ?? '');
    await carrier.log.put({ ...recording, deletedAt: carrier.stamp() });
    return reply.code(204).send();
  });

  api.get<FileRoute>(`${account}/Recordings/:file/Transcriptions.json`, async (request) => {
    const { transcriptionSid: sid, text } = find(request.params.file);
    const transcriptions = sid === null ? [] : [{ sid, status: 'completed', transcription_text: text }];
    return { transcriptions, next_page_uri: null };
  });
}

function recordingResource(root: string, carrier: Carrier, { sid, callSid, at, seconds }: RecordingRecord) {
  return {
    sid,
    account_sid: carrier.options.accountSid,
    call_sid: callSid,
    api_version: '2010-04-01',
    channels: 1,
    source: 'RecordVerb',
    status: 'completed',
    duration: String(seconds),
    date_created: new Date(at).toUTCString().replace('GMT', '+0000'),
    uri: `${root}/Recordings/${sid}.json`,
  };
}
