import { useMemo, useSyncExternalStore } from 'react';
import type { IncidentState, Severity } from '#domain';
import { onTheme, shownTheme } from '../frame/theme.js';

/** How marks look: what the stylesheet says of colours, in words that a drawing understands. */
export interface Look {
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  readonly panel: string;
  readonly raised: string;
  readonly bad: string;
  readonly good: string;
  readonly focus: string;
  /** Told apart without seeing colours well; each 3:1 against the panel. */
  readonly series: readonly string[];
  /** From the darkest against the ground to the lightest, so that the order is seen without colours. */
  readonly severity: Readonly<Record<Severity, string>>;
  /** Each reaches 4.5:1 against the panel, in whose colour names are written into it. */
  readonly state: Readonly<Record<IncidentState, string>>;
  /** From few to many. */
  readonly scale: readonly string[];
  readonly font: string;
  /** The plot has the width of a telephone. */
  readonly narrow: boolean;
  /** Nothing moves by itself. */
  readonly still: boolean;
}

const stillness = '(prefers-reduced-motion: reduce)';

/** The look of the screen now; drawn anew when it changes. */
export function useLook(): Look {
  const key = useSyncExternalStore(listen, () => [shownTheme(), matchMedia(stillness).matches].join());
  // The key stands for what the stylesheet answers.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  return useMemo(() => readLook(document.documentElement), [key]);
}

/** The look of paper, which is light and still whatever the screen is. */
export function paperLook(): Look {
  const paper = document.createElement('div');
  paper.className = 'paper';
  document.body.append(paper);
  const look = { ...readLook(paper), still: true };
  paper.remove();
  return look;
}

function readLook(element: Element): Look {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    ink: colour('ink'),
    muted: colour('muted'),
    line: colour('line'),
    panel: colour('panel'),
    raised: colour('raised'),
    bad: colour('bad'),
    good: colour('good'),
    focus: colour('focus'),
    series: [1, 2, 3, 4, 5, 6].map((place) => colour(`plot-${place}`)),
    severity: {
      critical: colour('plot-critical'),
      high: colour('plot-high'),
      medium: colour('plot-medium'),
      low: colour('plot-low'),
      'not-an-incident': colour('plot-none'),
    },
    state: {
      received: colour('plot-received'),
      triaged: colour('plot-triaged'),
      contained: colour('plot-contained'),
      recovering: colour('plot-recovering'),
      resolved: colour('plot-resolved'),
      closed: colour('plot-closed'),
    },
    scale: [1, 2, 3, 4, 5].map((step) => colour(`plot-scale-${step}`)),
    // Inside attributes of a picture, where a double quote would end them.
    font: style.fontFamily.replaceAll('"', "'"),
    narrow: false,
    still: matchMedia(stillness).matches,
  };
}

function listen(changed: () => void): () => void {
  const motion = matchMedia(stillness);
  motion.addEventListener('change', changed);
  const forget = onTheme(changed);
  return () => {
    motion.removeEventListener('change', changed);
    forget();
  };
}
