import { type Config, renderInBothLanguages, renderMessage, type TemplateKey, type ValuesOf } from '#config';
import {
  type Answer,
  type Category,
  firstStepsSms,
  type IncidentState,
  type Question,
  type TextLanguage,
  type Verdict,
} from '#domain';
import { composeAcknowledgement } from './compose-acknowledgement.js';

/** What the answers of one turn are put in words with. */
export interface AnswerFacts {
  /** Of the report that began the conversation. */
  readonly reference: string;
  readonly language: TextLanguage;
  readonly verdict: Verdict;
  /** What the conversation is about, as far as it is known; a text of one word says nothing of it. */
  readonly stepsFor: Category | null;
  /** Where the incident stands; null for what is none. */
  readonly incident: { readonly state: IncidentState; readonly isTaken: boolean } | null;
}

const questionTemplates = {
  account: 'answer-question-account-sms',
  active: 'answer-question-active-sms',
  safety: 'answer-question-safety-sms',
} as const satisfies Record<Question, TemplateKey>;

/** One answer as the text that is sent. Where the receipt code belongs, an acknowledgement has a slot. */
export function composeAnswer(config: Config, answer: Answer, facts: AnswerFacts): string {
  const { reference, language, verdict, incident } = facts;
  switch (answer.kind) {
    case 'acknowledgement':
      return composeAcknowledgement(config, { reference, verdict }, language).sms;
    case 'question':
      return say(config, questionTemplates[answer.question], language, () => ({}));
    case 'help':
      return renderMessage(config.messages[answer.language], 'keyword-help-sms', {});
    case 'steps':
      return say(config, 'answer-steps-sms', language, (one) => ({
        reference,
        steps: firstStepsSms(config.playbooks, { ...verdict, category: facts.stepsFor ?? verdict.category }, one),
      }));
    case 'status':
      return say(config, 'answer-status-sms', language, (one) => ({
        reference,
        status: config.messages[one].statuses[statusOf(incident)],
      }));
    case 'noted':
    case 'finished':
    case 'over':
    case 'danger':
      return say(config, `answer-${answer.kind}-sms`, language, () => ({ reference }));
    case 'verified':
      return say(config, 'answer-verified-sms', language, () => ({ reference }));
    case 'code-wrong':
      return say(config, 'answer-code-wrong-sms', language, () => ({
        reference,
        hotlinePhone: config.hotline.phone,
      }));
    case 'language':
      break;
  }
  return say(config, 'answer-language-sms', language, () => ({}));
}

function statusOf(incident: AnswerFacts['incident']) {
  if (incident === null) return 'no-incident';
  return incident.state === 'received' && incident.isTaken ? 'triaged' : incident.state;
}

function say<K extends TemplateKey>(
  { messages }: Config,
  name: K,
  language: TextLanguage,
  valuesIn: (language: 'en' | 'fr') => ValuesOf<K>,
): string {
  return language === 'bilingual'
    ? renderInBothLanguages(messages, name, valuesIn)
    : renderMessage(messages[language], name, valuesIn(language));
}
