import { assert, property, string } from 'fast-check';
import twilio from 'twilio';
import { describe, expect, it } from 'vitest';
import { countSegments } from './count-segments.js';
import { messageTextOf, readTwiml, textOf } from './read-twiml.js';

/** XML has no way to write these, or reads them as something else. */
const writable = string({ unit: 'grapheme', minLength: 1, maxLength: 200 })
  // oxlint-disable-next-line no-control-regex -- control characters are what this leaves out
  .map((text) => text.replace(/[\u0000-\u001F\u007F-\u009F\uFFFE\uFFFF]/g, '').trim());

describe('Reading TwiML', () => {
  it('gives back the texts that the twilio library wrote', () => {
    assert(
      property(writable, writable, (said, texted) => {
        const voice = new twilio.twiml.VoiceResponse();
        voice.gather({ action: `/x?${texted}`, numDigits: 1 }).say(said);
        const sms = new twilio.twiml.MessagingResponse();
        sms.message(texted);
        const [spoken, written] = [readTwiml(voice.toString()), readTwiml(sms.toString())];
        expect([spoken.outcome, written.outcome]).toEqual(['read', 'read']);
        if (spoken.outcome !== 'read' || written.outcome !== 'read') return;
        expect(spoken.verbs[0]?.attributes['action']).toBe(`/x?${texted}`);
        expect(spoken.verbs.map(textOf)).toEqual([said.replace(/\s+/g, ' ').trim()]);
        expect(written.verbs.map(messageTextOf)).toEqual([texted]);
      }),
    );
  });

  it.each([
    ['<Response><Message>a', '<Message> is not closed'],
    ['<Response></Message></Response>', '</Message> closes nothing'],
    ['<Reply/>', 'the root must be <Response>'],
    ['ok', 'the root must be <Response>'],
    ['', 'the root must be <Response>'],
    ['<!DOCTYPE x [<!ENTITY a "b">]><Response/>', 'no tag at character 0'],
    ['<Response><!-- </Response>', '<!-- is not closed'],
    ['<a>'.repeat(20), 'too deep'],
    [`<Response>${'x'.repeat(70_000)}</Response>`, 'longer than 65536 characters'],
  ])('refuses %j', (xml, reason) => {
    expect(readTwiml(xml)).toEqual({ outcome: 'malformed', reason });
  });

  it('takes hostile documents in linear time and never throws', () => {
    const started = performance.now();
    for (const piece of ['<', '<a ', '<a b', '<a b="', '&#', '<!--', '<Response>', '</', ' ', '<a b="" ']) {
      readTwiml(piece.repeat(Math.floor(60_000 / piece.length)));
    }
    expect(performance.now() - started).toBeLessThan(1_000);
    assert(property(string(), (xml) => ['read', 'malformed'].includes(readTwiml(xml).outcome)));
  });
});

describe('Counting segments', () => {
  it.each([
    ['', 1],
    ['x'.repeat(160), 1],
    ['x'.repeat(161), 2],
    ['€'.repeat(80), 1],
    ['€'.repeat(81), 2],
    ['ê'.repeat(70), 1],
    ['ê'.repeat(71), 2],
    ['é'.repeat(160), 1],
  ])('of %j gives %i', (body, segments) => {
    expect(countSegments(body)).toBe(segments);
  });
});
