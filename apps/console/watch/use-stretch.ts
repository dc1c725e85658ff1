import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import type { OverrideView } from '#contracts';
import type { Mark } from './calendar-marks.js';
import {
  carried,
  type Choice,
  choiceOf,
  type Grip,
  slotAt,
  slotBeside,
  type Stretch,
  stretchOf,
} from './calendar-slots.js';

interface Ground {
  readonly slots: readonly number[];
  readonly slotMs: number;
  readonly zone: string;
  /** Times of which one is taken whole: the shifts as they are shown. */
  readonly shifts: readonly Stretch[];
  readonly now: number;
  /** A time was chosen: for a new override, or for one that is there and gets this time. */
  readonly onChosen: (stretch: Stretch, override: OverrideView | null) => void;
}

type Drag =
  | { readonly kind: 'choose'; readonly anchor: number }
  | { readonly kind: 'carry'; readonly mark: Mark; readonly grip: Grip; readonly grabbed: number };

interface Moved {
  readonly id: string;
  readonly stretch: Stretch;
}

/**
 * How a time is chosen in the calendar, by pointer or by keyboard, and an override carried elsewhere. Nothing is saved by it.
 * What is chosen belongs to the days that are shown: with others it is gone.
 */
export function useStretch({ slots, slotMs, zone, shifts, now, onChosen }: Ground) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const [held, setHeld] = useState<{ readonly of: readonly number[]; readonly choice: Choice } | null>(null);
  const [moved, setMoved] = useState<Moved | null>(null);
  const isSame = held !== null && held.of[0] === slots[0] && held.of.length === slots.length;
  const choice = isSame ? held.choice : null;
  const chosen = choice === null ? null : stretchOf(slots, choice);
  const choose = (next: Choice) => {
    setMoved(null);
    setHeld({ of: slots, choice: next });
  };
  const clear = () => {
    setHeld(null);
    setMoved(null);
  };
  const wholeShift = (slot: number): Choice => {
    const at = slots[slot] ?? 0;
    const shift = shifts.find(({ from, to }) => from <= at && at < to);
    return shift === undefined ? { anchor: slot, head: slot } : choiceOf(slots, shift);
  };
  const pointedAt = ({ clientX, clientY, currentTarget }: PointerEvent<HTMLElement>): number => {
    const surfaces = surfacesAround(currentTarget);
    const under = document.elementFromPoint(clientX, clientY)?.closest('[data-band]')?.querySelector('.surface');
    const surface = surfaces.find((one) => one === under) ?? surfaces[0];
    if (surface === undefined) return 0;
    const { left, width } = surface.getBoundingClientRect();
    const [from, to] = [Number(surface.dataset['from']), Number(surface.dataset['to'])];
    return slotAt(slots, Math.min(from + ((clientX - left) / width) * (to - from), to - 1));
  };
  const carry = (mark: Mark, grip: Grip, by: number) => {
    setHeld(null);
    const start = moved?.id === mark.id && drag === null ? moved.stretch : mark;
    setMoved({ id: mark.id, stretch: carried(start, grip, by, slotMs) });
  };
  const open = (mark: Mark) => {
    if (mark.kind === 'override') onChosen(moved?.id === mark.id ? moved.stretch : mark, mark.override);
  };

  return {
    choice,
    chosen,
    moved,
    clear,
    /** Of the surface of a week. */
    surface: {
      onFocus: () => {
        if (choice === null && drag === null) {
          const slot = slotAt(slots, now);
          choose({ anchor: slot, head: slot });
        }
      },
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        if (event.button !== 0) return;
        const slot = pointedAt(event);
        setDrag({ kind: 'choose', anchor: slot });
        event.currentTarget.setPointerCapture(event.pointerId);
        choose({ anchor: slot, head: slot });
      },
      onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
        if (choice === null || event.ctrlKey || event.altKey || event.metaKey) return;
        const beside = slotBeside(slots, choice.head, event.key, zone);
        if (beside !== null) {
          choose({ anchor: event.shiftKey ? choice.anchor : beside, head: beside });
          focusWeekOf(event.currentTarget, slots[beside] ?? 0);
        } else if (event.key === ' ') choose(wholeShift(choice.head));
        else if (event.key === 'Enter') onChosen(stretchOf(slots, choice), null);
        else if (event.key === 'Escape') clear();
        else return;
        event.preventDefault();
      },
    },
    /** Of an override that may be carried. */
    mark: (mark: Mark) => ({
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        if (event.button !== 0) return;
        const grip = event.target instanceof HTMLElement ? event.target.dataset['grip'] : undefined;
        setDrag({
          kind: 'carry',
          mark,
          grip: grip === 'from' || grip === 'to' ? grip : 'move',
          grabbed: pointedAt(event),
        });
        event.currentTarget.setPointerCapture(event.pointerId);
      },
      onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
        const by = { ArrowLeft: -slotMs, ArrowRight: slotMs, ArrowUp: -dayMs, ArrowDown: dayMs }[event.key];
        if (by !== undefined) carry(mark, event.shiftKey ? 'to' : 'move', by);
        else if (event.key === 'Enter' || event.key === ' ') open(mark);
        else if (event.key === 'Escape') clear();
        else return;
        event.preventDefault();
      },
    }),
    /** Of either, while it is dragged. */
    dragging: {
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        if (drag?.kind === 'choose') choose({ anchor: drag.anchor, head: pointedAt(event) });
        if (drag?.kind === 'carry') {
          carry(drag.mark, drag.grip, (slots[pointedAt(event)] ?? 0) - (slots[drag.grabbed] ?? 0));
        }
      },
      onPointerUp: (event: PointerEvent<HTMLElement>) => {
        setDrag(null);
        if (drag?.kind === 'choose') {
          const head = pointedAt(event);
          const next = head === drag.anchor ? wholeShift(head) : { anchor: drag.anchor, head };
          choose(next);
          onChosen(stretchOf(slots, next), null);
        }
        if (drag?.kind === 'carry') open(drag.mark);
      },
      onPointerCancel: () => {
        setDrag(null);
        clear();
      },
    },
  };
}

export type StretchControls = ReturnType<typeof useStretch>;

const dayMs = 86_400_000;

const surfacesAround = (element: HTMLElement): readonly HTMLElement[] => [
  ...(element.closest('.board')?.querySelectorAll<HTMLElement>('.surface') ?? []),
];

function focusWeekOf(element: HTMLElement, at: number): void {
  const week = surfacesAround(element).find(
    ({ dataset }) => Number(dataset['from']) <= at && at < Number(dataset['to']),
  );
  week?.focus();
}
