import { Inject, Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { RUNTIME } from './runtime-token.js';
import type { Runtime } from './runtime.js';

/** What this process counts; `GET /metrics` in the text format of Prometheus. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  readonly reportsReceived = this.counter('vigil_reports_received_total', 'Reports stored', ['channel']);
  readonly webhooksRefused = this.counter('vigil_webhooks_refused_total', 'Carrier webhooks refused', [
    'hook',
    'reason',
  ]);
  readonly mailRefused = this.counter('vigil_mail_refused_total', 'Mail refused', ['reason']);
  readonly pagesRequested = this.counter('vigil_pages_requested_total', 'Pages requested', ['severity']);
  readonly deliveries = this.counter('vigil_delivery_attempts_total', 'Attempts to deliver', [
    'purpose',
    'channel',
    'outcome',
  ]);
  readonly signInsRefused = this.counter('vigil_sign_ins_refused_total', 'Sign-ins refused', ['reason']);
  readonly timeToPage = new Histogram({
    name: 'vigil_report_to_carrier_seconds',
    help: 'From a report stored to the carrier called',
    buckets: [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15, 60],
    registers: [this.registry],
  });

  constructor(@Inject(RUNTIME) runtime: Runtime) {
    collectDefaultMetrics({ register: this.registry });
    const { database } = runtime;
    this.gauge('vigil_outbox_waiting', 'Events not yet in their queue', async () => {
      const [row] = await database.source.query(
        'SELECT count(*)::int AS n FROM outbox WHERE published_at IS NULL AND handled_at IS NULL',
      );
      return row.n;
    });
    this.gauge('vigil_outbox_parked', 'Events given up on, to be replayed', async () => {
      const [row] = await database.source.query('SELECT count(*)::int AS n FROM outbox WHERE parked_at IS NOT NULL');
      return row.n;
    });
    this.gauge('vigil_escalations_running', 'Incidents that nobody has acknowledged', async () => {
      const [row] = await database.source.query(`SELECT count(*)::int AS n FROM escalation WHERE status = 'running'`);
      return row.n;
    });
  }

  private counter<T extends string>(name: string, help: string, labelNames: readonly T[]): Counter<T> {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  private gauge(name: string, help: string, read: () => Promise<number>): Gauge {
    return new Gauge({
      name,
      help,
      registers: [this.registry],
      async collect() {
        this.set(await read().catch(() => Number.NaN));
      },
    });
  }
}
