/** What the timeline tells. Names of people, states and severities come in ready to read. */
export interface TimelineWords {
  readonly title: string;
  readonly intact: string;
  readonly intactHint: string;
  readonly brokenAt: (place: number) => string;
  readonly brokenHint: string;
  readonly empty: string;
  readonly zone: (zone: string) => string;
  readonly entry: (seq: number, subject: 'incident' | 'report') => string;
  readonly fingerprint: string;
  readonly details: string;
  readonly actors: Readonly<
    Record<
      'reporter' | 'carrier' | 'intake' | 'triage' | 'escalation' | 'notification' | 'records' | 'auditor' | 'desk',
      string
    >
  >;
  /** What happened, for each type of entry. A part that the entry does not have is null. */
  readonly told: TimelineSentences;
}

export interface TimelineSentences {
  readonly attachmentKept: (name: string | null) => string;
  readonly attachmentLeftOut: (name: string | null) => string;
  readonly attachmentTaken: (name: string | null) => string;
  readonly call: Readonly<Record<'received' | 'readBack' | 'recorded' | 'recordingLost', string>>;
  readonly callLanguage: (language: string | null) => string;
  readonly callRinging: (name: string | null) => string;
  readonly callTaken: string;
  readonly callMissed: (name: string | null, because: CallMissed | null) => string;
  readonly callEnded: (seconds: number | null) => string;
  readonly reportReceived: (channel: string | null) => string;
  readonly reportTriaged: (disposition: Disposition | null) => string;
  readonly incidentOpened: (severity: string | null, kind: string | null) => string;
  readonly incidentJoined: (severity: string | null) => string;
  readonly severityChanged: (from: string | null, to: string | null) => string;
  readonly moved: (from: string | null, to: string | null) => string;
  readonly assigned: (name: string | null) => string;
  readonly noted: string;
  readonly pageRequested: (name: string | null, step: string | null) => string;
  /** Without the name where the entry's actor says it already. */
  readonly acknowledged: (name: string | null, via: string | null) => string;
  readonly replyReceived: string;
  readonly replyAnswered: string;
  readonly messageWritten: string;
  readonly messageReceived: string;
  /** What became of one delivery; "Delivery" where its purpose or channel is not recorded. */
  readonly delivery: (
    purpose: DeliveryPurpose | null,
    channel: string | null,
    step: DeliveryStep,
    detail: DeliveryDetail,
  ) => string;
  readonly deliverySteps: Readonly<Record<DeliveryStep, string>>;
  /** Nothing was sent, because no channel could be trusted. */
  readonly withheld: (purpose: DeliveryPurpose) => string;
  readonly policyMoved: string;
  readonly windowClosed: string;
}

export type Disposition = 'opened' | 'joined' | 'no-incident' | 'after-cutoff';

/** Why somebody who was rung did not take the caller. */
export type CallMissed = 'no-answer' | 'busy' | 'failed' | 'no-key' | 'caller-gone';

export type DeliveryPurpose =
  'page' | 'page-taken' | 'reply-answer' | 'acknowledgement' | 'message' | 'answer' | 'receipt' | 'verification';
export type DeliveryStep =
  | 'requested'
  | 'planned'
  | 'brought-forward'
  | 'accepted'
  | 'sent'
  | 'delivered'
  | 'delayed'
  | 'unknown'
  | 'retrying'
  | 'failed'
  | 'bounced'
  | 'dropped';

export interface DeliveryDetail {
  /** After which a planned one goes out; null where it says no time. */
  readonly seconds: number | null;
  readonly isSecondCarrier: boolean;
}
