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
