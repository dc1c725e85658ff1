import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The act of waking one responder for one incident. */
@Entity('page')
export class Page {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'incident_id' }) incidentId!: string;
  @Column('uuid', { name: 'user_id' }) userId!: string;
  @Column('int') step!: number;
  @Column('int') round!: number;
  /** What a responder texts back; unique among the open pages. */
  @Column('text') code!: string;
  @Column('text') state!: 'open' | 'snoozed' | 'acknowledged' | 'declined' | 'unreachable' | 'superseded';
  @Column('timestamptz', { name: 'requested_at' }) requestedAt!: Date;
  @Column('timestamptz', { name: 'settled_at', nullable: true }) settledAt!: Date | null;
  /** Until then it waits for others, to be told of together; null: it does not wait. */
  @Column('timestamptz', { name: 'gathered_until', nullable: true }) gatheredUntil!: Date | null;
  /** The page whose deliveries tell of this one. */
  @Column('uuid', { name: 'told_with', nullable: true }) toldWith!: string | null;
  /** When its deliveries told of all that was open for its person. */
  @Column('timestamptz', { name: 'told_together_at', nullable: true }) toldTogetherAt!: Date | null;
}

/** A text or mail from a responder in answer to a page, as it came. */
@Entity('reply')
export class Reply {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { name: 'external_id', unique: true }) externalId!: string;
  @Column('uuid', { name: 'user_id' }) userId!: string;
  @Column('text', { default: 'sms' }) channel!: 'sms' | 'email';
  /** The page whose mail it answers. */
  @Column('uuid', { name: 'page_id', nullable: true }) pageId!: string | null;
  @Column('text') sender!: string;
  /** Message-ID of the responder's mail, without angle brackets. */
  @Column('text', { name: 'in_reply_to', nullable: true }) inReplyTo!: string | null;
  @Column('text') body!: string;
  /** Null until somebody has tried. */
  @Column('boolean', { nullable: true }) understood!: boolean | null;
  /** What is sent back; null where nothing is. */
  @Column('text', { nullable: true }) answer!: string | null;
  @Column('timestamptz', { name: 'received_at' }) receivedAt!: Date;
}

/** Something the hotline says to a reporter. */
@Entity('message')
export class Message {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'incident_id', nullable: true }) incidentId!: string | null;
  @Column('uuid', { name: 'report_id' }) reportId!: string;
  @Column('uuid', { name: 'author_id', nullable: true }) authorId!: string | null;
  @Column('text') kind!: 'acknowledgement' | 'message' | 'answer' | 'receipt';
  @Column('text') language!: 'en' | 'fr';
  @Column('text') text!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}

/** One message to one address. Written before it is sent. */
@Entity('delivery')
export class Delivery {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'incident_id', nullable: true }) incidentId!: string | null;
  @Column('uuid', { name: 'report_id', nullable: true }) reportId!: string | null;
  @Column('uuid', { name: 'page_id', nullable: true }) pageId!: string | null;
  @Column('uuid', { name: 'message_id', nullable: true }) messageId!: string | null;
  @Column('uuid', { name: 'reply_id', nullable: true }) replyId!: string | null;
  @Column('uuid', { name: 'notice_id', nullable: true }) noticeId!: string | null;
  @Column('uuid', { name: 'verification_id', nullable: true }) verificationId!: string | null;
  @Column('text') purpose!:
    | 'page'
    | 'page-taken'
    | 'reply-answer'
    | 'acknowledgement'
    | 'message'
    | 'answer'
    | 'receipt'
    | 'verification'
    | 'notice'
    | 'watch'
    | 'method-code';
  @Column('text') channel!: 'sms' | 'email' | 'voice' | 'push';
  /** `neutral`: says that something arrived and nothing else, for where an attacker may read. */
  @Column('text', { default: 'full' }) content!: 'full' | 'neutral';
  @Column('text') address!: string;
  @Column('text', { nullable: true }) subject!: string | null;
  @Column('text') body!: string;
  @Column('text', { name: 'in_reply_to', nullable: true }) inReplyTo!: string | null;
  @Column('text') state!: 'pending' | 'sending' | 'accepted' | 'sent' | 'delivered' | 'failed';
  @Column('int', { default: 0 }) attempts!: number;
  /** While pending: when to try. While sending: when the attempt counts as lost and is made again. */
  @Column('timestamptz', { name: 'due_at', nullable: true }) dueAt!: Date | null;
  @Column('text', { name: 'provider_id', nullable: true }) providerId!: string | null;
  @Column('text', { name: 'last_error', nullable: true }) lastError!: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt!: Date;
  /** The responder's contact method that it goes to. */
  @Column('uuid', { name: 'method_id', nullable: true }) methodId!: string | null;
  @Column('uuid', { name: 'method_code_id', nullable: true }) methodCodeId!: string | null;
  /** The code for a reporter's channel that it carries. */
  @Column('uuid', { name: 'channel_code_id', nullable: true }) channelCodeId!: string | null;
  @Column('text', { default: 'first' }) carrier!: 'first' | 'second';
  /** Until then its carrier may leave open whether it arrived; null when nobody waits for that word. */
  @Column('timestamptz', { name: 'truth_at', nullable: true }) truthAt!: Date | null;
  /** Its carrier did not say in time, and the next way to its person was taken. */
  @Column('timestamptz', { name: 'unknown_since', nullable: true }) unknownSince!: Date | null;
  @Column('boolean', { name: 'address_at_fault', default: false }) addressAtFault!: boolean;
}

/** What the managers were told about the service itself; once for each key. */
@Entity('notice')
export class Notice {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') kind!: string;
  @Column('text', { unique: true }) key!: string;
  @Column('jsonb') facts!: Record<string, string | number>;
  @Column('timestamptz', { name: 'raised_at' }) raisedAt!: Date;
  /** When managers were told past the queue, because it had not gone out by itself. */
  @Column('timestamptz', { name: 'told_directly_at', nullable: true }) toldDirectlyAt!: Date | null;
  /** What an urgent one tells of; null for the others. */
  @Column('uuid', { name: 'finding_id', nullable: true }) findingId!: string | null;
  @Column('int', { name: 'told_times', default: 1 }) toldTimes!: number;
  /** When it is told again; null once somebody sees to it, or its cause is gone. */
  @Column('timestamptz', { name: 'again_at', nullable: true }) againAt!: Date | null;
  @Column('timestamptz', { name: 'acknowledged_at', nullable: true }) acknowledgedAt!: Date | null;
  @Column('uuid', { name: 'acknowledged_by', nullable: true }) acknowledgedBy!: string | null;
}

@Entity('attempt')
export class Attempt {
  @PrimaryColumn('uuid', { name: 'delivery_id' }) deliveryId!: string;
  @PrimaryColumn('int') number!: number;
  @Column('timestamptz', { name: 'started_at' }) startedAt!: Date;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
  @Column('text', { nullable: true }) outcome!: string | null;
  @Column('text', { nullable: true }) detail!: string | null;
}
