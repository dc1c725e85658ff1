import { Column, Entity, PrimaryColumn } from 'typeorm';

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
}

@Entity('session')
export class Session {
  @PrimaryColumn('text', { name: 'token_hash' }) tokenHash!: string;
  @Column('uuid', { name: 'user_id' }) userId!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
}
