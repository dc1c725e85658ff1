import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A first step that a reporter has ticked off, on the receipt or the follow-up page. The row stays when it is opened again. */
@Entity('reporter_step')
export class ReporterStepRow {
  /** The first report of its thread, so that every page of it agrees. */
  @PrimaryColumn('uuid', { name: 'report_id' }) reportId!: string;
  @PrimaryColumn('text') key!: string;
  /** As the playbook had it when it was first ticked. */
  @Column('text', { name: 'text_en' }) textEn!: string;
  @Column('text', { name: 'text_fr' }) textFr!: string;
  /** Null once it was opened again. */
  @Column('timestamptz', { name: 'done_at', nullable: true }) doneAt!: Date | null;
}

/** A reporter's wish that answers go elsewhere. Until it is confirmed the old channel stays; the newest confirmed one holds. */
@Entity('channel_change')
export class ChannelChange {
  @PrimaryColumn('uuid') id!: string;
  /** The first report of its thread. */
  @Column('uuid', { name: 'report_id' }) reportId!: string;
  @Column('uuid', { name: 'incident_id' }) incidentId!: string;
  @Column('text') kind!: 'email' | 'sms';
  @Column('text') address!: string;
  /** Where the gate would have sent a responder's message when this was asked for; null for nowhere. */
  @Column('text', { name: 'old_kind', nullable: true }) oldKind!: 'email' | 'sms' | null;
  @Column('text', { name: 'old_address', nullable: true }) oldAddress!: string | null;
  /** It had been made sure before that the old one reaches its owner: then a code over it vouches for the new one. */
  @Column('boolean', { name: 'old_verified' }) oldVerified!: boolean;
  @Column('text') state!: 'open' | 'confirmed' | 'refused' | 'failed' | 'superseded';
  @Column('timestamptz', { name: 'requested_at' }) requestedAt!: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
  @Column('timestamptz', { name: 'new_proven_at', nullable: true }) newProvenAt!: Date | null;
  @Column('timestamptz', { name: 'old_proven_at', nullable: true }) oldProvenAt!: Date | null;
  @Column('timestamptz', { name: 'settled_at', nullable: true }) settledAt!: Date | null;
  /** The responder who confirmed or refused it; null where codes did. */
  @Column('uuid', { name: 'settled_by', nullable: true }) settledBy!: string | null;
  /** The registered number that the responder called. */
  @Column('uuid', { name: 'called_address_id', nullable: true }) calledAddressId!: string | null;
  @Column('text', { name: 'answered_by', nullable: true }) answeredBy!: string | null;
  @Column('text', { nullable: true }) reason!: string | null;
}

/** A one-time code over one of the two channels. The code itself is derived from the id and stands in no table. */
@Entity('channel_code')
export class ChannelCode {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'change_id' }) changeId!: string;
  @Column('text') side!: 'new' | 'old';
  @Column('text') address!: string;
  @Column('text') state!: 'open' | 'verified' | 'failed';
  @Column('timestamptz', { name: 'requested_at' }) requestedAt!: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
  /** Wrong tries so far. */
  @Column('int', { default: 0 }) attempts!: number;
}

/** Somebody says that they have lost the code of a report. */
@Entity('code_request')
export class CodeRequest {
  @PrimaryColumn('uuid') id!: string;
  /** As it was typed, in its usual spelling; there may be no such report. */
  @Column('text') reference!: string;
  @Column('timestamptz', { name: 'asked_at' }) askedAt!: Date;
}

/** A receipt code that was sent in place of a lost one. Those before it hold until it is first used. */
@Entity('receipt_renewal')
export class ReceiptRenewal {
  @PrimaryColumn('uuid', { name: 'report_id' }) reportId!: string;
  @PrimaryColumn('int') number!: number;
  @Column('timestamptz', { name: 'sent_at' }) sentAt!: Date;
  @Column('timestamptz', { name: 'used_at', nullable: true }) usedAt!: Date | null;
}
