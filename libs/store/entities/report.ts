import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ReporterStanding, Verdict } from '#domain';
import type { MailArrival } from './mail.js';

/** What someone sent in, exactly as it came. Never changed: the database refuses. */
@Entity('report')
export class Report {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { unique: true }) reference!: string;
  @Column('text') channel!: 'web' | 'api' | 'email' | 'sms' | 'voice';
  /** What makes a second arrival the same report: an idempotency key, a message's id and hash, a carrier's SID. */
  @Column('text', { name: 'external_id' }) externalId!: string;
  @Column('bytea') raw!: Buffer;
  @Column('text', { name: 'media_type' }) mediaType!: string;
  @Column('text') sha256!: string;
  /** True when the message was larger than what is kept: `raw` is its beginning. */
  @Column('boolean') truncated!: boolean;
  /** The address it says it came from: a claim, not an identity. */
  @Column('text', { nullable: true }) sender!: string | null;
  @Column('text', { nullable: true }) language!: 'en' | 'fr' | null;
  /** The earlier report that this one continues, proven by a receipt code or a keyed token. */
  @Column('uuid', { name: 'follows_report_id', nullable: true }) followsReportId!: string | null;
  @Column('timestamptz', { name: 'received_at' }) receivedAt!: Date;
  /** `bulk`: one of so many that it was set aside, to be triaged together with others. */
  @Column('text', { default: 'express' }) lane!: 'express' | 'bulk';
  /** What was known of a mail when it came, besides its bytes. */
  @Column('jsonb', { nullable: true }) arrival!: MailArrival | null;
}

/** What the rules made of a report. */
@Entity('triage_result')
export class TriageResult {
  @PrimaryColumn('uuid', { name: 'report_id' }) reportId!: string;
  @Column('uuid', { name: 'incident_id', nullable: true }) incidentId!: string | null;
  @Column('uuid', { name: 'party_id', nullable: true }) partyId!: string | null;
  @Column('text') disposition!: 'opened' | 'joined' | 'no-incident' | 'after-cutoff';
  /** Why it is part of an incident that it did not open: its sender takes part (the first three), or what it says. */
  @Column('text', { name: 'joined_by', nullable: true }) joinedBy!:
    'proof' | 'number' | 'reference' | 'account' | 'alike' | 'flood' | 'person' | null;
  /** False when no parser could read the message: a person must look at the raw one. */
  @Column('boolean') readable!: boolean;
  @Column('text', { nullable: true }) subject!: string | null;
  @Column('text') text!: string;
  /** Of the text, what the reporter wrote new; null where that was not told apart. */
  @Column('text', { name: 'own_text', nullable: true }) ownText!: string | null;
  /** What the reporter passed on: what is reported, and nobody's word here. */
  @Column('text', { name: 'forwarded_text', nullable: true }) forwardedText!: string | null;
  @Column('text', { name: 'contact_email', nullable: true }) contactEmail!: string | null;
  @Column('text', { name: 'contact_phone', nullable: true }) contactPhone!: string | null;
  @Column('jsonb') verdict!: Verdict;
  @Column('text', { name: 'rules_version' }) rulesVersion!: string;
  @Column('timestamptz', { name: 'triaged_at' }) triagedAt!: Date;
  /** Whom the directory knows by the address that the report came from; null when it knows nobody, or several. */
  @Column('uuid', { name: 'contact_id', nullable: true }) contactId!: string | null;
  @Column('text', { name: 'reporter_standing', default: 'unknown' }) reporterStanding!: ReporterStanding;
  /** Whether a mail's sender is who it says, as far as SPF, DKIM, DMARC and ARC can tell (`SenderAuthentication` of #mail). */
  @Column('jsonb', { nullable: true }) authentication!: Readonly<Record<string, unknown>> | null;
}
