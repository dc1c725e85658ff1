import { MeasuresController } from './measures.controller.js';
import { ShowMeasures } from './show-measures.js';

/** What the desk has for measures. */
export const measureParts = {
  controllers: [MeasuresController],
  providers: [ShowMeasures],
} as const;
