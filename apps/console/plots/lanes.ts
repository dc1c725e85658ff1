import type { PlotOption } from './engine.js';
import type { Look } from './look.js';

/** A stretch on a lane. */
export interface Stretch {
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
  /** From 0, in the order of the axis. */
  readonly lane: number;
  readonly colour: string;
  /** Of what is written into it. */
  readonly ink: string;
  /** Written into the bar where there is room. */
  readonly label: string;
}

type Series = Extract<NonNullable<PlotOption['series']>, readonly unknown[]>[number];
type CustomSeries = Extract<Series, { type?: 'custom' }>;

/** Where a bar can hold letters, in CSS pixels. */
const roomForLabel = 34;

/** Bars from one instant to another, each on a lane and with its name in it. `thickness`: in CSS pixels, or a share of the lane. */
export function bars(stretches: readonly Stretch[], look: Look, thickness = 0.62): CustomSeries {
  return {
    type: 'custom',
    clip: true,
    encode: { x: [0, 1], y: 2 },
    data: stretches.map(({ from, to, lane }) => [from, to, lane]),
    renderItem: (params, api) => {
      const stretch = stretches[params.dataIndex];
      const area = params.coordSys as unknown as { readonly x: number; readonly width: number };
      if (stretch === undefined) return null;
      const [left = 0, middle = 0] = api.coord([stretch.from, stretch.lane]);
      const [right = 0] = api.coord([stretch.to, stretch.lane]);
      const size = api.size?.([0, 1]);
      const height = Math.max(4, (Array.isArray(size) ? (size[1] ?? 0) : 0) * thickness);
      const [x, end] = [Math.max(left, area.x), Math.min(right, area.x + area.width)];
      if (end < area.x || x > area.x + area.width) return null;
      // What took no time is seen all the same.
      const width = Math.max(2, end - x);
      return {
        type: 'rect',
        shape: { x, y: middle - height / 2, width, height, r: 2 },
        style: { fill: stretch.colour, stroke: look.panel, lineWidth: 1 },
        emphasis: { style: { stroke: look.focus, lineWidth: 2 } },
        textContent:
          width < roomForLabel || height < 12
            ? false
            : {
                type: 'text',
                style: {
                  text: stretch.label,
                  fill: stretch.ink,
                  font: `11px ${look.font}`,
                  width: width - 8,
                  overflow: 'truncate',
                  ellipsis: '…',
                },
              },
        textConfig: { position: 'insideLeft', distance: 5, inside: true },
      };
    },
  };
}

/** To look nearer: a bar with two ends below the plot, Ctrl and the wheel, and the plot's own keys. */
export function zoomBar(look: Look): NonNullable<PlotOption['dataZoom']> {
  return [
    { type: 'inside', xAxisIndex: 0, filterMode: 'none', zoomOnMouseWheel: 'ctrl', moveOnMouseWheel: false },
    {
      type: 'slider',
      xAxisIndex: 0,
      filterMode: 'none',
      height: 18,
      bottom: 6,
      borderColor: look.line,
      fillerColor: `${look.focus}33`,
      handleStyle: { color: look.panel, borderColor: look.muted },
      moveHandleStyle: { color: look.muted },
      dataBackground: { lineStyle: { opacity: 0 }, areaStyle: { opacity: 0 } },
      selectedDataBackground: { lineStyle: { opacity: 0 }, areaStyle: { opacity: 0 } },
      textStyle: { color: look.muted },
      showDetail: false,
      brushSelect: false,
    },
  ];
}
