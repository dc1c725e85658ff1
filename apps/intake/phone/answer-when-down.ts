import twilio from 'twilio';
import { spellNumber } from '#domain';
import { type CallScene, spokenAddress, takeMessage } from './answer-call.js';
import { callHooks } from './call-hooks.js';
import { CallSpeech } from './call-speech.js';

/** Which webhook came while the store did not answer. */
export type DownMoment = 'caller' | 'after-message' | 'whisper' | 'take';

/**
 * What is said without the store, so that nobody is dropped: somebody is rung from the configuration alone, who must press
 * the key as always, and then the carrier takes a message. What it took is read back from the carrier once the store answers.
 */
export function answerWhenDown(moment: DownMoment, sid: string, digits: string, scene: CallScene): string {
  const { voice } = scene;
  const response = new twilio.twiml.VoiceResponse();
  const speech = new CallSpeech(voice, null);
  const hooks = callHooks(scene.publicUrl, sid);
  switch (moment) {
    case 'caller': {
      const { fallbackPhone: phone, dial } = voice;
      speech.say(response, 'down', { emergency: spellNumber(scene.advice.emergency.phone) });
      if (phone !== undefined) {
        response
          .dial({ callerId: scene.hotlinePhone, timeout: dial.ringSeconds, timeLimit: dial.longestMinutes * 60 })
          .number({ url: hooks.whisper('down') }, phone);
      }
      const address = spokenAddress(scene.publicUrl);
      speech.say(response, 'downMessage', { key: voice.recording.finishKey, address });
      takeMessage(response, hooks, voice, null);
      response.hangup();
      break;
    }
    case 'whisper': {
      const { takeKey: key, takeSeconds: timeout } = voice.dial;
      const gather = response.gather({
        action: hooks.take('down'),
        numDigits: 1,
        timeout,
        actionOnEmptyResult: true,
        input: ['dtmf'],
      });
      speech.say(gather, 'downWhisper', { key });
      response.hangup();
      break;
    }
    case 'take':
      if (!digits.startsWith(voice.dial.takeKey)) response.hangup();
      break;
    case 'after-message':
      response.hangup();
      break;
  }
  return response.toString();
}
