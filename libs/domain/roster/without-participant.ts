import { localDay } from '../calendar/local-time.js';
import { type Participant, type Rotation, turnAt } from './rotation.js';

/**
 * A rotation without somebody who leaves it, from the turn of an instant on: whoever has that turn keeps it, and the others
 * follow in their order. Without this everybody's turns would move, because turns are counted and not remembered. Somebody who
 * leaves in the middle of their own turn hands it to the next.
 */
export function withoutParticipant(rotation: Rotation, person: string, at: Date): Rotation {
  const turn = turnAt(rotation, at);
  const { participants } = rotation;
  const left = (who: Participant): Participant | null => {
    if (typeof who === 'string') return who === person ? null : who;
    const others = who.filter((one) => one !== person);
    return others.length === 0 ? null : others;
  };
  if (turn === null) return { ...rotation, participants: participants.flatMap((who) => left(who) ?? []) };
  const order = [...participants.slice(turn.place), ...participants.slice(0, turn.place)];
  return {
    ...rotation,
    startsOn: localDay(turn.from, rotation.zone),
    participants: order.map(left).filter((who) => who !== null),
  };
}
