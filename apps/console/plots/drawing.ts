import type { PlotOption } from './engine.js';
import type { Look } from './look.js';

/** One picture: what is drawn, and what each of its marks says. */
export interface Drawing {
  /** Without a tooltip of its own: that tells what `tell` says. */
  readonly option: Omit<PlotOption, 'tooltip'>;
  /** A mark in words, for the hover and for whoever goes through the marks with the keyboard. Lines are allowed. */
  readonly tell: (series: number, mark: number) => string;
  /** Where a mark leads when it is chosen, if anywhere. */
  readonly open?: (series: number, mark: number) => void;
}

/** Makes the drawing for a look: the screen's, light or dark, or that of paper. */
export type Draw = (look: Look) => Drawing;

/** Dots, lines and hatches, so that no series is told by its colour alone. */
const decals = [
  { symbol: 'none' },
  { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: -Math.PI / 4, symbolSize: 1 },
  {
    symbol: 'circle',
    dashArrayX: [
      [6, 6],
      [0, 6, 6, 0],
    ],
    dashArrayY: [5, 0],
    symbolSize: 0.6,
  },
  { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 5], symbolSize: 1 },
  { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: Math.PI / 4, symbolSize: 1 },
  { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: Math.PI / 2, symbolSize: 1 },
] as const;

/**
 * The drawing with all that every plot has in common. The hover is drawn too instead of being markup: markup would carry inline
 * styles, which the content security policy refuses.
 */
export function completeOption({ option, tell }: Drawing, look: Look): PlotOption {
  return {
    color: [...look.series],
    textStyle: { color: look.ink, fontFamily: look.font },
    animation: !look.still,
    animationDuration: 250,
    animationDurationUpdate: 250,
    aria: {
      enabled: true,
      label: { enabled: false },
      decal: { show: true, decals: decals.map((decal) => ({ ...decal, color: look.panel })) },
    },
    ...option,
    tooltip: {
      trigger: 'item',
      renderMode: 'richText',
      confine: true,
      backgroundColor: look.panel,
      borderColor: look.muted,
      textStyle: { color: look.ink, fontFamily: look.font, fontSize: 13 },
      formatter: (mark) => {
        const { seriesIndex = 0, dataIndex } = Array.isArray(mark) ? (mark[0] ?? { dataIndex: 0 }) : mark;
        return tell(seriesIndex, dataIndex);
      },
    },
  };
}

/** How many marks each series has. */
export function countMarks({ option }: Drawing): readonly number[] {
  const series = Array.isArray(option.series) ? option.series : [option.series];
  return series.map((one) => (one !== undefined && Array.isArray(one.data) ? one.data.length : 0));
}
