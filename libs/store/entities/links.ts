import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Incidents of several parties that belong together. Which ones is known by the incidents themselves. */
@Entity('campaign')
export class Campaign {
  @PrimaryColumn('uuid') id!: string;
  @Column('timestamptz', { name: 'opened_at' }) openedAt!: Date;
}

/** Two incidents that may belong together: why somebody or something thinks so, and what a person made of it. */
@Entity('incident_link')
export class IncidentLink {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'incident_id' }) incidentId!: string;
  @Column('uuid', { name: 'other_id' }) otherId!: string;
  @Column('text') kind!: 'same-incident' | 'same-campaign' | 'reply';
  @Column('text') state!: 'suggested' | 'confirmed' | 'rejected';
  @Column('jsonb') because!: Record<string, unknown>;
  /** Null when the rules found it. */
  @Column('uuid', { name: 'made_by', nullable: true }) madeBy!: string | null;
  @Column('timestamptz', { name: 'made_at' }) madeAt!: Date;
  @Column('uuid', { name: 'decided_by', nullable: true }) decidedBy!: string | null;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt!: Date | null;
  @Column('text', { nullable: true }) reason!: string | null;
}

/** An indicator that an incident holds, to find the others that hold it. */
@Entity('indicator')
export class IndicatorRow {
  @PrimaryColumn('uuid', { name: 'incident_id' }) incidentId!: string;
  @PrimaryColumn('text') type!: string;
  @PrimaryColumn('text') value!: string;
  @Column('timestamptz', { name: 'seen_at' }) seenAt!: Date;
}

/** What is left of a report's text to compare it with others. */
@Entity('fingerprint')
export class FingerprintRow {
  @PrimaryColumn('uuid', { name: 'report_id' }) reportId!: string;
  @Column('uuid', { name: 'incident_id' }) incidentId!: string;
  @Column('text') exact!: string;
  @Column('text') numbers!: string;
  @Column('int', { array: true }) bands!: number[];
  @Column('int', { array: true }) minima!: number[];
  @Column('int') words!: number;
  @Column('timestamptz', { name: 'made_at' }) madeAt!: Date;
}

/** A report in the bulk lane that has not been sorted yet. The row goes when it has; the report stays. */
@Entity('backlog')
export class BacklogRow {
  @PrimaryColumn('uuid', { name: 'report_id' }) reportId!: string;
  @Column('text') source!: string;
  /** The how-manieth over its source's budget: sources take turns, so that nobody waits behind another's flood. */
  @Column('int') turn!: number;
  @Column('text') because!: string;
  @Column('timestamptz', { name: 'received_at' }) receivedAt!: Date;
}

/** The incident that a flood of one kind from one source became. */
@Entity('flood')
export class Flood {
  @Column('text') source!: string;
  @Column('text') category!: string;
  @PrimaryColumn('uuid', { name: 'incident_id' }) incidentId!: string;
  @Column('timestamptz', { name: 'opened_at' }) openedAt!: Date;
}

/** A person put something right that the rules had judged: data to judge the rules by. */
@Entity('correction')
export class Correction {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'incident_id' }) incidentId!: string;
  @Column('uuid', { name: 'user_id' }) userId!: string;
  @Column('text') field!: 'category' | 'account-kind' | 'severity' | 'link';
  @Column('text', { name: 'from_value' }) fromValue!: string;
  @Column('text', { name: 'to_value' }) toValue!: string;
  @Column('text') reason!: string;
  @Column('timestamptz', { name: 'made_at' }) madeAt!: Date;
}
