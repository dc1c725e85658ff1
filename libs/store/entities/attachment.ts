import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A file that came with a report. Its bytes are in the attachment store, under their hash. */
@Entity('attachment')
export class Attachment {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'report_id' }) reportId!: string;
  /** From 0, in the order in which the files came. */
  @Column('int') position!: number;
  @Column('text') sha256!: string;
  /** In bytes. */
  @Column('bigint') size!: string;
  /** Fit to be shown and to be the name of a file. */
  @Column('text') name!: string;
  /** The media type that the sender gave; a claim. */
  @Column('text', { name: 'declared_type', nullable: true }) declaredType!: string | null;
  /** The media type that the bytes show. */
  @Column('text', { name: 'sniffed_type' }) sniffedType!: string;
  /** True when opening it could do harm: it leaves only in an archive with a password. */
  @Column('boolean') dangerous!: boolean;
  /** What makes it dangerous. */
  @Column('text', { nullable: true }) why!: string | null;
  /** What is known of its inside; null when it is no archive. */
  @Column('jsonb', { nullable: true }) archive!: {
    readonly entries: number | null;
    readonly unpackedSize: number | null;
    readonly encrypted: boolean;
    readonly bomb: boolean;
  } | null;
  /** Shown by the message in its own text, as a logo is. */
  @Column('boolean', { default: false }) inline!: boolean;
  @Column('text') source!: 'web' | 'email' | 'mms' | 'call' | 'mail-part';
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}
