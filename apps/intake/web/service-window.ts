import { Inject, Injectable } from '@nestjs/common';
import { isOpen, localDay, type ServiceWindow } from '#domain';
import { Log } from '#service';
import { Clock, Database } from '#store';

export interface ServiceState {
  readonly open: boolean;
  /** Last day of the service, `YYYY-MM-DD` in the election's zone, once it has ended. */
  readonly closedSince: string | null;
}

interface Row {
  readonly closes_at: Date;
  readonly polling_day: string;
  readonly zone: string;
}

/** How long an answer holds, in milliseconds: a cutoff shows on the pages this much later at most. */
const holds = 5_000;

/** Whether the hotline still answers, as the elections in the store say. */
@Injectable()
export class ElectionWindows {
  private known: { readonly at: number; readonly rows: readonly Row[] } | null = null;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) private readonly log: Log,
  ) {}

  async state(): Promise<ServiceState> {
    return this.judge(await this.windows());
  }

  /** The same without asking the store. */
  lastKnown(): ServiceState {
    return this.judge((this.known?.rows ?? []).map(toWindow));
  }

  private judge(windows: readonly ServiceWindow[]): ServiceState {
    // Unknown is not closed: the form must show even while the store does not answer.
    if (windows.length === 0 || isOpen(windows, this.clock.now())) return { open: true, closedSince: null };
    return { open: false, closedSince: lastOf(windows)?.lastDay ?? null };
  }

  /** When the last of the windows closes; null where nobody knows. */
  async end(): Promise<ServiceWindow | null> {
    return lastOf(await this.windows());
  }

  private async windows(): Promise<readonly ServiceWindow[]> {
    const rows = await this.rows();
    return rows.map(toWindow);
  }

  /** The next or latest polling days that matter to how urgent a report is. */
  async elections(): Promise<readonly { readonly pollingDay: string; readonly zone: string }[]> {
    const rows = await this.rows();
    return rows.map(({ polling_day: pollingDay, zone }) => ({ pollingDay, zone }));
  }

  private async rows(): Promise<readonly Row[]> {
    const at = this.clock.now().getTime();
    if (this.known !== null && Math.abs(at - this.known.at) < holds) return this.known.rows;
    try {
      const rows: Row[] = await this.database.source.query('SELECT closes_at, polling_day::text, zone FROM election');
      this.known = { at, rows };
    } catch (error) {
      this.log.warn({
        message: 'The service window could not be read',
        error: error instanceof Error ? error.name : 'unknown',
      });
      this.known = { at, rows: this.known?.rows ?? [] };
    }
    return this.known.rows;
  }
}

const toWindow = ({ closes_at: closesAt, zone }: Row): ServiceWindow => ({
  closesAt,
  lastDay: lastDayBefore(closesAt, zone),
});

const lastOf = (windows: readonly ServiceWindow[]): ServiceWindow | null =>
  windows.toSorted((a, b) => a.closesAt.getTime() - b.closesAt.getTime()).at(-1) ?? null;

/** `closesAt` is the midnight after the last day. */
function lastDayBefore(closesAt: Date, zone: string): string {
  return localDay(new Date(closesAt.getTime() - 1), zone);
}
