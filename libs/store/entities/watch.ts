import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row: a number that no two states of the watch share. */
@Entity('watch_version')
export class WatchVersion {
  @PrimaryColumn('boolean', { name: 'is_only' }) isOnly!: boolean;
  @Column('int') version!: number;
}

/** Who changed what about the watch, its policies or its contact methods. Append-only. */
@Entity('watch_change')
export class WatchChange {
  @PrimaryColumn('bigint', { generated: 'identity', generatedIdentity: 'ALWAYS' }) position!: string;
  @Column('uuid', { unique: true }) id!: string;
  @Column('timestamptz') at!: Date;
  @Column('text') actor!: string;
  @Column('text') kind!: string;
  @Column('text') subject!: string;
  @Column('jsonb') data!: Record<string, unknown>;
}

/** A schedule as people edit it. `version` counts its edits, so that two at once do not undo each other. */
@Entity('schedule')
export class ScheduleRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { unique: true }) key!: string;
  @Column('text') name!: string;
  /** In which its times are shown where nothing else says so. */
  @Column('text') zone!: string;
  @Column('jsonb') definition!: unknown;
  @Column('int') version!: number;
  @Column('text', { name: 'file_hash', nullable: true }) fileHash!: string | null;
  @Column('timestamptz', { name: 'changed_at' }) changedAt!: Date;
  @Column('text', { name: 'changed_by' }) changedBy!: string;
}

@Entity('schedule_override')
export class ScheduleOverride {
  @PrimaryColumn('bigint', { generated: 'identity', generatedIdentity: 'ALWAYS' }) position!: string;
  @Column('uuid', { unique: true }) id!: string;
  @Column('uuid', { name: 'schedule_id' }) scheduleId!: string;
  @Column('text') kind!: 'replace' | 'add' | 'remove';
  @Column('timestamptz', { name: 'from_at' }) fromAt!: Date;
  @Column('timestamptz', { name: 'to_at' }) toAt!: Date;
  @Column('uuid', { name: 'person_id' }) personId!: string;
  @Column('uuid', { name: 'replaces_id', nullable: true }) replacesId!: string | null;
  @Column('text') reason!: string;
  @Column('uuid', { name: 'swap_id', nullable: true }) swapId!: string | null;
  /** Of the calendar entry that it was imported from. */
  @Column('text', { nullable: true }) uid!: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('text', { name: 'created_by' }) createdBy!: string;
  @Column('timestamptz', { name: 'removed_at', nullable: true }) removedAt!: Date | null;
  @Column('text', { name: 'removed_by', nullable: true }) removedBy!: string | null;
}

/** Shifts that stand in for the layers of a schedule during one time. */
@Entity('schedule_temporary')
export class ScheduleTemporary {
  @PrimaryColumn('bigint', { generated: 'identity', generatedIdentity: 'ALWAYS' }) position!: string;
  @Column('uuid', { unique: true }) id!: string;
  @Column('uuid', { name: 'schedule_id' }) scheduleId!: string;
  @Column('timestamptz', { name: 'from_at' }) fromAt!: Date;
  @Column('timestamptz', { name: 'to_at' }) toAt!: Date;
  @Column('jsonb') shifts!: readonly { readonly from: string; readonly to: string; readonly person: string }[];
  @Column('text') reason!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('text', { name: 'created_by' }) createdBy!: string;
  @Column('timestamptz', { name: 'removed_at', nullable: true }) removedAt!: Date | null;
  @Column('text', { name: 'removed_by', nullable: true }) removedBy!: string | null;
}

/** Somebody's leave. Only a granted one keeps them off duty. */
@Entity('absence')
export class AbsenceRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'user_id' }) userId!: string;
  @Column('timestamptz', { name: 'from_at' }) fromAt!: Date;
  @Column('timestamptz', { name: 'to_at' }) toAt!: Date;
  @Column('text') reason!: string;
  @Column('text') state!: 'requested' | 'granted' | 'refused' | 'removed';
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('text', { name: 'created_by' }) createdBy!: string;
  @Column('timestamptz', { name: 'settled_at', nullable: true }) settledAt!: Date | null;
  @Column('text', { name: 'settled_by', nullable: true }) settledBy!: string | null;
}

/** A time on duty that one responder offers to one other, or to whoever takes it first. */
@Entity('shift_swap')
export class ShiftSwap {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'schedule_id' }) scheduleId!: string;
  @Column('timestamptz', { name: 'from_at' }) fromAt!: Date;
  @Column('timestamptz', { name: 'to_at' }) toAt!: Date;
  @Column('uuid', { name: 'offered_by' }) offeredBy!: string;
  @Column('uuid', { name: 'offered_to', nullable: true }) offeredTo!: string | null;
  @Column('uuid', { name: 'taken_by', nullable: true }) takenBy!: string | null;
  @Column('text') state!: 'offered' | 'taken' | 'withdrawn';
  /** What is texted back to take it; unique among what is offered. */
  @Column('text') code!: string;
  @Column('text') reason!: string;
  @Column('timestamptz', { name: 'offered_at' }) offeredAt!: Date;
  @Column('timestamptz', { name: 'settled_at', nullable: true }) settledAt!: Date | null;
}

@Entity('shift_confirmation')
export class ShiftConfirmation {
  @PrimaryColumn('uuid', { name: 'schedule_id' }) scheduleId!: string;
  @PrimaryColumn('uuid', { name: 'user_id' }) userId!: string;
  @PrimaryColumn('timestamptz', { name: 'from_at' }) fromAt!: Date;
  @Column('timestamptz', { name: 'to_at' }) toAt!: Date;
  @Column('timestamptz', { name: 'reminded_at', nullable: true }) remindedAt!: Date | null;
  @Column('timestamptz', { name: 'confirmed_at', nullable: true }) confirmedAt!: Date | null;
  @Column('text', { name: 'confirmed_via', nullable: true }) confirmedVia!: 'console' | 'sms' | 'swap' | null;
}

/** The change of the watch from one person to the next, with what the first had in hand. */
@Entity('handoff')
export class Handoff {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'schedule_id' }) scheduleId!: string;
  @Column('timestamptz') at!: Date;
  @Column('uuid', { name: 'from_id', nullable: true }) fromId!: string | null;
  @Column('uuid', { name: 'to_id' }) toId!: string;
  @Column('uuid', { array: true }) incidents!: readonly string[];
  @Column('text') state!: 'offered' | 'taken' | 'lapsed';
  /** What nobody has taken over by then goes to the next step. */
  @Column('timestamptz', { name: 'lapses_at' }) lapsesAt!: Date;
  @Column('timestamptz', { name: 'made_at' }) madeAt!: Date;
  @Column('timestamptz', { name: 'settled_at', nullable: true }) settledAt!: Date | null;
  @Column('text', { name: 'taken_via', nullable: true }) takenVia!: 'console' | 'link' | 'sms' | null;
}

/** What the outgoing person of the watch writes for whoever comes next. Only added to. */
@Entity('handoff_note')
export class HandoffNoteRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'schedule_id' }) scheduleId!: string;
  @Column('uuid', { name: 'author_id' }) authorId!: string;
  @Column('text') text!: string;
  @Column('timestamptz', { name: 'written_at' }) writtenAt!: Date;
}

/** A secret address at which a calendar program reads a person's or a schedule's shifts; only its hash is kept. */
@Entity('calendar_feed')
export class CalendarFeed {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'user_id', nullable: true }) userId!: string | null;
  @Column('uuid', { name: 'schedule_id', nullable: true }) scheduleId!: string | null;
  @Column('text', { name: 'token_hash', unique: true }) tokenHash!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('uuid', { name: 'created_by' }) createdBy!: string;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt!: Date | null;
}
