import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One way to reach one person of the watch. */
@Entity('contact_method')
export class ContactMethodRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'user_id' }) userId!: string;
  @Column('text') kind!: 'sms' | 'voice' | 'email' | 'push';
  /** A number in E.164, an email address, or the address at a browser's push service. */
  @Column('text') address!: string;
  /** What that push service needs to encrypt to the browser. */
  @Column('jsonb', { nullable: true }) keys!: { readonly p256dh: string; readonly auth: string } | null;
  /** In the order in which its person prefers them. */
  @Column('int') position!: number;
  @Column('timestamptz', { name: 'verified_at', nullable: true }) verifiedAt!: Date | null;
  @Column('text', { name: 'verified_by', nullable: true }) verifiedBy!: 'roster' | 'code' | 'browser' | null;
  @Column('timestamptz', { name: 'bad_since', nullable: true }) badSince!: Date | null;
  /** In the carrier's code. */
  @Column('text', { name: 'bad_reason', nullable: true }) badReason!: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'removed_at', nullable: true }) removedAt!: Date | null;
}

/** How long after a page began this method is tried, for incidents of this severity. */
@Entity('notification_rule')
export class NotificationRuleRow {
  @PrimaryColumn('uuid', { name: 'user_id' }) userId!: string;
  @PrimaryColumn('text') severity!: 'critical' | 'high' | 'medium' | 'low' | 'not-an-incident';
  @PrimaryColumn('uuid', { name: 'method_id' }) methodId!: string;
  @Column('int', { name: 'after_minutes' }) afterMinutes!: number;
}

@Entity('quiet_hours')
export class QuietHoursRow {
  @PrimaryColumn('uuid', { name: 'user_id' }) userId!: string;
  @Column('text', { name: 'from_time' }) fromTime!: string;
  @Column('text', { name: 'until_time' }) untilTime!: string;
  @Column('text') zone!: string;
}

/** A code that is on its way to a method, to make sure that it is its person's. */
@Entity('method_code')
export class MethodCode {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'method_id' }) methodId!: string;
  @Column('text') state!: 'open' | 'verified' | 'failed' | 'superseded';
  /** Wrong tries so far. */
  @Column('int', { default: 0 }) attempts!: number;
  @Column('timestamptz', { name: 'asked_at' }) askedAt!: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
}
