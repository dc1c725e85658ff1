import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { auditKinds, comingHoles, type Trouble, type Look } from '#domain';
import { Log, readCover, ReadWatch, readWindowEnd, Settings, Sweeps } from '#service';
import { Clock, type Tx } from '#store';
import { type AuditCheck, auditChecks, broughtAtMost } from './audit-checks.js';
import { AuditStore } from './audit-store.js';
import { PingMonitor } from './ping-monitor.js';
import { settleFindings } from './settle-findings.js';
import { TellDirectly } from './tell-directly.js';

/** How long audits are remembered, in milliseconds. */
const rememberedMs = 30 * 86_400_000;
/** An audit that has not succeeded for so long is told of, in milliseconds. */
const failingMs = 60_000;

/**
 * Looks whether every promise holds, over everything that is stored, and lets the outside monitor hear from us only when all of
 * them do. A look that fails or takes too long is not a look in which they held.
 */
@Injectable()
export class TakeAudit {
  private failingSince: Date | null = null;
  private toldOfFailing = false;

  constructor(
    @Inject(AuditStore) private readonly store: AuditStore,
    @Inject(ReadWatch) private readonly watch: ReadWatch,
    @Inject(PingMonitor) private readonly monitor: PingMonitor,
    @Inject(TellDirectly) private readonly direct: TellDirectly,
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) private readonly log: Log,
  ) {}

  @Sweeps({ everyMs: 10_000 })
  async audit(): Promise<void> {
    try {
      await this.lookAtAll();
      this.failingSince = null;
      this.toldOfFailing = false;
    } catch (error) {
      await this.tellOfFailing();
      throw error;
    }
  }

  private async lookAtAll(): Promise<void> {
    await this.store.open();
    const { database } = this.store;
    const began = process.hrtime.bigint();
    const looks: Look[] = [];
    const windowEnd = await database.transaction(readWindowEnd);
    for (const check of auditChecks) looks.push(await database.transaction((tx) => takeLook(tx, check, windowEnd)));
    looks.push(await database.transaction((tx) => this.lookAtCover(tx, windowEnd)));
    for (const look of looks) await database.transaction((tx) => settleFindings(tx, look));
    const tookMs = Number((process.hrtime.bigint() - began) / 1_000_000n);
    const held = await database.transaction((tx) => recordRun(tx, tookMs));
    if (held) await this.monitor.ping();
    else this.log.warn({ message: 'the audit found what does not hold', kinds: looks.filter(isBroken).map(kindOf) });
  }

  /** The database may be what is gone: the managers are those of the roster file, and it is told once until an audit succeeds. */
  private async tellOfFailing(): Promise<void> {
    const now = this.clock.now();
    this.failingSince ??= now;
    const ms = now.getTime() - this.failingSince.getTime();
    if (ms < failingMs || this.toldOfFailing) return;
    const managers = this.settings.config.roster.people
      .filter(({ role }) => role === 'manager')
      .map(({ language, phone, email }) => ({ language, phone: phone ?? null, email: email ?? null }));
    const taken = await this.direct.send(managers, 'audit-failed', { minutes: Math.round(ms / 60_000) });
    this.toldOfFailing = taken > 0;
  }

  private async lookAtCover(tx: Tx, windowEnd: Date): Promise<Look> {
    const { schedules, reachable } = await readCover(tx, this.watch);
    const holes = comingHoles(schedules, reachable, tx.now, windowEnd);
    const found = holes.slice(0, broughtAtMost).map(({ from, to }): Trouble => ({
      subject: from.toISOString(),
      name: `${shortTime(from)} - ${shortTime(to)} UTC`,
    }));
    return { kind: 'cover-hole', found, complete: holes.length <= broughtAtMost };
  }
}

/** Exported for the plans of these statements to be looked at. */
export function statementOf({ sql }: AuditCheck): string {
  return `${sql} LIMIT ${broughtAtMost + 1}`;
}

async function takeLook(tx: Tx, check: AuditCheck, windowEnd: Date): Promise<Look> {
  const { kind, graceMs, inWindow } = check;
  if (inWindow === true && windowEnd <= tx.now) return { kind, found: [], complete: true };
  const rows = await tx.query<Trouble>(statementOf(check), [new Date(tx.now.getTime() - graceMs)]);
  return { kind, found: rows.slice(0, broughtAtMost), complete: rows.length <= broughtAtMost };
}

async function recordRun(tx: Tx, tookMs: number): Promise<boolean> {
  // The alarms' findings count too: they are settled at a time of their own. What a person has accepted does not.
  const [row] = await tx.query<{ open: number }>(
    'SELECT count(*)::int AS open FROM finding WHERE cleared_at IS NULL AND accepted_at IS NULL AND kind = ANY($1)',
    [auditKinds],
  );
  const findings = row?.open ?? 0;
  const held = findings === 0;
  await tx.query('INSERT INTO audit_run (id, started_at, took_ms, findings, held) VALUES ($1, $2, $3, $4, $5)', [
    randomUUID(),
    tx.now,
    tookMs,
    findings,
    held,
  ]);
  await tx.query('DELETE FROM audit_run WHERE started_at < $1', [new Date(tx.now.getTime() - rememberedMs)]);
  return held;
}

const isBroken = ({ found }: Look): boolean => found.length > 0;
const kindOf = ({ kind }: Look): string => kind;
const shortTime = (at: Date): string => at.toISOString().slice(0, 16).replace('T', ' ');
