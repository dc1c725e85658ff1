import type { CallRecord, TextRecord } from './carrier-records.js';
import { countSegments } from './count-segments.js';

const TEXT_ERRORS: Readonly<Record<number, string>> = {
  30_003: 'Unreachable destination handset',
  30_005: 'Unknown destination handset',
  30_006: 'Landline or unreachable carrier',
  30_007: 'Message filtered',
  30_008: 'Unknown error',
};

/** A text as the Messages resource shows it. */
export function messageResource(accountSid: string, text: TextRecord) {
  const uri = `/2010-04-01/Accounts/${accountSid}/Messages/${text.sid}`;
  return {
    sid: text.sid,
    account_sid: accountSid,
    messaging_service_sid: null,
    api_version: '2010-04-01',
    direction: text.direction,
    from: text.from,
    to: text.to,
    body: text.body,
    status: text.status,
    num_segments: String(countSegments(text.body)),
    num_media: String(text.mediaUrls.length + text.media.length),
    error_code: text.errorCode,
    error_message: text.errorCode === null ? null : (TEXT_ERRORS[text.errorCode] ?? 'Unknown error'),
    date_created: rfc2822(text.at),
    date_updated: rfc2822(text.updatedAt),
    date_sent: text.status === 'queued' ? null : rfc2822(text.at),
    price: null,
    price_unit: 'USD',
    uri: `${uri}.json`,
    subresource_uris: { media: `${uri}/Media.json` },
  };
}

/** A call as the Calls resource shows it. */
export function callResource(accountSid: string, call: CallRecord) {
  const seconds = call.endedAt === null ? null : Math.round((Date.parse(call.endedAt) - Date.parse(call.at)) / 1_000);
  return {
    sid: call.sid,
    account_sid: accountSid,
    parent_call_sid: call.parentSid,
    phone_number_sid: null,
    api_version: '2010-04-01',
    direction: call.direction,
    from: call.from,
    from_formatted: call.from,
    to: call.to,
    to_formatted: call.to,
    status: call.status,
    start_time: call.status === 'queued' ? null : rfc2822(call.at),
    end_time: call.endedAt === null ? null : rfc2822(call.endedAt),
    duration: seconds === null ? null : String(seconds),
    date_created: rfc2822(call.at),
    date_updated: rfc2822(call.updatedAt),
    answered_by: null,
    caller_name: null,
    forwarded_from: null,
    group_sid: null,
    queue_time: '0',
    trunk_sid: null,
    price: null,
    price_unit: 'USD',
    uri: `/2010-04-01/Accounts/${accountSid}/Calls/${call.sid}.json`,
    subresource_uris: {},
  };
}

/** As the API writes instants: "Mon, 16 Aug 2010 23:00:23 +0000". */
function rfc2822(iso: string): string {
  return new Date(iso).toUTCString().replace('GMT', '+0000');
}
