import { HealthController } from './health.controller.js';
import { SettleHealth } from './settle-health.js';
import { ShowHealth } from './show-health.js';

/** What the desk has for the hotline's own health. */
export const healthParts = {
  controllers: [HealthController],
  providers: [ShowHealth, SettleHealth],
} as const;
