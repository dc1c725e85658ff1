import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One thing that happened to an incident or a report. Append-only: the database refuses anything else. */
@Entity('timeline_entry')
export class TimelineEntryRow {
  @PrimaryColumn('uuid', { name: 'subject_id' }) subjectId!: string;
  @Column('text', { name: 'subject_kind' }) subjectKind!: 'report' | 'incident';
  @PrimaryColumn('int') seq!: number;
  @Column('timestamptz') at!: Date;
  @Column('text') actor!: string;
  @Column('text') type!: string;
  @Column('jsonb') data!: Record<string, unknown>;
  @Column('text', { name: 'previous_hash' }) previousHash!: string;
  @Column('text') hash!: string;
}

/** The end of each chain: what the next entry is linked to, and the lock that puts entries in one order. */
@Entity('timeline_head')
export class TimelineHead {
  @PrimaryColumn('uuid', { name: 'subject_id' }) subjectId!: string;
  @Column('text', { name: 'subject_kind' }) subjectKind!: 'report' | 'incident';
  @Column('int') seq!: number;
  @Column('text') hash!: string;
}

@Entity('event')
export class EventRow {
  @PrimaryColumn('bigint', { generated: 'identity', generatedIdentity: 'ALWAYS' }) position!: string;
  @Column('uuid', { unique: true }) id!: string;
  @Column('text') type!: string;
  @Column('int') version!: number;
  @Column('timestamptz', { name: 'occurred_at' }) occurredAt!: Date;
  @Column('uuid', { name: 'correlation_id' }) correlationId!: string;
  @Column('uuid', { name: 'causation_id', nullable: true }) causationId!: string | null;
  @Column('uuid', { name: 'incident_id', nullable: true }) incidentId!: string | null;
  @Column('jsonb') data!: Record<string, unknown>;
}

/** What one queue still has to be told, and whether its service has done its work: the queue can be rebuilt from here. */
@Entity('outbox')
export class OutboxRow {
  @PrimaryColumn('uuid', { name: 'event_id' }) eventId!: string;
  @PrimaryColumn('text') queue!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'published_at', nullable: true }) publishedAt!: Date | null;
  @Column('timestamptz', { name: 'handled_at', nullable: true }) handledAt!: Date | null;
  /** Set when every try has failed: it stands aside, is shown, and can be replayed. */
  @Column('timestamptz', { name: 'parked_at', nullable: true }) parkedAt!: Date | null;
  @Column('text', { name: 'last_error', nullable: true }) lastError!: string | null;
  /** Comes after everything that is not. */
  @Column('boolean', { default: false }) bulk!: boolean;
}

@Entity('service_heartbeat')
export class ServiceHeartbeat {
  @PrimaryColumn('text') service!: string;
  @PrimaryColumn('text') instance!: string;
  @Column('timestamptz', { name: 'beat_at' }) beatAt!: Date;
  /** Of the configuration that the process was started with; null for one of an earlier release. */
  @Column('text', { name: 'config_hash', nullable: true }) configHash!: string | null;
}

@Entity('service_secret')
export class ServiceSecret {
  @PrimaryColumn('text') name!: string;
  @Column('text') value!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}
