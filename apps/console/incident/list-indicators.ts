import type { IncidentView } from '#contracts';
import type { TableData } from '../plots/table-data.js';

/** What the columns are called. */
interface ColumnTitles {
  readonly type: string;
  readonly value: string;
  readonly lookalike: string;
}

/** The indicators as a table to hand on: defanged as on the screen, so that no program on the way opens one. */
export function listIndicators(
  indicators: IncidentView['indicators'],
  { type, value, lookalike }: ColumnTitles,
  nameOfType: (type: string) => string,
): TableData {
  return {
    columns: [type, value, lookalike].map((title) => ({ title, kind: 'text' })),
    rows: indicators.map((one) => [nameOfType(one.type), one.defanged, one.lookalike?.of ?? null]),
  };
}
