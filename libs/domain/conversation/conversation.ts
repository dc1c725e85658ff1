import type { AccountKind, Category, TextLanguage } from '../triage/verdict.js';
import type { GivenContact, Question, Understood } from './read-answer.js';
import type { CarrierKeyword } from './read-keyword.js';

/** A conversation by text with one number about one incident, between two of its texts. */
export interface Conversation {
  readonly incidentId: string | null;
  readonly language: TextLanguage;
  /** The question that has not been answered. */
  readonly pending: Question | null;
  readonly pendingSince: Date | null;
  /** How often the pending question has been asked. */
  readonly asked: number;
  /** What was asked and what came of it; `said`: the report itself said so, `none`: no answer was understood. */
  readonly answers: Readonly<Partial<Record<Question, Understood['value'] | 'said' | 'none'>>>;
  /** The kind of incident whose first steps were sent last. */
  readonly stepsFor: Category | null;
  /** When the last note was confirmed: several in a minute are confirmed once. */
  readonly notedAt: Date | null;
  readonly overAt: Date | null;
  readonly lastAt: Date;
}

/** A text that has come, and what triage made of it. */
export interface Heard {
  readonly text: string;
  readonly keyword: CarrierKeyword | null;
  readonly receivedAt: Date;
  readonly incidentId: string | null;
  readonly category: Category;
  readonly accountKind: AccountKind;
  readonly language: TextLanguage;
  /** Somebody's life or safety may be at stake. */
  readonly endangered: boolean;
  /** It came with a picture or another file. */
  readonly hasMedia: boolean;
}

/** What is texted back, to be put in words. */
export type Answer =
  | { readonly kind: 'acknowledgement' }
  | { readonly kind: 'question'; readonly question: Question }
  | { readonly kind: 'help'; readonly language: 'en' | 'fr' }
  | { readonly kind: 'steps' | 'status' | 'noted' | 'finished' | 'over' | 'danger' | 'language' }
  /** To a one-time code that was texted. */
  | { readonly kind: 'verified' | 'code-wrong' };

/** What an answer does besides being kept. */
export type Effect =
  | { readonly kind: 'answered'; readonly question: Question; readonly value: Understood['value'] }
  /** Nothing with content goes to this number any more. */
  | { readonly kind: 'number-unsafe' }
  | { readonly kind: 'contact-given'; readonly contact: GivenContact }
  | { readonly kind: 'endangered' }
  /** The reporter says that it is over; whether it is, a responder finds out. */
  | { readonly kind: 'says-over' };

export interface ConversationTurn {
  /** Null: nothing to remember, as for what is no incident. */
  readonly state: Conversation | null;
  readonly answers: readonly Answer[];
  readonly effects: readonly Effect[];
}
