import twilio from 'twilio';

/** `ends`: one sentence, and the line goes down. */
export type Spoken =
  { readonly page: string; readonly keys: string; readonly noKey: string } | { readonly ends: string };

/** How often a page is read out to somebody who is waking up. */
const times = 3;
/** For a key, in seconds. */
const patience = 6;

const voices = { en: { language: 'en-CA' }, fr: { language: 'fr-CA' } } as const;

/** A page as the carrier reads it out (TwiML): whichever key is pressed meanwhile is posted to the hook. */
export function speakPage(language: 'en' | 'fr', spoken: Spoken, keyHook: string): string {
  const response = new twilio.twiml.VoiceResponse();
  if ('ends' in spoken) {
    response.say(voices[language], spoken.ends);
    response.hangup();
    return response.toString();
  }
  for (let time = 0; time < times; time += 1) {
    const gather = response.gather({ numDigits: 1, timeout: patience, action: keyHook, method: 'POST' });
    gather.say(voices[language], spoken.page);
    gather.say(voices[language], spoken.keys);
  }
  response.say(voices[language], spoken.noKey);
  response.hangup();
  return response.toString();
}

/** What needs no answer, and somebody may want to write down. */
export function speakTwice(language: 'en' | 'fr', text: string): string {
  const response = new twilio.twiml.VoiceResponse();
  response.say(voices[language], text);
  response.pause({ length: 1 });
  response.say(voices[language], text);
  response.hangup();
  return response.toString();
}

/** For whoever is called while the store does not answer: the page stands, and its text has its code. */
export function speakWhenDown(): string {
  const response = new twilio.twiml.VoiceResponse();
  response.say(voices.en, 'Vigil hotline. An incident needs you. Open the console, or answer the text.');
  response.say(voices.fr, 'Ligne Vigil. Un incident a besoin de vous. Ouvrez la console, ou répondez au texto.');
  response.hangup();
  return response.toString();
}
