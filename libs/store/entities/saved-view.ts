import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A filter of the triage queue that a person keeps under a name. */
@Entity('saved_view')
export class SavedViewRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'user_id' }) userId!: string;
  @Column('text') name!: string;
  /** As it stands in an address. */
  @Column('jsonb') filter!: Readonly<Record<string, string>>;
  /** Shown when its person opens the queue. */
  @Column('boolean', { name: 'is_default' }) isDefault!: boolean;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}
