import twilio from 'twilio';
import { renderTemplate, type SpokenKey, type SpokenValues, type VoiceSettings } from '#config';
import type { CallLanguage } from '#domain';

type VoiceResponse = InstanceType<typeof twilio.twiml.VoiceResponse>;
type Speaker = VoiceResponse | ReturnType<VoiceResponse['gather']>;
type SpokenLanguage = 'en' | 'fr';

const voices = { en: { language: 'en-CA' }, fr: { language: 'fr-CA' } } as const;

/** What is said, in one language or in both, one after the other. */
export class CallSpeech {
  constructor(
    private readonly voice: VoiceSettings,
    private readonly language: CallLanguage,
  ) {}

  get languages(): readonly SpokenLanguage[] {
    if (this.language !== null) return [this.language];
    return this.voice.first === 'en' ? ['en', 'fr'] : ['fr', 'en'];
  }

  say<K extends SpokenKey>(
    to: Speaker,
    key: K,
    values: SpokenValues<K> | ((language: SpokenLanguage) => SpokenValues<K>),
  ): void {
    for (const language of this.languages) {
      const filled = typeof values === 'function' ? values(language) : values;
      this.sayText(to, language, renderTemplate(this.voice.words[key][language], filled));
    }
  }

  sayText(to: Speaker, language: SpokenLanguage, text: string): void {
    to.say(voices[language], text);
  }
}
