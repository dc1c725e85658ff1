import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How often somebody tried to sign in from one address, or by one name, in the time that ends. */
@Entity('sign_in_count')
export class SignInCount {
  @PrimaryColumn('text') kind!: 'address' | 'name';
  @PrimaryColumn('text', { name: 'key_hash' }) keyHash!: string;
  @Column('int') attempts!: number;
  @Column('timestamptz', { name: 'ends_at' }) endsAt!: Date;
}

/** One thing that somebody did to the hotline itself, chained to the one before. Never changed. */
@Entity('audit_record')
export class AuditRecord {
  @PrimaryColumn('int') seq!: number;
  @Column('timestamptz') at!: Date;
  @Column('text') actor!: string;
  @Column('text') kind!: string;
  @Column('text') subject!: string;
  @Column('jsonb') data!: Record<string, unknown>;
  @Column('text', { name: 'previous_hash' }) previousHash!: string;
  @Column('text') hash!: string;
}

@Entity('audit_head')
export class AuditHead {
  @PrimaryColumn('boolean', { name: 'is_only' }) isOnly!: boolean;
  @Column('int') seq!: number;
  @Column('text') hash!: string;
}
