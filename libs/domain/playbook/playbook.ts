import type { Category, TextLanguage, Verdict } from '../triage/verdict.js';

/** One thing in both languages, as a list of short sentences. */
export interface BilingualSteps {
  readonly en: readonly string[];
  readonly fr: readonly string[];
}

export interface Playbook {
  /** What the reporter does now, before anybody has called. */
  readonly reporterSteps: BilingualSteps;
  /** What the responder does in the first hour. */
  readonly responderTasks: BilingualSteps;
  /** The reporter's steps in one text message of at most `longestSms` characters. */
  readonly sms: { readonly en: string; readonly fr: string };
}

/** config/playbooks.yaml, checked by `loadPlaybooks`. */
export interface Playbooks {
  readonly version: string;
  /** Where lives may be in danger this line stands first, whatever the category. */
  readonly lifeSafety: { readonly en: string; readonly fr: string };
  /** For a category that has no playbook of its own. */
  readonly general: Playbook;
  readonly byCategory: ReadonlyMap<Category, Playbook>;
}

export const longestSms = 300;

/** The playbook of a category, or the general one: there is always something to do. */
export function playbookFor(playbooks: Playbooks, category: Category): Playbook {
  return playbooks.byCategory.get(category) ?? playbooks.general;
}

type WhatHappened = Pick<Verdict, 'category' | 'violence' | 'lifeSafety'>;

/**
 * The reporter's first steps. Violence or danger to life puts the 911 line first, whatever else was found. Somebody
 * who writes in both languages gets the steps in both, English first.
 */
export function firstSteps(playbooks: Playbooks, verdict: WhatHappened, language: TextLanguage): readonly string[] {
  const { reporterSteps } = playbookFor(playbooks, verdict.category);
  return inLanguages(language).flatMap((one) => withDangerFirst(playbooks, verdict, one, reporterSteps[one]));
}

/** One step in both languages. */
export interface BilingualStep {
  readonly en: string;
  readonly fr: string;
}

/** The same steps, each in both languages: for a list that is ticked off in one and read in the other. */
export function pairedSteps(playbooks: Playbooks, verdict: WhatHappened): readonly BilingualStep[] {
  return paired(firstSteps(playbooks, verdict, 'en'), firstSteps(playbooks, verdict, 'fr'));
}

/** Every step that any reporter can have been given, once each. */
export function everyStep({ general, byCategory, lifeSafety }: Playbooks): readonly BilingualStep[] {
  const all = [general, ...byCategory.values()].flatMap(({ reporterSteps: { en, fr } }) => paired(en, fr));
  return [...new Map([lifeSafety, ...all].map((step) => [step.en, step])).values()];
}

/** The responder's tasks, in one language; danger to life first. */
export function responderTasks(playbooks: Playbooks, verdict: WhatHappened, language: 'en' | 'fr'): readonly string[] {
  return withDangerFirst(
    playbooks,
    verdict,
    language,
    playbookFor(playbooks, verdict.category).responderTasks[language],
  );
}

/** The steps as one text message; only the 911 line with the threat playbook's own where lives may be in danger. */
export function firstStepsSms(playbooks: Playbooks, verdict: WhatHappened, language: 'en' | 'fr'): string {
  const endangered = verdict.violence || verdict.lifeSafety;
  return playbookFor(playbooks, endangered ? 'threat_of_violence' : verdict.category).sms[language];
}

function withDangerFirst(
  playbooks: Playbooks,
  verdict: WhatHappened,
  language: 'en' | 'fr',
  steps: readonly string[],
): readonly string[] {
  if (!verdict.violence && !verdict.lifeSafety) return steps;
  const danger = playbooks.lifeSafety[language];
  return [danger, ...steps.filter((step) => step !== danger)];
}

function inLanguages(language: TextLanguage): readonly ('en' | 'fr')[] {
  return language === 'bilingual' ? ['en', 'fr'] : [language];
}

function paired(english: readonly string[], french: readonly string[]): readonly BilingualStep[] {
  return english.map((en, place) => ({ en, fr: french[place] ?? en }));
}
