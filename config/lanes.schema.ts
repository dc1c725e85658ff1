import { z } from 'zod';

const count = z.int().min(1).max(100_000);

/** When a report is set aside to be triaged together with others: what lanes.yaml sets. */
export const lanesFile = z
  .strictObject({
    windowMinutes: z.int().min(1).max(1440),
    fromSource: count,
    severeFromSource: count,
    same: count,
    alike: count,
    /** First looks that one process spends each second on reports over their budget. */
    glancesASecond: count,
    floodFrom: count,
    letGoASecond: count,
  })
  .readonly();
export type LaneSettings = z.output<typeof lanesFile>;
