import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { EscalationState, IncidentState, ScorePart, Severity } from '#domain';

@Entity('incident')
export class Incident {
  @PrimaryColumn('uuid') id!: string;
  /** The reference of the report that opened it: the one name that reporter and responder share. */
  @Column('text', { unique: true }) reference!: string;
  @Column('uuid', { name: 'party_id', nullable: true }) partyId!: string | null;
  @Column('text') state!: IncidentState;
  @Column('text') severity!: Severity;
  @Column('smallint', { name: 'severity_rank' }) severityRank!: number;
  @Column('text', { name: 'severity_rule' }) severityRule!: string;
  @Column('text') category!: string;
  @Column('text') rsit!: string;
  @Column('text', { name: 'account_kind' }) accountKind!: string;
  @Column('text') language!: 'en' | 'fr' | 'bilingual';
  @Column('text') summary!: string;
  @Column('boolean', { name: 'life_safety' }) lifeSafety!: boolean;
  @Column('boolean') violence!: boolean;
  @Column('boolean', { name: 'foreign_interference' }) foreignInterference!: boolean;
  @Column('text', { name: 'compromised_addresses', array: true }) compromisedAddresses!: string[];
  @Column('uuid', { name: 'assignee_id', nullable: true }) assigneeId!: string | null;
  @Column('uuid', { name: 'acknowledged_by', nullable: true }) acknowledgedBy!: string | null;
  @Column('timestamptz', { name: 'acknowledged_at', nullable: true }) acknowledgedAt!: Date | null;
  @Column('timestamptz', { name: 'opened_at' }) openedAt!: Date;
  @Column('timestamptz', { name: 'triaged_at', nullable: true }) triagedAt!: Date | null;
  @Column('timestamptz', { name: 'contained_at', nullable: true }) containedAt!: Date | null;
  @Column('timestamptz', { name: 'recovering_at', nullable: true }) recoveringAt!: Date | null;
  @Column('timestamptz', { name: 'resolved_at', nullable: true }) resolvedAt!: Date | null;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt!: Date | null;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt!: Date;
  @Column('int', { default: 1 }) version!: number;
  @Column('int', { name: 'report_count', default: 1 }) reportCount!: number;
  /** 0 to 100: its place among the incidents of the same severity. */
  @Column('smallint', { default: 0 }) score!: number;
  /** 100 less the score: what the queue is ordered by, because an index is read in one direction. */
  @Column('smallint', { name: 'score_lacks', default: 100 }) scoreLacks!: number;
  @Column('jsonb', { name: 'score_parts', default: [] }) scoreParts!: ScorePart[];
  @Column('uuid', { name: 'campaign_id', nullable: true }) campaignId!: string | null;
  /** The incident that a person found it to be a part of; closed then. */
  @Column('uuid', { name: 'merged_into', nullable: true }) mergedInto!: string | null;
}

/** The paging clock of one incident. `dueAt` is the truth; a delayed job is only its alarm. */
@Entity('escalation')
export class Escalation {
  @PrimaryColumn('uuid', { name: 'incident_id' }) incidentId!: string;
  @Column('text') status!: EscalationState['status'];
  @Column('jsonb') state!: EscalationState;
  @Column('timestamptz', { name: 'due_at', nullable: true }) dueAt!: Date | null;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt!: Date;
}
