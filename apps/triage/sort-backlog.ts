import { setImmediate as othersTurn, setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { fingerprint, type LaneReason, placeReport } from '#domain';
import { hotlineAddresses, Log, Settings, Sweeps } from '#service';
import { Clock, Database, type Report, type Tx } from '#store';
import { type Collapsed, collapseInto } from './collapse-flood.js';
import { findFloods } from './find-floods.js';
import { readReport } from './read-report/read-report.js';
import { recordVerdicts } from './record-verdicts.js';
import type { SetAside, SetAsideReading } from './set-aside.js';
import { isAnyWindowOpen, WeighReport } from './weigh-report.js';

const everyMs = 500;
/** Reports that are settled in one transaction, and how many are read before anybody else has a turn. */
const batchSize = 100;
/** Between two batches everybody else has this long to themselves, in milliseconds. */
const restMs = 40;
const readInOneGo = 5;
/** Reports in the first lane: beyond so many, nothing is added to them. */
const mostUnderWay = 20;

interface Waiting {
  readonly report_id: string;
  readonly source: string;
  readonly because: LaneReason;
  readonly turn: number;
}

/**
 * Takes up the reports that were set aside: many at a time, so that a flood is through in minutes, and so politely that
 * nothing else waits for it. Each is read and judged like any other. Then what is no incident is recorded as such; what says
 * the same as an open incident, or belongs to a flood, joins that incident and is counted; the rest goes the way of every
 * other report, so many each second.
 */
@Injectable()
export class SortBacklog {
  private gone = { second: 0, count: 0 };

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(WeighReport) private readonly weighing: WeighReport,
    @Inject(Log) private readonly log: Log,
  ) {}

  @Sweeps({ everyMs })
  async sweep(): Promise<void> {
    const until = performance.now() + everyMs;
    while (performance.now() < until) {
      const waiting = await this.next();
      if (waiting.length === 0) return;
      const { collapsed, letGo } = await this.settleOrSplit(await this.read(waiting));
      this.log.log({ message: 'backlog sorted', collapsed, letGo });
      // Nothing more may go on in this second.
      if (collapsed + letGo === 0) return;
      await pause(restMs);
    }
  }

  /** Sources take turns: the first over one source's budget comes before the thousandth over another's. */
  private next(): Promise<Waiting[]> {
    return this.database.source.query(
      'SELECT report_id, source, because, turn FROM backlog ORDER BY turn, received_at, report_id LIMIT $1',
      [batchSize],
    );
  }

  private async read(waiting: readonly Waiting[]): Promise<readonly SetAsideReading[]> {
    const reports = await this.database.source.manager
      .createQueryBuilder<Report>('report', 'r')
      .where('r.id IN (:...ids)', { ids: waiting.map(({ report_id: id }) => id) })
      .getMany();
    const known = new Map(waiting.map((row) => [row.report_id, row]));
    const sorted: SetAsideReading[] = [];
    for (const [index, report] of reports.entries()) {
      if (index % readInOneGo === 0) await othersTurn();
      const row = known.get(report.id);
      if (row !== undefined) sorted.push(await this.readOne(report, row));
    }
    return sorted;
  }

  private async readOne(report: Report, { source, because, turn }: Waiting): Promise<SetAsideReading> {
    const reading = await readReport(report, { ours: hotlineAddresses(this.settings.config) });
    return {
      report,
      reading,
      authentication: null,
      source,
      fingerprint: fingerprint(reading.ownText === '' ? reading.text : reading.ownText),
      isOneOfMany: because === 'alike',
      inFlood: turn >= this.settings.config.lanes.floodFrom,
    };
  }

  /** One report that nothing can be done with holds up no other: it goes on alone, and is parked there if need be. */
  private async settleOrSplit(
    read: readonly SetAsideReading[],
  ): Promise<{ readonly collapsed: number; readonly letGo: number }> {
    try {
      return await this.settleBatch(read);
    } catch (error) {
      const stack = error instanceof Error ? error.stack : String(error);
      this.log.error({ message: 'a batch of the backlog could not be sorted', reports: read.length }, stack);
      if (read.length > 1) {
        const settled = [];
        for (const one of read) settled.push(await this.settleOrSplit([one]));
        return {
          collapsed: settled.reduce((sum, one) => sum + one.collapsed, 0),
          letGo: settled.reduce((sum, one) => sum + one.letGo, 0),
        };
      }
      await this.database.transaction(async (tx) => {
        for (const { report } of await lockMine(tx, read)) {
          await tx.query('DELETE FROM backlog WHERE report_id = $1', [report.id]);
          tx.emit('report.received', { reportId: report.id }, report.id);
        }
      });
      return { collapsed: 0, letGo: read.length };
    }
  }

  private async settleBatch(
    read: readonly SetAsideReading[],
  ): Promise<{ readonly collapsed: number; readonly letGo: number }> {
    return this.database.transaction(async (tx) => {
      const elections = await this.weighing.elections(tx);
      const windowOpen = isAnyWindowOpen(elections, tx.now);
      const mine: SetAside[] = [];
      for (const one of await lockMine(tx, read))
        mine.push({ ...one, ...(await this.weighing.weigh(tx, one, elections)) });
      const floods = await findFloods(tx, mine);
      const settled: Collapsed[] = [];
      const going: SetAside[] = [];
      for (const one of mine) {
        const placement = placeReport({
          windowOpen,
          automatic: one.reading.automatic !== null,
          readable: one.reading.readable,
          severity: one.verdict.severity,
          disposition: one.verdict.disposition,
          belongsTo: null,
        });
        if (placement.outcome !== 'opened') settled.push({ judged: one, outcome: placement.outcome, incidentId: null });
        else {
          const place = await floods.incidentFor(one);
          if (place === null) going.push(one);
          else settled.push({ judged: one, ...place });
        }
      }
      const letGo = going.slice(0, await this.mayGo(tx));
      this.gone.count += letGo.length;
      await this.settle(tx, settled);
      for (const { report } of letGo) tx.emit('report.received', { reportId: report.id }, report.id);
      await tx.query('DELETE FROM backlog WHERE report_id = ANY($1)', [
        [...settled.map(({ judged }) => judged.report.id), ...letGo.map(({ report }) => report.id)],
      ]);
      return { collapsed: settled.length, letGo: letGo.length };
    });
  }

  private async settle(tx: Tx, settled: readonly Collapsed[]): Promise<void> {
    if (settled.length === 0) return;
    await collapseInto(tx, settled);
    await recordVerdicts(
      tx,
      settled.map((one) => ({ ...one, joinedBy: one.outcome === 'joined' ? ('flood' as const) : null })),
    );
    // Only whoever can be answered is waiting for an answer.
    for (const { judged, incidentId, outcome } of settled.filter(canBeAnswered)) {
      tx.emitInBulk('report.triaged', { reportId: judged.report.id, incidentId, disposition: outcome });
    }
  }

  /** How many more may go on in this second: none while the first lane has enough to do. */
  private async mayGo(tx: Tx): Promise<number> {
    const second = Math.floor(this.clock.now().getTime() / 1_000);
    if (second !== this.gone.second) this.gone = { second, count: 0 };
    const [row] = await tx.query<{ under_way: number }>(
      `SELECT count(*)::int AS under_way FROM (
         SELECT FROM outbox WHERE queue = 'triage' AND handled_at IS NULL AND parked_at IS NULL LIMIT ${mostUnderWay}) AS busy`,
    );
    const room = mostUnderWay - (row?.under_way ?? 0);
    return Math.max(0, Math.min(room, this.settings.config.lanes.letGoASecond - this.gone.count));
  }
}

/** Those that no other copy is sorting or has sorted, in the order they came; theirs until the commit. */
async function lockMine(tx: Tx, read: readonly SetAsideReading[]): Promise<readonly SetAsideReading[]> {
  const rows = await tx.query<{ report_id: string }>(
    'SELECT report_id FROM backlog WHERE report_id = ANY($1) ORDER BY report_id FOR NO KEY UPDATE SKIP LOCKED',
    [read.map(({ report }) => report.id)],
  );
  const mine = new Set(rows.map(({ report_id: id }) => id));
  return read
    .filter(({ report }) => mine.has(report.id))
    .toSorted((a, b) => a.report.receivedAt.getTime() - b.report.receivedAt.getTime());
}

function canBeAnswered({ judged: { report, reading } }: Collapsed): boolean {
  return report.sender !== null || reading.contact.email !== null || reading.contact.phone !== null;
}
