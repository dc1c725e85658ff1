import { HealthController } from './health.controller.js';
import { NoticeController } from './notice.controller.js';
import { SeeToNotice } from './see-to-notice.js';
import { SettleHealth } from './settle-health.js';
import { ShowHealth } from './show-health.js';

/** What the desk has for the hotline's own health. */
export const healthParts = {
  controllers: [HealthController, NoticeController],
  providers: [ShowHealth, SettleHealth, SeeToNotice],
} as const;
