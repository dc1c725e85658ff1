import twilio from 'twilio';
import { type Advice, renderAdvice } from '#config';

export interface Call {
  /** False when the caller's number is withheld, so that nobody can call back. */
  readonly canCallBack: boolean;
  /** False once the hotline's service has ended. */
  readonly isOpen: boolean;
  readonly publicUrl: string;
  readonly advice: Advice;
}

/** What a caller hears once the call is stored, in English and then in French, as TwiML. */
export function answerCall({ canCallBack, isOpen, publicUrl, advice }: Call): string {
  const voice = new twilio.twiml.VoiceResponse();
  const address = publicUrl.replace(/^https?:\/\//, '');
  const say = { en: { language: 'en-CA' }, fr: { language: 'fr-CA' } } as const;
  for (const language of ['en', 'fr'] as const) {
    const line = isOpen ? lines[canCallBack ? 'callBack' : 'withheld'][language] : lines.closed[language];
    voice.say(say[language], line.replace('{address}', address));
    voice.say(say[language], isOpen ? advice.emergency.text[language] : renderAdvice(advice, language));
  }
  voice.hangup();
  return voice.toString();
}

const lines = {
  callBack: {
    en: 'This is the cyber incident hotline for political parties. Your call is noted. A responder will call this number back. You can also report by text message to this number, or on the web at {address}.',
    fr: 'Vous avez joint la ligne d’assistance en cas d’incident informatique pour les partis politiques. Votre appel est noté. Une personne de garde vous rappellera à ce numéro. Vous pouvez aussi nous écrire par texto à ce numéro, ou sur le Web, à l’adresse {address}.',
  },
  withheld: {
    en: 'This is the cyber incident hotline for political parties. Your call is noted, but your number is hidden, so we cannot call you back. Call again with your number shown, send a text message to this number, or report on the web at {address}.',
    fr: 'Vous avez joint la ligne d’assistance en cas d’incident informatique pour les partis politiques. Votre appel est noté, mais votre numéro est masqué et nous ne pouvons pas vous rappeler. Rappelez en affichant votre numéro, envoyez un texto à ce numéro ou écrivez-nous sur le Web, à l’adresse {address}.',
  },
  closed: {
    en: 'This is the cyber incident hotline for political parties. The hotline’s service for the election has ended. Your call is noted, but nobody will call back. Here is where to turn instead.',
    fr: 'Vous avez joint la ligne d’assistance en cas d’incident informatique pour les partis politiques. Le service de la ligne pour l’élection est terminé. Votre appel est noté, mais personne ne vous rappellera. Voici où vous adresser.',
  },
} as const;
