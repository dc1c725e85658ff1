import { AuditController } from './audit.controller.js';
import { CheckRecords } from './check-records.js';
import { ListAudit } from './list-audit.js';

/** What the desk has for looking into what people did. */
export const auditParts = {
  controllers: [AuditController],
  providers: [ListAudit, CheckRecords],
} as const;
