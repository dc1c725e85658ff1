import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A task of the playbook that somebody did for an incident. The row goes when it is opened again; the timeline has both. */
@Entity('incident_task')
export class IncidentTask {
  @PrimaryColumn('uuid', { name: 'incident_id' }) incidentId!: string;
  @PrimaryColumn('text') key!: string;
  /** As the playbook had it then. */
  @Column('text', { name: 'text_en' }) textEn!: string;
  @Column('text', { name: 'text_fr' }) textFr!: string;
  @Column('timestamptz', { name: 'done_at' }) doneAt!: Date;
  @Column('uuid', { name: 'done_by' }) doneBy!: string;
}

/** Somebody who has an incident open. */
@Entity('incident_presence')
export class IncidentPresence {
  @PrimaryColumn('uuid', { name: 'incident_id' }) incidentId!: string;
  @PrimaryColumn('uuid', { name: 'user_id' }) userId!: string;
  @Column('timestamptz', { name: 'seen_at' }) seenAt!: Date;
  @Column('boolean', { name: 'is_writing' }) isWriting!: boolean;
}
