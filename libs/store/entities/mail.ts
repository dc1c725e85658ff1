import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What was known of a mail when it came, besides its bytes. The remote end's words are claims; addresses of networks are not. */
export interface MailArrival {
  readonly via: 'smtp' | 'imap';
  /** Who connected to our listener; null for a mailbox elsewhere, and behind a relay of our own. */
  readonly remoteAddress: string | null;
  readonly helo: string | null;
  /** The protocol and cipher of an encrypted connection; null for a plain one. */
  readonly tls: string | null;
  /** The envelope's sender; null for an empty one. */
  readonly mailFrom: string | null;
  readonly rcptTo: readonly string[];
  /** The listener, or the mailbox and its folder. */
  readonly at: string;
  readonly uid?: number;
  readonly uidValidity?: string;
}

/** How far a folder of a mailbox elsewhere has been looked through. */
@Entity('mailbox_folder')
export class MailboxFolder {
  /** `user@host:port`; never a password. */
  @PrimaryColumn('text') mailbox!: string;
  @PrimaryColumn('text') folder!: string;
  /** Another value means another folder of the same name (RFC 9051, 2.3.1.1). */
  @Column('bigint', { name: 'uid_validity' }) uidValidity!: string;
  /** Every message from this UID on must have a row; of earlier ones, those that waited when the folder was first seen. */
  @Column('bigint', { name: 'first_uid' }) firstUid!: string;
  /** Every message up to this UID has been seen: it has a row, or is from before. */
  @Column('bigint', { name: 'last_uid' }) lastUid!: string;
  /** When this folder was first looked into. */
  @Column('timestamptz') since!: Date;
  /** When the server last answered. */
  @Column('timestamptz', { name: 'reached_at' }) reachedAt!: Date;
}

/** One message that a folder held: seen, then stored, then marked, each durable before the next. */
@Entity('mailbox_message')
export class MailboxMessage {
  @PrimaryColumn('text') mailbox!: string;
  @PrimaryColumn('text') folder!: string;
  @PrimaryColumn('bigint', { name: 'uid_validity' }) uidValidity!: string;
  @PrimaryColumn('bigint') uid!: string;
  /** `vanished`: somebody removed it before it could be fetched. */
  @Column('text') state!: 'waiting' | 'stored' | 'repeated' | 'vanished';
  @Column('uuid', { name: 'report_id', nullable: true }) reportId!: string | null;
  @Column('int', { default: 0 }) attempts!: number;
  @Column('timestamptz', { name: 'seen_at' }) seenAt!: Date;
  @Column('timestamptz', { name: 'settled_at', nullable: true }) settledAt!: Date | null;
  /** When the server was told that it need not be read again. */
  @Column('timestamptz', { name: 'marked_at', nullable: true }) markedAt!: Date | null;
}

/** What one source brought in one hour, counted at the door, beside the rows that are there, counted in the store. */
@Entity('intake_ledger')
export class IntakeLedgerRow {
  /** `smtp`, or `imap` with the folder. */
  @PrimaryColumn('text') source!: string;
  @PrimaryColumn('timestamptz') hour!: Date;
  /** Mails that were accepted, new and repeated. */
  @Column('int', { default: 0 }) came!: number;
  @Column('int', { default: 0 }) repeated!: number;
  /** Not taken, with a reply that said so. */
  @Column('int', { default: 0 }) refused!: number;
  /** Rows of reports; null until the first comparison. */
  @Column('int', { nullable: true }) stored!: number | null;
  @Column('timestamptz', { name: 'checked_at', nullable: true }) checkedAt!: Date | null;
}
