import {
  type Config,
  renderAdvice,
  renderInBothLanguages,
  renderMessage,
  type TemplateKey,
  type ValuesOf,
} from '#config';
import { firstSteps, firstStepsSms, type TextLanguage, type Verdict } from '#domain';
import { followUpUrl } from './follow-up-url.js';
import { receiptCodeSlot } from './keyed-values.js';

export interface MessageTexts {
  readonly email: { readonly subject: string; readonly body: string };
  readonly sms: string;
}

type Texts = Pick<Config, 'messages' | 'hotline' | 'playbooks' | 'advice' | 'environment'>;

/** The receipt with the first steps. Where the receipt code belongs it has a slot. */
export function composeAcknowledgement(
  config: Texts,
  report: { readonly reference: string; readonly verdict: Verdict },
  language: TextLanguage,
): MessageTexts {
  const { hotline, playbooks, environment } = config;
  const { reference, verdict } = report;
  const common = (one: 'en' | 'fr') => ({
    reference,
    receiptCode: receiptCodeSlot,
    followUpUrl: followUpUrl(environment.publicUrl, one),
    hotline: hotline.name[one],
    hotlinePhone: hotline.phone,
  });
  const steps = (one: 'en' | 'fr') =>
    firstSteps(playbooks, verdict, one)
      .map((step, index) => `${index + 1}. ${step}`)
      .join('\n');
  return {
    email: {
      subject: render(config, 'ack-email-subject', language, common),
      body: render(config, 'ack-email-body', language, (one) => ({ ...common(one), steps: steps(one) })),
    },
    sms: render(config, 'ack-sms', language, (one) => ({
      ...common(one),
      steps: firstStepsSms(playbooks, verdict, one),
    })),
  };
}

/** The last word of a hotline that has closed: in both languages, the reader's own first. */
export function composeClosingAnswer(
  config: Texts,
  report: { readonly reference: string; readonly lastDay: { readonly en: string; readonly fr: string } },
  language: TextLanguage,
): MessageTexts {
  const first = language === 'fr' ? 'fr' : 'en';
  const values = (one: 'en' | 'fr') => ({
    reference: report.reference,
    lastDay: report.lastDay[one],
    advice: renderAdvice(config.advice, one),
    hotline: config.hotline.name[one],
  });
  return {
    email: {
      subject: renderInBothLanguages(config.messages, 'after-cutoff-email-subject', values, first),
      body: renderInBothLanguages(config.messages, 'after-cutoff-email-body', values, first),
    },
    sms: renderInBothLanguages(config.messages, 'after-cutoff-sms', values, first),
  };
}

/** For where an attacker may read: something arrived, and nothing else. */
export function composeNeutralReceipt(config: Texts, language: TextLanguage): MessageTexts {
  const { hotline } = config;
  return {
    email: {
      subject: render(config, 'neutral-email-subject', language, none),
      body: render(config, 'neutral-email-body', language, (one) => ({
        hotline: hotline.name[one],
        hotlinePhone: hotline.phone,
      })),
    },
    sms: render(config, 'neutral-sms', language, none),
  };
}

const none = () => ({});

function render<K extends TemplateKey>(
  { messages }: Texts,
  name: K,
  language: TextLanguage,
  valuesIn: (language: 'en' | 'fr') => ValuesOf<K>,
): string {
  return language === 'bilingual'
    ? renderInBothLanguages(messages, name, valuesIn)
    : renderMessage(messages[language], name, valuesIn(language));
}
