import { Body, Get, Header, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { type AuditPage, auditQuery, checkRecords, type RecordsChecked } from '#contracts';
import { DeskController, Requires } from '../desk-controller.js';
import { type Person, SignedIn } from '../person.js';
import { readBody, readQuery } from '../read-request.js';
import { CheckRecords } from './check-records.js';
import { ListAudit } from './list-audit.js';

/** Who did what to the hotline itself, and whether the records are whole. */
@DeskController('api/v1/audit')
export class AuditController {
  constructor(
    @Inject(ListAudit) private readonly audit: ListAudit,
    @Inject(CheckRecords) private readonly records: CheckRecords,
  ) {}

  @Get()
  @Requires('audit.read')
  @Header('cache-control', 'no-store')
  list(@SignedIn() person: Person, @Query() query: unknown): Promise<AuditPage> {
    return this.audit.list(person, readQuery(auditQuery, query));
  }

  @Post('checks')
  @Requires('audit.read')
  @HttpCode(200)
  check(@Body() body: unknown): Promise<RecordsChecked> {
    return this.records.check(readBody(checkRecords, body).after);
  }
}
