import twilio from 'twilio';
import { type Advice, renderAdvice, type VoiceSettings } from '#config';
import { type CallAnswer, type CallLanguage, spell, spellNumber } from '#domain';
import { callHooks } from './call-hooks.js';
import { CallSpeech } from './call-speech.js';

/** The deployment as a call needs it. */
export interface CallScene {
  readonly publicUrl: string;
  readonly hotlinePhone: string;
  readonly voice: VoiceSettings;
  readonly advice: Advice;
}

/** What is known of one call. */
export interface KnownCall {
  readonly sid: string;
  readonly reference: string;
  readonly language: CallLanguage;
  /** False when the caller's number is withheld, so that nobody can call back. */
  readonly canCallBack: boolean;
  /** Whoever the answer is about: the person to ring, or the one who picked up. */
  readonly person: { readonly phone: string | null; readonly language: 'en' | 'fr' } | null;
}

/** What the carrier is to say, dial or record next, as TwiML. */
export function answerCall(answer: CallAnswer, call: KnownCall, scene: CallScene): string {
  const response = new twilio.twiml.VoiceResponse();
  const { voice } = scene;
  const hooks = callHooks(scene.publicUrl, call.sid);
  const speech = new CallSpeech(voice, call.language);
  const reference = spell(call.reference);
  const phone = call.person?.phone ?? null;
  switch (answer.kind) {
    case 'menu':
      sayMenu(response, hooks.menu(answer.asked), scene);
      break;
    case 'ring':
      speech.say(response, answer.isFirst ? 'connecting' : 'next', {});
      if (phone === null) response.redirect(hooks.dialled(answer.leg));
      else {
        const { ringSeconds: timeout, longestMinutes } = voice.dial;
        response
          .dial({
            action: hooks.dialled(answer.leg),
            callerId: scene.hotlinePhone,
            timeout,
            timeLimit: longestMinutes * 60,
          })
          .number({ url: hooks.whisper(answer.leg) }, phone);
      }
      break;
    case 'record':
      if (answer.wasAnybodyRung) speech.say(response, 'unanswered', {});
      speech.say(response, call.canCallBack ? 'leaveMessage' : 'leaveMessageHidden', {
        key: voice.recording.finishKey,
      });
      takeMessage(response, hooks, voice, call.language);
      speech.say(response, 'nothingSaid', { reference, address: spokenAddress(scene.publicUrl) });
      response.hangup();
      break;
    case 'goodbye':
      if (answer.after === 'talk') speech.say(response, 'afterTalk', { reference });
      else speech.say(response, call.canCallBack ? 'recorded' : 'recordedHidden', { reference });
      response.hangup();
      break;
    case 'closed':
      for (const language of new CallSpeech(voice, null).languages) {
        speech.sayText(response, language, voice.words.closed[language]);
        speech.sayText(response, language, renderAdvice(scene.advice, language));
      }
      response.hangup();
      break;
    case 'whisper':
      sayWhisper(response, hooks.take(answer.leg), call, voice);
      break;
    case 'release':
      if (answer.because === 'gone') new CallSpeech(voice, call.person?.language ?? null).say(response, 'gone', {});
      response.hangup();
      break;
    case 'hang-up':
      response.hangup();
      break;
    case 'connect':
      // A document that ends puts the two through to each other.
      break;
  }
  return response.toString();
}

/** Always in both languages: nobody has chosen yet. */
function sayMenu(
  response: InstanceType<typeof twilio.twiml.VoiceResponse>,
  action: string,
  { voice, advice }: CallScene,
): void {
  const gather = response.gather({
    action,
    numDigits: 1,
    timeout: voice.menu.waitSeconds,
    actionOnEmptyResult: true,
    input: ['dtmf'],
  });
  const emergency = spellNumber(advice.emergency.phone);
  new CallSpeech(voice, null).say(gather, 'menu', (language) => ({ emergency, key: voice.menu.keys[language] }));
}

function sayWhisper(
  response: InstanceType<typeof twilio.twiml.VoiceResponse>,
  action: string,
  call: KnownCall,
  voice: VoiceSettings,
): void {
  const { takeKey: key, takeSeconds: timeout } = voice.dial;
  const gather = response.gather({ action, numDigits: 1, timeout, actionOnEmptyResult: true, input: ['dtmf'] });
  new CallSpeech(voice, call.person?.language ?? null).say(gather, 'whisper', (language) => ({
    reference: spell(call.reference),
    language: voice.words.languageOf[language][call.language ?? 'both'],
    key,
  }));
  response.hangup();
}

/** The carrier goes on with the document when nothing was said, and to `hooks.message` when something was. */
export function takeMessage(
  response: InstanceType<typeof twilio.twiml.VoiceResponse>,
  hooks: ReturnType<typeof callHooks>,
  { recording }: VoiceSettings,
  language: CallLanguage,
): void {
  const spoken = language === null ? (['en', 'fr'] as const) : [language];
  const transcribe = spoken.every((one) => recording.transcribe.includes(one));
  response.record({
    action: hooks.message,
    maxLength: recording.longestSeconds,
    timeout: recording.silenceSeconds,
    finishOnKey: recording.finishKey,
    playBeep: true,
    recordingStatusCallback: hooks.recording,
    ...(transcribe && { transcribe, transcribeCallback: hooks.transcription }),
  });
}

export function spokenAddress(publicUrl: string): string {
  return publicUrl.replace(/^https?:\/\//, '');
}
