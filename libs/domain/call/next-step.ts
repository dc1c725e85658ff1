import type { Call, CallAnswer, CallFact, CallInput, CallLanguage, CallRules, Leg, LegEnd, NextStep } from './call.js';

/**
 * The whole course of a call: one webhook, one decision. A webhook that is repeated, late or out of order finds a call it no
 * longer fits: nothing changes, and the answer is what the call stands at, so that a retry hears what the lost answer said.
 */
export function nextStep(call: Call, input: CallInput, rules: CallRules): NextStep {
  if (call.step === 'ended') return unchanged(call, legInput(input) ? released : { kind: 'hang-up' });
  switch (input.kind) {
    case 'arrived':
      if (rules.isOpen || call.step !== 'menu') return stay(call);
      return move({ ...call, step: 'closed' }, { kind: 'closed' });
    case 'keys':
      return chooseLanguage(call, input, rules);
    case 'picked-up':
      return unchanged(call, canTake(call, input.leg) ? { kind: 'whisper', leg: input.leg } : released);
    case 'leg-keys':
      return input.digits.startsWith(rules.takeKey) ? take(call, input.leg) : passOver(call, input.leg);
    case 'dial-ended':
      return afterDialling(call, input, rules);
    case 'recorded':
      if (call.step !== 'recording') return stay(call);
      return move({ ...call, step: 'recorded' }, { kind: 'goodbye', after: 'recording' });
    case 'ended':
      break;
  }
  return end(call);
}

function chooseLanguage(
  call: Call,
  { asked, digits }: Extract<CallInput, { kind: 'keys' }>,
  rules: CallRules,
): NextStep {
  if (call.step !== 'menu' || asked !== call.asked) return stay(call);
  const language: CallLanguage = digits === rules.keys.en ? 'en' : digits === rules.keys.fr ? 'fr' : null;
  if (language === null && asked < rules.menuTimes) {
    return move({ ...call, asked: asked + 1 }, { kind: 'menu', asked: asked + 1 });
  }
  const next = ringNext({ ...call, language }, rules);
  return { ...next, facts: [{ type: 'call.language', language }, ...next.facts] };
}

/** The next person who has not been rung yet; when there is none, the caller is asked for a message. */
function ringNext(call: Call, { order, mostPeople }: CallRules): NextStep {
  const rung = new Set(call.legs.map((leg) => leg.userId));
  const userId = call.legs.length < mostPeople ? order.find((candidate) => !rung.has(candidate)) : undefined;
  if (userId === undefined) {
    return move({ ...call, step: 'recording' }, { kind: 'record', wasAnybodyRung: call.legs.length > 0 });
  }
  const ringing: Call = { ...call, step: 'ringing', legs: [...call.legs, { userId, state: 'ringing' }] };
  return move(ringing, standing(ringing), { type: 'call.ringing', userId });
}

/** Of two who press the key, only the one who is rung now gets the caller; the same key twice connects twice. */
function take(call: Call, leg: number): NextStep {
  if (!canTake(call, leg)) return unchanged(call, released);
  const { userId, state } = legAt(call, leg);
  if (state === 'taken') return unchanged(call, { kind: 'connect' });
  const taken = replaceLeg(call, leg, { userId, state: 'taken' });
  return move({ ...taken, step: 'talking' }, { kind: 'connect' }, { type: 'call.taken', userId });
}

function passOver(call: Call, leg: number): NextStep {
  if (!canTake(call, leg)) return unchanged(call, released);
  const { userId, state } = legAt(call, leg);
  if (state === 'taken') return unchanged(call, { kind: 'connect' });
  const missed = replaceLeg(call, leg, { userId, state: 'missed', because: 'no-key' });
  return move(missed, { kind: 'release', because: 'no-key' }, { type: 'call.missed', userId, because: 'no-key' });
}

function afterDialling(
  call: Call,
  { leg, end: because, bridged }: Extract<CallInput, { kind: 'dial-ended' }>,
  rules: CallRules,
): NextStep {
  const isCurrent = (call.step === 'ringing' || call.step === 'talking') && leg === call.legs.length - 1;
  if (!isCurrent) return stay(call);
  const { userId, state } = legAt(call, leg);
  // Nobody who did not press the key has talked to the caller, whatever the carrier calls bridged.
  if (state === 'missed') return ringNext(call, rules);
  const talked = bridged ?? state === 'taken';
  if (talked) {
    const over: Call = { ...replaceLeg(call, leg, { userId, state: 'taken' }), step: 'talked' };
    // The key was pressed while nothing could be written down.
    const facts: readonly CallFact[] = state === 'taken' ? [] : [{ type: 'call.taken', userId }];
    return move(over, standing(over), ...facts);
  }
  // Whoever pressed the key and was cut off before the caller heard them has missed the caller too.
  const next = ringNext(replaceLeg(call, leg, { userId, state: 'missed', because: because ?? 'failed' }), rules);
  return { ...next, facts: [missedFact(userId, because ?? 'failed'), ...next.facts] };
}

function end(call: Call): NextStep {
  const last = call.legs.length - 1;
  const rung = call.step === 'ringing' && call.legs[last]?.state === 'ringing' ? legAt(call, last) : null;
  const legs =
    rung === null
      ? call.legs
      : replaceLeg(call, last, { userId: rung.userId, state: 'missed', because: 'caller-gone' }).legs;
  const facts: CallFact[] = rung === null ? [] : [missedFact(rung.userId, 'caller-gone')];
  return move({ ...call, step: 'ended', legs }, { kind: 'hang-up' }, ...facts, {
    type: 'call.ended',
    during: call.step,
  });
}

/** What the caller hears at the point where the call stands. */
function standing(call: Call): CallAnswer {
  const leg = call.legs.length - 1;
  switch (call.step) {
    case 'menu':
      return { kind: 'menu', asked: call.asked };
    case 'ringing':
    // A caller who asks while they should be talking is not being heard: to the same person again.
    case 'talking':
      return { kind: 'ring', leg, userId: legAt(call, leg).userId, isFirst: leg === 0 };
    case 'talked':
      return { kind: 'goodbye', after: 'talk' };
    case 'recording':
      return { kind: 'record', wasAnybodyRung: call.legs.length > 0 };
    case 'recorded':
      return { kind: 'goodbye', after: 'recording' };
    case 'closed':
      return { kind: 'closed' };
    case 'ended':
      break;
  }
  return { kind: 'hang-up' };
}

const released: CallAnswer = { kind: 'release', because: 'gone' };

function canTake(call: Call, leg: number): boolean {
  if (leg !== call.legs.length - 1 || leg < 0) return false;
  const { state } = legAt(call, leg);
  return (call.step === 'ringing' && state === 'ringing') || (call.step === 'talking' && state === 'taken');
}

function legAt(call: Call, leg: number): Leg {
  const found = call.legs[leg];
  if (found === undefined) throw new Error('a call that rings somebody has a leg');
  return found;
}

function replaceLeg(call: Call, index: number, leg: Leg): Call {
  return { ...call, legs: call.legs.with(index, leg) };
}

const legInput = ({ kind }: CallInput): boolean => kind === 'picked-up' || kind === 'leg-keys';

const missedFact = (userId: string, because: LegEnd): CallFact => ({ type: 'call.missed', userId, because });

const move = (call: Call, answer: CallAnswer, ...facts: readonly CallFact[]): NextStep => ({ call, answer, facts });

const unchanged = (call: Call, answer: CallAnswer): NextStep => ({ call, answer, facts: [] });

const stay = (call: Call): NextStep => unchanged(call, standing(call));
