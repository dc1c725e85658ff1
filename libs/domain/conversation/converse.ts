import { type Category, noIncident } from '../triage/verdict.js';
import type { Answer, Conversation, Effect, Heard, ConversationTurn } from './conversation.js';
import { partMark } from './join-texts.js';
import {
  type AccountAnswer,
  type Question,
  questions,
  readAnswer,
  saysItGoesOn,
  type Understood,
} from './read-answer.js';
import { type Command, isThanks, readCommand } from './read-command.js';
import { plainWords } from './words.js';

/** After so long without a word the conversation is over, in milliseconds; what comes then is a note. */
export const conversationEndsMs = 24 * 3_600_000;
/** Nobody reads a question and answers it sooner, in milliseconds: what comes sooner is more of the same. */
const fastestReaderMs = 4_000;
/** Notes that come one after another within this are confirmed once, in milliseconds. */
const oneConfirmationMs = 60_000;
/** A question is asked so often; after that the next one is. */
const mostAsked = 2;
/** Fewer words than this show neither in which language nor about what somebody writes. */
const tellingWords = 5;

/**
 * One turn of the conversation by text: what somebody said and what is known, in; what is remembered, answered and done, out.
 * A report is answered with its reference and the first steps, then asked what it does not say, one question at a time.
 * Commands are obeyed at any time, whatever else comes is a note, and nothing that anybody writes is lost: every text is a
 * report of its own.
 */
export function converse(before: Conversation | null, heard: Heard, now: Date): ConversationTurn {
  const { keyword } = heard;
  if (keyword !== null && keyword.kind !== 'help') return { state: before, answers: [], effects: [] };
  const isNew = before === null || before.incidentId !== heard.incidentId;
  if (keyword !== null) {
    const state = isNew ? begin(heard, now, keyword.language) : { ...before, lastAt: now };
    return { state, answers: [{ kind: 'help', language: keyword.language }], effects: [] };
  }
  if (heard.incidentId === null) return { state: before, answers: [{ kind: 'acknowledgement' }], effects: [] };
  if (isNew) return firstTurn(heard, now);
  const current = awake(before, heard, now);
  const command = readCommand(heard.text);
  if (command !== null) return obey(current, command, now);
  if (current.pending !== null) return hearAnswer(current, current.pending, heard, now);
  return hearNote(current, heard, now);
}

function begin(heard: Heard, now: Date, language = heard.language): Conversation {
  return {
    incidentId: heard.incidentId,
    language,
    pending: null,
    pendingSince: null,
    asked: 0,
    answers: {},
    stepsFor: null,
    notedAt: null,
    overAt: null,
    lastAt: now,
  };
}

function firstTurn(heard: Heard, now: Date): ConversationTurn {
  const state: Conversation = { ...begin(heard, now), answers: saidBy(heard), stepsFor: heard.category };
  const command = readCommand(heard.text);
  if (command !== null) return obey(state, command, now);
  if (noIncident.has(heard.category)) return { state, answers: [{ kind: 'acknowledgement' }], effects: [] };
  return askNext(state, [{ kind: 'acknowledgement' }], [], now);
}

/** A conversation that fell silent asks nothing any more; a language that nobody knew shows in the next real sentence. */
function awake(before: Conversation, heard: Heard, now: Date): Conversation {
  const isSilent = now.getTime() - before.lastAt.getTime() > conversationEndsMs;
  const shows = before.language === 'bilingual' && plainWords(heard.text).length >= tellingWords;
  return {
    ...before,
    language: shows ? heard.language : before.language,
    ...(isSilent && { pending: null, pendingSince: null, asked: 0 }),
    answers: { ...saidBy(heard), ...before.answers },
    lastAt: now,
  };
}

/** What a text says without being asked. */
function saidBy(heard: Heard): Conversation['answers'] {
  // Where somebody may be in danger, nothing matters but how to reach them.
  if (heard.endangered) return { account: 'said', active: 'said' };
  return {
    ...(heard.accountKind !== 'none' && heard.category !== 'undetermined' && { account: 'said' as const }),
    ...(saysItGoesOn(heard.text) && { active: 'said' as const }),
  };
}

function obey(state: Conversation, command: Command, now: Date): ConversationTurn {
  switch (command) {
    case 'status':
    case 'steps':
      return { state, answers: [{ kind: command }], effects: [] };
    case 'over':
      return {
        state: { ...state, pending: null, pendingSince: null, overAt: now },
        answers: [{ kind: 'over' }],
        effects: [{ kind: 'says-over' }],
      };
    case 'english':
    case 'french':
      break;
  }
  const told: Conversation = { ...state, language: command === 'french' ? 'fr' : 'en' };
  const answers: Answer[] = [{ kind: 'language' }];
  return told.pending === null
    ? { state: told, answers, effects: [] }
    : { state: told, answers: [...answers, { kind: 'question', question: told.pending }], effects: [] };
}

function hearAnswer(state: Conversation, question: Question, heard: Heard, now: Date): ConversationTurn {
  const understood = readAnswer(question, heard.text);
  if (isContinued(state, heard, understood))
    return withNewSteps(state, toldBy(heard), { state, answers: [], effects: [] });
  if (understood === null) return hearOther(state, question, heard, now);
  const known: Conversation = {
    ...state,
    pending: null,
    pendingSince: null,
    answers: { ...state.answers, [question]: understood.value },
  };
  const effects = effectsOf(understood);
  if (understood.value === 'danger') {
    return { state: known, answers: [{ kind: 'danger' }], effects };
  }
  const category = understood.question === 'account' ? takeovers[understood.value] : undefined;
  return withNewSteps(state, category ?? toldBy(heard), askNext(known, [], effects, now));
}

/** What to do first, by what is in trouble, while nothing else is known. */
const takeovers: Readonly<Partial<Record<AccountAnswer, Category>>> = {
  email: 'email_account_takeover',
  social: 'social_media_takeover',
  messaging: 'messaging_account_takeover',
  website: 'website_compromise',
  telephony: 'sim_swap',
};

/** More of what was written before the question could be read, such as the next part of a long text. */
function isContinued(state: Conversation, heard: Heard, understood: Understood | null): boolean {
  if (state.pendingSince === null) return false;
  const after = heard.receivedAt.getTime() - state.pendingSince.getTime();
  if (after < 0) return true;
  if (partMark(heard.text) !== null) return true;
  return after < fastestReaderMs && (understood === null || plainWords(heard.text).length > tellingWords);
}

/** Something else than an answer: it is kept, and the question comes once more, then no more. */
function hearOther(state: Conversation, question: Question, heard: Heard, now: Date): ConversationTurn {
  if (isThanks(heard.text) || (heard.hasMedia && heard.text.trim() === '')) {
    return { state, answers: [], effects: [] };
  }
  if (state.asked < mostAsked) {
    const again: Conversation = { ...state, asked: state.asked + 1, pendingSince: now };
    return withNewSteps(state, toldBy(heard), { state: again, answers: [{ kind: 'question', question }], effects: [] });
  }
  const skipped: Conversation = {
    ...state,
    pending: null,
    pendingSince: null,
    answers: { ...state.answers, [question]: 'none' },
  };
  return withNewSteps(state, toldBy(heard), askNext(skipped, [], [], now));
}

function hearNote(state: Conversation, heard: Heard, now: Date): ConversationTurn {
  if (isThanks(heard.text)) return { state, answers: [], effects: [] };
  // A plea that was answered with the help text is told now what it is about.
  if (state.stepsFor === null) {
    return askNext({ ...state, stepsFor: heard.category }, [{ kind: 'acknowledgement' }], [], now);
  }
  const isRecent = state.notedAt !== null && now.getTime() - state.notedAt.getTime() < oneConfirmationMs;
  const noted: Conversation = { ...state, notedAt: isRecent ? state.notedAt : now };
  return withNewSteps(state, toldBy(heard), {
    state: noted,
    answers: isRecent ? [] : [{ kind: 'noted' }],
    effects: [],
  });
}

/** Where a text shows what it is about only now, its first steps go out too. */
function withNewSteps(before: Conversation, category: Category, turn: ConversationTurn): ConversationTurn {
  const isNews = before.stepsFor === 'undetermined' && category !== 'undetermined' && !noIncident.has(category);
  if (!isNews || turn.state === null) return turn;
  return { ...turn, state: { ...turn.state, stepsFor: category }, answers: [{ kind: 'steps' }, ...turn.answers] };
}

/** What a text is about, if it has words enough to say so. */
function toldBy({ text, category }: Heard): Category {
  return plainWords(text).length >= tellingWords ? category : 'undetermined';
}

/** Asks the next question that nothing has answered; the last answer of all is a word of thanks. */
function askNext(
  state: Conversation,
  answers: readonly Answer[],
  effects: readonly Effect[],
  now: Date,
): ConversationTurn {
  const question = questions.find((each) => state.answers[each] === undefined);
  if (question === undefined) return { state, answers: [...answers, { kind: 'finished' }], effects };
  return {
    state: { ...state, pending: question, pendingSince: now, asked: 1 },
    answers: [...answers, { kind: 'question', question }],
    effects,
  };
}

function effectsOf(understood: Understood): readonly Effect[] {
  const answered: Effect = { kind: 'answered', question: understood.question, value: understood.value };
  if (understood.question !== 'safety') return [answered];
  const { value, contact } = understood;
  return [
    answered,
    ...(value === 'unsafe' ? [{ kind: 'number-unsafe' } as const] : []),
    ...(value === 'danger' ? [{ kind: 'endangered' } as const] : []),
    // Where the number itself is safe, answers stay where the reporter writes from.
    ...(contact !== null && value !== 'safe' ? [{ kind: 'contact-given', contact } as const] : []),
  ];
}
