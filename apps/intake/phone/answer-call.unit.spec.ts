import { describe, expect, it } from 'vitest';
import { loadConfig } from '#config';
import type { CallAnswer } from '#domain';
import { answerCall, type CallScene, type KnownCall } from './answer-call.js';
import { answerWhenDown } from './answer-when-down.js';

const { voice, advice } = loadConfig({});
const scene: CallScene = {
  publicUrl: 'https://hotline.example',
  hotlinePhone: '+16135550100',
  voice: { ...voice, fallbackPhone: '+16135550104' },
  advice,
};
const call: KnownCall = {
  sid: 'CA0123456789',
  reference: 'K7Q4-MPX',
  language: 'en',
  canCallBack: true,
  person: { phone: '+16135550101', language: 'fr' },
};
const twiml = (answer: CallAnswer, over: Partial<KnownCall> = {}, at = scene) =>
  answerCall(answer, { ...call, ...over }, at);
const spoken = (xml: string): string => [...xml.matchAll(/<Say[^>]*>([^<]*)/g)].map(([, said]) => said).join(' ');

/** A voice speaks about 165 words a minute, and takes a digit or a letter for a word. */
const secondsToSay = (text: string): number =>
  text.split(/[\s-]+/).filter((word) => /\w/.test(word)).length / (165 / 60);

describe('The menu', () => {
  it('sends whoever is in danger to 911 first, in both languages, and is over in 15 seconds', () => {
    const said = spoken(twiml({ kind: 'menu', asked: 1 }));
    expect(said).toMatch(/^Cyber incident hotline\. In danger\? Hang up and call 9-1-1\./);
    expect(said).toContain('Raccrochez et composez le 9-1-1');
    expect(secondsToSay(said)).toBeLessThanOrEqual(15);
  });

  it('speaks French first where it is so configured', () => {
    const xml = twiml({ kind: 'menu', asked: 1 }, {}, { ...scene, voice: { ...voice, first: 'fr' } });
    expect(xml.indexOf('fr-CA')).toBeLessThan(xml.indexOf('en-CA'));
  });

  it('needs no key', () => {
    expect(twiml({ kind: 'menu', asked: 2 })).toMatch(
      /<Gather action="[^"]*menu\?asked=2"[^>]*actionOnEmptyResult="true"/,
    );
  });
});

describe('Putting a caller through', () => {
  it('rings one person for a bounded time, from the hotline’s own number, with a whisper', () => {
    const xml = twiml({ kind: 'ring', leg: 1, userId: 'x', isFirst: false });
    expect(xml).toContain('We are trying the next person');
    expect(xml).toMatch(
      /<Dial action="https:\/\/hotline\.example\/hooks\/twilio\/voice\/dialled\?leg=1" callerId="\+16135550100" timeout="20"/,
    );
    expect(xml).toContain('voice/whisper?call=CA0123456789&amp;leg=1">+16135550101</Number>');
  });

  it('goes on at once when the person has no phone any more', () => {
    const xml = twiml(
      { kind: 'ring', leg: 1, userId: 'x', isFirst: false },
      { person: { phone: null, language: 'en' } },
    );
    expect(xml).toContain('<Redirect>https://hotline.example/hooks/twilio/voice/dialled?leg=1</Redirect>');
    expect(xml).not.toContain('<Dial');
  });

  it('tells the responder, in their language, which report it is and how to take it', () => {
    const said = spoken(twiml({ kind: 'whisper', leg: 0 }));
    expect(said).toContain('Référence K 7 Q 4, M P X. Langue, anglais. Faites le 1');
  });

  it('never gives the caller’s number or words away', () => {
    expect(twiml({ kind: 'whisper', leg: 0 })).not.toMatch(/\+1\d{10}/);
  });

  it('connects by a document that ends', () => {
    expect(twiml({ kind: 'connect' })).toMatch(/<Response\/>$/);
  });
});

describe('Leaving a message', () => {
  it.each([
    ['en', true, 'Your message is recorded', 'call you back at this number'],
    ['fr', true, 'Votre message est enregistré', 'vous rappellera à ce numéro'],
    ['en', false, 'Your message is recorded', 'Your number is hidden'],
    ['fr', false, 'Votre message est enregistré', 'Votre numéro est masqué'],
  ] as const)(
    'in %s (number shown: %s) asks for consent and promises only what can be done',
    (language, canCallBack, consent, promise) => {
      const xml = twiml({ kind: 'record', wasAnybodyRung: true }, { language, canCallBack });
      expect(spoken(xml)).toContain(consent);
      expect(spoken(xml)).toContain(promise);
      expect(xml).toMatch(/<Record [^>]*maxLength="300"/);
    },
  );

  it.each([
    ['en', true],
    ['fr', false],
    [null, false],
  ] as const)('after choosing %s is written down by the carrier: %s', (language, isWritten) => {
    expect(twiml({ kind: 'record', wasAnybodyRung: false }, { language }).includes('transcribe="true"')).toBe(
      isWritten,
    );
  });

  it('in which nothing is said still ends with words', () => {
    expect(twiml({ kind: 'record', wasAnybodyRung: false })).toMatch(
      /<Record [^>]*\/><Say[^>]*>We heard nothing[^]*<Hangup\/>/,
    );
  });
});

describe('Without the store', () => {
  it('somebody is rung who must press the key, and then a message is taken', () => {
    const xml = answerWhenDown('caller', call.sid, '', scene);
    expect(xml).toMatch(/9-1-1[^]*<Dial [^>]*>[^]*leg=down">\+16135550104<\/Number>[^]*<Record /);
  });

  it('nobody is rung where no number is always staffed', () => {
    const { fallbackPhone: _fallback, ...without } = scene.voice;
    const xml = answerWhenDown('caller', call.sid, '', { ...scene, voice: without });
    expect(xml).not.toContain('<Dial');
    expect(xml).toContain('<Record ');
  });

  it.each([
    ['1', false],
    ['', true],
    ['7', true],
  ])('the key %j hangs up: %s', (digits, hangsUp) => {
    expect(answerWhenDown('take', call.sid, digits, scene).includes('<Hangup/>')).toBe(hangsUp);
  });
});
