import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PolicyRule, Severity } from '#domain';

/** A policy as people edit it. `version` counts its edits; an escalation keeps the one that it started with. */
@Entity('policy')
export class PolicyRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { unique: true }) key!: string;
  @Column('text') name!: string;
  @Column('int') version!: number;
  @Column('jsonb') definition!: unknown;
  /** The severity whose incidents it pages when no rule says otherwise. */
  @Column('text', { name: 'fallback_for', nullable: true, unique: true }) fallbackFor!: Severity | null;
  @Column('text', { name: 'file_hash', nullable: true }) fileHash!: string | null;
  @Column('timestamptz', { name: 'changed_at' }) changedAt!: Date;
  @Column('text', { name: 'changed_by' }) changedBy!: string;
}

/** One row: which policy an incident gets, the first rule that fits. */
@Entity('policy_rules')
export class PolicyRules {
  @PrimaryColumn('boolean', { name: 'is_only' }) isOnly!: boolean;
  @Column('jsonb') rules!: PolicyRule[];
  @Column('int') version!: number;
  @Column('text', { name: 'file_hash', nullable: true }) fileHash!: string | null;
  @Column('timestamptz', { name: 'changed_at' }) changedAt!: Date;
  @Column('text', { name: 'changed_by' }) changedBy!: string;
}

/** How often a list of people has been asked for its next one. */
@Entity('policy_turn')
export class PolicyTurn {
  @PrimaryColumn('text') list!: string;
  @Column('int') taken!: number;
}

/** One call to somebody else's service about one step. Written before it is made. */
@Entity('webhook_call')
export class WebhookCall {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'incident_id' }) incidentId!: string;
  @Column('text') url!: string;
  @Column('int') step!: number;
  @Column('int') round!: number;
  @Column('text') state!: 'pending' | 'delivered' | 'failed';
  @Column('int', { default: 0 }) attempts!: number;
  @Column('timestamptz', { name: 'due_at', nullable: true }) dueAt!: Date | null;
  @Column('text', { name: 'last_error', nullable: true }) lastError!: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt!: Date;
}
