import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { VerificationMethod, VerifiedHow } from '#domain';

@Entity('election')
export class Election {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { unique: true }) key!: string;
  @Column('text', { name: 'name_en' }) nameEn!: string;
  @Column('text', { name: 'name_fr' }) nameFr!: string;
  /** Local calendar day of the vote, `YYYY-MM-DD`. */
  @Column('date', { name: 'polling_day' }) pollingDay!: string;
  /** IANA zone of the district. */
  @Column('text') zone!: string;
  @Column('timestamptz', { name: 'closes_at' }) closesAt!: Date;
  /** When the cutoff was carried out; null while it has not been. */
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt!: Date | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}

@Entity('party')
export class Party {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { unique: true }) key!: string;
  @Column('text', { name: 'name_en' }) nameEn!: string;
  @Column('text', { name: 'name_fr' }) nameFr!: string;
  @Column('text', { array: true }) domains!: string[];
}

@Entity('user_account')
export class UserAccount {
  @PrimaryColumn('uuid') id!: string;
  /** The person's key in the roster, which is also what they sign in with. */
  @Column('text', { unique: true }) key!: string;
  @Column('text') name!: string;
  @Column('text') role!: 'responder' | 'manager' | 'liaison' | 'auditor' | 'admin';
  @Column('uuid', { name: 'party_id', nullable: true }) partyId!: string | null;
  @Column('text') language!: 'en' | 'fr';
  @Column('text', { nullable: true }) phone!: string | null;
  @Column('text', { nullable: true }) email!: string | null;
  @Column('text', { name: 'password_hash', nullable: true }) passwordHash!: string | null;
  @Column('boolean', { default: true }) active!: boolean;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  /** Of the part of the roster file that was last applied; null when no file names the account. */
  @Column('text', { name: 'file_hash', nullable: true }) fileHash!: string | null;
  @Column('timestamptz', { name: 'last_sign_in_at', nullable: true }) lastSignInAt!: Date | null;
  /** The password is a one-time one: it opens nothing but the way to a password of one's own. */
  @Column('boolean', { name: 'must_change_password', default: false }) mustChangePassword!: boolean;
  @Column('timestamptz', { name: 'password_expires_at', nullable: true }) passwordExpiresAt!: Date | null;
}

@Entity('session')
export class Session {
  @PrimaryColumn('text', { name: 'token_hash' }) tokenHash!: string;
  @Column('uuid', { name: 'user_id' }) userId!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
}

/** A party's run in one district. */
@Entity('party_campaign')
export class PartyCampaign {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'party_id' }) partyId!: string;
  @Column('uuid', { name: 'election_id', nullable: true }) electionId!: string | null;
  @Column('text') district!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  /** Nothing in the directory is deleted: what is no longer so has ended, and the record stands. */
  @Column('timestamptz', { name: 'removed_at', nullable: true }) removedAt!: Date | null;
}

@Entity('candidate')
export class Candidate {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'party_id' }) partyId!: string;
  @Column('uuid', { name: 'campaign_id', nullable: true }) campaignId!: string | null;
  @Column('text') name!: string;
  /** Leads the party. */
  @Column('boolean') leader!: boolean;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'removed_at', nullable: true }) removedAt!: Date | null;
}

/** Somebody whom a party registered with the hotline. */
@Entity('contact')
export class Contact {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'party_id' }) partyId!: string;
  @Column('uuid', { name: 'campaign_id', nullable: true }) campaignId!: string | null;
  /** The candidate whom they are, or work for. */
  @Column('uuid', { name: 'candidate_id', nullable: true }) candidateId!: string | null;
  @Column('text') name!: string;
  /** In the party's words, such as "campaign manager". */
  @Column('text') role!: string;
  @Column('text') language!: 'en' | 'fr';
  /** Answers for personal information at the party; the playbooks send people there. */
  @Column('boolean', { name: 'privacy_officer' }) privacyOfficer!: boolean;
  @Column('text') notes!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt!: Date;
  @Column('timestamptz', { name: 'removed_at', nullable: true }) removedAt!: Date | null;
}

/** One way to a contact, in the one spelling of `normalizeAddress`. */
@Entity('contact_address')
export class ContactAddress {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'party_id' }) partyId!: string;
  @Column('uuid', { name: 'contact_id' }) contactId!: string;
  @Column('text') kind!: 'email' | 'phone' | 'social';
  @Column('text') address!: string;
  @Column('text') label!: string;
  @Column('boolean') preferred!: boolean;
  /** When somebody made sure that it reaches the contact; null while it is only what the party wrote down. */
  @Column('timestamptz', { name: 'verified_at', nullable: true }) verifiedAt!: Date | null;
  @Column('uuid', { name: 'verified_by', nullable: true }) verifiedBy!: string | null;
  @Column('text', { name: 'verified_how', nullable: true }) verifiedHow!: VerifiedHow | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'removed_at', nullable: true }) removedAt!: Date | null;
}

/** An account that a party, a candidate or a contact runs, so that a report about it is known to be about them. */
@Entity('party_account')
export class PartyAccount {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'party_id' }) partyId!: string;
  @Column('uuid', { name: 'contact_id', nullable: true }) contactId!: string | null;
  @Column('uuid', { name: 'candidate_id', nullable: true }) candidateId!: string | null;
  @Column('text') platform!: string;
  /** In lower case and without an `@` before it. */
  @Column('text') handle!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'removed_at', nullable: true }) removedAt!: Date | null;
}

/** What was changed in the directory, by whom. Only ever added to. */
@Entity('directory_change')
export class DirectoryChange {
  @PrimaryColumn('bigint', { generated: 'identity', generatedIdentity: 'ALWAYS' }) position!: string;
  @Column('uuid', { name: 'party_id' }) partyId!: string;
  @Column('uuid', { name: 'contact_id', nullable: true }) contactId!: string | null;
  @Column('timestamptz') at!: Date;
  @Column('text') actor!: string;
  @Column('text') action!: string;
  @Column('jsonb') data!: Record<string, unknown>;
}

/** Making sure who reports, by another channel than the report's. */
@Entity('verification')
export class Verification {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'incident_id' }) incidentId!: string;
  /** The report whose sender is to be known. */
  @Column('uuid', { name: 'report_id' }) reportId!: string;
  @Column('uuid', { name: 'contact_id' }) contactId!: string;
  @Column('uuid', { name: 'address_id' }) addressId!: string;
  @Column('text') method!: VerificationMethod;
  @Column('text') state!: 'open' | 'verified' | 'failed' | 'superseded';
  @Column('uuid', { name: 'requested_by' }) requestedBy!: string;
  @Column('timestamptz', { name: 'requested_at' }) requestedAt!: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
  @Column('int', { default: 0 }) attempts!: number;
  @Column('timestamptz', { name: 'verified_at', nullable: true }) verifiedAt!: Date | null;
  /** The responder who called, or who asked for the code. */
  @Column('uuid', { name: 'vouched_by', nullable: true }) vouchedBy!: string | null;
  @Column('text', { name: 'entered_by', nullable: true }) enteredBy!:
    'responder' | 'reporter-web' | 'reporter-text' | null;
  /** Who picked up, as the responder heard it. */
  @Column('text', { name: 'answered_by', nullable: true }) answeredBy!: string | null;
  @Column('text', { nullable: true }) note!: string | null;
}

/** A person's word on an address, which stands until the next report says otherwise. */
@Entity('address_mark')
export class AddressMark {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'incident_id' }) incidentId!: string;
  @Column('text') address!: string;
  @Column('text') state!: 'compromised' | 'safe';
  @Column('text') reason!: string;
  @Column('uuid', { name: 'made_by' }) madeBy!: string;
  @Column('timestamptz', { name: 'made_at' }) madeAt!: Date;
}

/** A manager’s decision to send one message where the gate would not. */
@Entity('gate_override')
export class GateOverride {
  @PrimaryColumn('uuid', { name: 'message_id' }) messageId!: string;
  @Column('uuid', { name: 'incident_id' }) incidentId!: string;
  @Column('text') address!: string;
  @Column('text') reason!: string;
  @Column('uuid', { name: 'made_by' }) madeBy!: string;
  @Column('timestamptz', { name: 'made_at' }) madeAt!: Date;
}
