import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The conversation by text with one number; another incident begins it anew. */
@Entity('conversation')
export class ConversationRow {
  @PrimaryColumn('text') phone!: string;
  @Column('uuid', { name: 'incident_id', nullable: true }) incidentId!: string | null;
  /** The text that began it, whose reference every answer names. */
  @Column('uuid', { name: 'report_id' }) reportId!: string;
  @Column('text') language!: 'en' | 'fr' | 'bilingual';
  @Column('text', { nullable: true }) pending!: 'account' | 'active' | 'safety' | null;
  @Column('timestamptz', { name: 'pending_since', nullable: true }) pendingSince!: Date | null;
  @Column('int') asked!: number;
  /** Choices only; words and addresses stay in the reports. */
  @Column('jsonb') answers!: Record<string, string>;
  @Column('text', { name: 'steps_for', nullable: true }) stepsFor!: string | null;
  @Column('timestamptz', { name: 'noted_at', nullable: true }) notedAt!: Date | null;
  @Column('timestamptz', { name: 'over_at', nullable: true }) overAt!: Date | null;
  @Column('timestamptz', { name: 'started_at' }) startedAt!: Date;
  @Column('timestamptz', { name: 'last_at' }) lastAt!: Date;
}

/** A number that asked not to be texted, by a keyword or as the carrier says. */
@Entity('text_opt_out')
export class TextOptOut {
  @PrimaryColumn('text') phone!: string;
  @Column('text', { name: 'told_by' }) toldBy!: 'keyword' | 'carrier';
  @Column('timestamptz', { name: 'opted_out_at' }) optedOutAt!: Date;
  /** When they asked to be texted again. */
  @Column('timestamptz', { name: 'lifted_at', nullable: true }) liftedAt!: Date | null;
}

/** Pictures and other files that came with a text, while they are fetched from the carrier. */
@Entity('text_media')
export class TextMedia {
  @PrimaryColumn('uuid', { name: 'report_id' }) reportId!: string;
  @Column('text') sid!: string;
  /** How many the carrier announced. */
  @Column('int') files!: number;
  @Column('text') state!: 'waiting' | 'kept' | 'lost';
  @Column('text', { nullable: true }) because!: string | null;
  @Column('int', { default: 0 }) attempts!: number;
  @Column('timestamptz', { name: 'due_at', nullable: true }) dueAt!: Date | null;
  @Column('timestamptz', { name: 'settled_at', nullable: true }) settledAt!: Date | null;
}

/** How far one of the carrier's lists has been read back, and since when it cannot be read. */
@Entity('carrier_reading')
export class CarrierReadingRow {
  @PrimaryColumn('text') source!: string;
  /** Everything before this instant is here. */
  @Column('timestamptz', { name: 'read_until', nullable: true }) readUntil!: Date | null;
  @Column('timestamptz', { name: 'read_at', nullable: true }) readAt!: Date | null;
  @Column('timestamptz', { name: 'failing_since', nullable: true }) failingSince!: Date | null;
}
