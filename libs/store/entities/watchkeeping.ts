import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { FindingKind } from '#domain';

/** Something that the hotline found wrong with itself, from when it was found until it held again. */
@Entity('finding')
export class FindingRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') kind!: FindingKind;
  @Column('text') subject!: string;
  @Column('text') name!: string;
  @Column('timestamptz', { name: 'opened_at' }) openedAt!: Date;
  @Column('timestamptz', { name: 'told_at', nullable: true }) toldAt!: Date | null;
  @Column('timestamptz', { name: 'cleared_at', nullable: true }) clearedAt!: Date | null;
  /** When a person said that it cannot be mended, and why. */
  @Column('timestamptz', { name: 'accepted_at', nullable: true }) acceptedAt!: Date | null;
  @Column('text', { name: 'accepted_because', nullable: true }) acceptedBecause!: string | null;
}

/** One look of the auditor at everything. */
@Entity('audit_run')
export class AuditRun {
  @PrimaryColumn('uuid') id!: string;
  @Column('timestamptz', { name: 'started_at' }) startedAt!: Date;
  @Column('int', { name: 'took_ms' }) tookMs!: number;
  @Column('int') findings!: number;
  @Column('boolean') held!: boolean;
}

/** A watcher outside the hotline that must be heard from at an interval. */
@Entity('heartbeat_monitor')
export class HeartbeatMonitor {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('text', { name: 'token_hash', unique: true }) tokenHash!: string;
  @Column('int', { name: 'interval_minutes' }) intervalMinutes!: number;
  @Column('timestamptz', { name: 'last_beat_at', nullable: true }) lastBeatAt!: Date | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('uuid', { name: 'created_by' }) createdBy!: string;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt!: Date | null;
}

/** One marked report that the hotline sent to itself. */
@Entity('self_test')
export class SelfTest {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') channel!: 'api' | 'email' | 'sms';
  @Column('text') token!: string;
  @Column('timestamptz', { name: 'sent_at' }) sentAt!: Date;
  @Column('int', { name: 'took_ms', nullable: true }) tookMs!: number | null;
}
