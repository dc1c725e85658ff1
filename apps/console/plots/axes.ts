import type { Look } from './look.js';

/** Instants, in the viewer's zone; the day is named wherever one begins. */
export const timeAxis = (look: Look) => ({
  type: 'time' as const,
  axisLine: { lineStyle: { color: look.muted } },
  axisTick: { lineStyle: { color: look.muted } },
  axisLabel: { color: look.muted, hideOverlap: true, formatter: { day: '{d} {MMM}' } },
  splitLine: { show: false },
});

/** One lane for each name, the first one below. */
export const laneAxis = (look: Look, names: readonly string[]) => ({
  type: 'category' as const,
  data: [...names],
  axisLine: { show: false },
  axisTick: { show: false },
  axisLabel: { color: look.ink },
  splitLine: { show: true, lineStyle: { color: look.line } },
});

/** Numbers, from nothing. */
export const valueAxis = (look: Look, name: string) => ({
  type: 'value' as const,
  name,
  nameTextStyle: { color: look.muted, align: 'left' as const },
  axisLabel: { color: look.muted, hideOverlap: true },
  splitLine: { lineStyle: { color: look.line } },
});

/** The legend above a plot, at its beginning. */
export const legendAbove = (look: Look) => ({
  top: 0,
  left: 0,
  padding: [4, 0],
  itemWidth: 18,
  textStyle: { color: look.ink },
});

/** What is left above a plot for its legend, which takes another line on a telephone. `rows`: of it where there is room. */
export const roomForLegend = (look: Look, rows = 1): number => 10 + 24 * (look.narrow ? rows + 1 : rows);
