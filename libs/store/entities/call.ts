import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CallStep, Leg, LegEnd } from '#domain';

/** A call to the hotline and how far it has come: all that one webhook leaves for the next. */
@Entity('call')
export class CallRow {
  @PrimaryColumn('uuid') id!: string;
  /** The carrier's. */
  @Column('text', { unique: true }) sid!: string;
  @Column('uuid', { name: 'report_id', unique: true }) reportId!: string;
  @Column('text') step!: CallStep;
  @Column('int') asked!: number;
  /** Chosen by key; null: both. */
  @Column('text', { nullable: true }) language!: 'en' | 'fr' | null;
  @Column('uuid', { name: 'taken_by', nullable: true }) takenBy!: string | null;
  @Column('timestamptz', { name: 'taken_at', nullable: true }) takenAt!: Date | null;
  /** When the incident was acknowledged for whoever took the caller, or found to need no acknowledgement. */
  @Column('timestamptz', { name: 'acknowledged_at', nullable: true }) acknowledgedAt!: Date | null;
  @Column('timestamptz', { name: 'started_at' }) startedAt!: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt!: Date;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
  /** How long it was, as the carrier says. */
  @Column('int', { nullable: true }) seconds!: number | null;
}

/** One person who was rung for a caller. */
@Entity('call_leg')
export class CallLegRow {
  @PrimaryColumn('uuid', { name: 'call_id' }) callId!: string;
  /** From 0, in the order in which they were rung. */
  @PrimaryColumn('int') position!: number;
  @Column('uuid', { name: 'user_id' }) userId!: string;
  @Column('text') state!: Leg['state'];
  @Column('text', { nullable: true }) because!: LegEnd | null;
  @Column('timestamptz', { name: 'rung_at' }) rungAt!: Date;
  @Column('timestamptz', { name: 'settled_at', nullable: true }) settledAt!: Date | null;
}

/** A message that a caller left: the audio lies at the carrier until it is kept with the report. */
@Entity('call_recording')
export class CallRecordingRow {
  /** The carrier's. */
  @PrimaryColumn('text') sid!: string;
  @Column('uuid', { name: 'call_id' }) callId!: string;
  @Column('int', { nullable: true }) seconds!: number | null;
  /** `lost`: the carrier did not give it, however often it was asked; the managers were told. */
  @Column('text') state!: 'waiting' | 'kept' | 'lost';
  @Column('int', { default: 0 }) attempts!: number;
  @Column('timestamptz', { name: 'due_at', nullable: true }) dueAt!: Date | null;
  @Column('timestamptz', { name: 'told_at' }) toldAt!: Date;
  @Column('timestamptz', { name: 'settled_at', nullable: true }) settledAt!: Date | null;
  /** When what was written down of it had been read as well and, if so configured, the carrier told to forget it. */
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt!: Date | null;
}
