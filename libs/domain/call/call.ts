/** What is asked for only one language at a time; null means both, one after the other. */
export type CallLanguage = 'en' | 'fr' | null;

/** `no-key`: somebody or something answered (a voicemail, a pocket) and did not press the key. */
export type LegEnd = 'no-answer' | 'busy' | 'failed' | 'no-key' | 'caller-gone';

/** One person who was rung for the caller. */
export type Leg =
  | { readonly userId: string; readonly state: 'ringing' | 'taken' }
  | { readonly userId: string; readonly state: 'missed'; readonly because: LegEnd };

/**
 * How far a call has come. `talked` and `recorded`: the caller hears goodbye. `closed`: the service has ended, nobody is rung.
 * `ended`: the line is down.
 */
export const callSteps = ['menu', 'ringing', 'talking', 'talked', 'recording', 'recorded', 'closed', 'ended'] as const;
export type CallStep = (typeof callSteps)[number];

/** All that has to be remembered between two webhooks of one call. */
export interface Call {
  readonly step: CallStep;
  /** How often the menu was begun. */
  readonly asked: number;
  readonly language: CallLanguage;
  /** Oldest first; while somebody is rung, or talks, it is the last. */
  readonly legs: readonly Leg[];
}

export interface CallRules {
  /** False once the hotline's service has ended. */
  readonly isOpen: boolean;
  /** The key for each language. */
  readonly keys: { readonly en: string; readonly fr: string };
  /** The key that takes a caller. */
  readonly takeKey: string;
  /** How often the menu is played at most. */
  readonly menuTimes: number;
  /** How many people are rung at most. */
  readonly mostPeople: number;
  /** Whom to ring, the first first; see `whomToRing`. */
  readonly order: readonly string[];
}

/** What a webhook of the carrier says. Each but the first names the question that it answers, so that a late one is known. */
export type CallInput =
  | { readonly kind: 'arrived' }
  /** `asked`: which playing of the menu is answered. No digits: no key was pressed. */
  | { readonly kind: 'keys'; readonly asked: number; readonly digits: string }
  /** Somebody's phone was picked up; `leg` is its place among the legs. */
  | { readonly kind: 'picked-up'; readonly leg: number }
  | { readonly kind: 'leg-keys'; readonly leg: number; readonly digits: string }
  | {
      readonly kind: 'dial-ended';
      readonly leg: number;
      readonly end: LegEnd | null;
      /** Whether the two were put through to each other; null where the carrier does not say. */
      readonly bridged: boolean | null;
    }
  | { readonly kind: 'recorded' }
  | { readonly kind: 'ended' };

/** What the caller hears next, or (the last three) the person who was rung. */
export type CallAnswer =
  | { readonly kind: 'menu'; readonly asked: number }
  | { readonly kind: 'ring'; readonly leg: number; readonly userId: string; readonly isFirst: boolean }
  | { readonly kind: 'record'; readonly wasAnybodyRung: boolean }
  | { readonly kind: 'goodbye'; readonly after: 'talk' | 'recording' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'hang-up' }
  | { readonly kind: 'whisper'; readonly leg: number }
  | { readonly kind: 'connect' }
  | { readonly kind: 'release'; readonly because: 'no-key' | 'gone' };

/** What happened, for the timeline. */
export type CallFact =
  | { readonly type: 'call.language'; readonly language: CallLanguage }
  | { readonly type: 'call.ringing'; readonly userId: string }
  | { readonly type: 'call.taken'; readonly userId: string }
  | { readonly type: 'call.missed'; readonly userId: string; readonly because: LegEnd }
  | { readonly type: 'call.ended'; readonly during: CallStep };

export interface NextStep {
  readonly call: Call;
  readonly answer: CallAnswer;
  readonly facts: readonly CallFact[];
}

export const newCall: Call = { step: 'menu', asked: 1, language: null, legs: [] };
