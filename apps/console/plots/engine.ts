import type { Language } from '#contracts';
import {
  BarChart,
  type BarSeriesOption,
  CustomChart,
  type CustomSeriesOption,
  HeatmapChart,
  type HeatmapSeriesOption,
  LineChart,
  type LineSeriesOption,
  ScatterChart,
  type ScatterSeriesOption,
} from 'echarts/charts';
import {
  AriaComponent,
  DataZoomComponent,
  type DataZoomComponentOption,
  GridComponent,
  type GridComponentOption,
  LegendComponent,
  type LegendComponentOption,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
  type TooltipComponentOption,
  VisualMapComponent,
  type VisualMapComponentOption,
} from 'echarts/components';
import { type ComposeOption, type ECharts, init, registerLocale, use } from 'echarts/core';
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers';

/** What a drawing may be made of; a kind of chart or part that is not named here is not in the bundle. */
export type PlotOption = ComposeOption<
  | BarSeriesOption
  | CustomSeriesOption
  | HeatmapSeriesOption
  | LineSeriesOption
  | ScatterSeriesOption
  | DataZoomComponentOption
  | GridComponentOption
  | LegendComponentOption
  | TooltipComponentOption
  | VisualMapComponentOption
>;

export type Chart = ECharts;

use([
  BarChart,
  CustomChart,
  HeatmapChart,
  LineChart,
  ScatterChart,
  AriaComponent,
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapComponent,
  CanvasRenderer,
  SVGRenderer,
]);

for (const language of ['en', 'fr'] as const) {
  registerLocale(language, {
    time: calendarNames(`${language}-CA`),
    // Texts of parts that no drawing may have.
    legend: { selector: { all: '', inverse: '' } },
  } as Parameters<typeof registerLocale>[1]);
}

/** Draws vectors into an element that has a size. */
export const drawInto = (box: HTMLElement, language: Language): Chart =>
  init(box, null, { renderer: 'svg', locale: language });

/** Draws for a file, out of sight: vectors, or points on a canvas. */
export const drawForFile = (as: 'svg' | 'png', language: Language, width: number, height: number): Chart =>
  init(document.createElement('div'), null, {
    renderer: as === 'svg' ? 'svg' : 'canvas',
    locale: language,
    width,
    height,
  });

/** The names of months and days on axes of time. 2026 began on a Thursday; its fourth day was a Sunday. */
function calendarNames(locale: string) {
  const names = (count: number, step: number, form: Intl.DateTimeFormatOptions) =>
    Array.from({ length: count }, (_, place) =>
      new Intl.DateTimeFormat(locale, { ...form, timeZone: 'UTC' }).format(Date.UTC(2026, 0, 4 + place * step)),
    );
  return {
    month: names(12, 30.5, { month: 'long' }),
    monthAbbr: names(12, 30.5, { month: 'short' }),
    dayOfWeek: names(7, 1, { weekday: 'long' }),
    dayOfWeekAbbr: names(7, 1, { weekday: 'short' }),
  };
}
