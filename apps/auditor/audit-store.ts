import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { RUNTIME, type Runtime } from '#service';
import { auditDataSource, Database } from '#store';

/** The auditor's own connections: when the services have used up theirs, it still sees. */
@Injectable()
export class AuditStore implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly database: Database;
  private readonly source: DataSource;
  private opening: Promise<unknown> | null = null;

  constructor(@Inject(RUNTIME) runtime: Runtime) {
    this.source = auditDataSource(runtime.databaseUrl);
    this.database = new Database(this.source, runtime.clock);
  }

  onApplicationBootstrap(): Promise<unknown> {
    return this.open();
  }

  /** Opens it once, and again after an opening that failed. */
  async open(): Promise<void> {
    this.opening ??= this.source.initialize();
    try {
      await this.opening;
    } catch (error) {
      this.opening = null;
      throw error;
    }
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.source.isInitialized) await this.source.destroy();
  }
}
