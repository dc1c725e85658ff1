import { expect, test } from 'vitest';
import { takeTurns } from './take-turns.js';

const report = (id: string, receivedAt: string) => ({
  id,
  receivedAt,
  reference: 'R',
  channel: 'sms',
  sender: null,
  subject: null,
  text: `report ${id}`,
  sha256: '',
  size: 1,
  truncated: false,
  attachments: [],
  ownText: null,
  forwardedText: null,
  readable: true,
  standing: 'unknown' as const,
  senderCheck: null,
});
const message = (id: string, at: string, kind: string) => ({
  id,
  at,
  kind,
  author: 'Daniel',
  text: `message ${id}`,
  channels: [],
});

test('the conversation puts what came later between the answers, by time, and leaves the first report out', () => {
  const turns = takeTurns({
    reports: [report('later', '2027-10-01T00:05:00Z'), report('first', '2027-10-01T00:00:00.000Z')],
    messages: [
      message('receipt', '2027-10-01T00:00:01.000Z', 'acknowledgement'),
      message('answer', '2027-10-01T00:09:00.000Z', 'message'),
    ],
  });
  expect(turns.map(({ id, isReporter, author, via }) => [id, isReporter, author, via])).toEqual([
    ['receipt', false, null, null],
    ['later', true, null, 'sms'],
    ['answer', false, 'Daniel', null],
  ]);
});

test('an incident with one report and no answer has no conversation yet', () => {
  expect(takeTurns({ reports: [report('first', '2027-10-01T00:00:00Z')], messages: [] })).toEqual([]);
});
