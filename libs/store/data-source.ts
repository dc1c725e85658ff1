import { DataSource } from 'typeorm';
import { AuditHead, AuditRecord, SignInCount } from './entities/administration.js';
import { Attachment } from './entities/attachment.js';
import { CallLegRow, CallRecordingRow, CallRow } from './entities/call.js';
import {
  AddressMark,
  Candidate,
  Contact,
  ContactAddress,
  DirectoryChange,
  Election,
  GateOverride,
  Party,
  PartyAccount,
  PartyCampaign,
  Session,
  UserAccount,
  Verification,
} from './entities/directory.js';
import { Escalation, Incident } from './entities/incident.js';
import { IntakeLedgerRow, MailboxFolder, MailboxMessage } from './entities/mail.js';
import { Attempt, Delivery, Message, Notice, Page, Reply } from './entities/paging.js';
import {
  EventRow,
  OutboxRow,
  ServiceHeartbeat,
  ServiceSecret,
  TimelineEntryRow,
  TimelineHead,
} from './entities/record.js';
import {
  BacklogRow,
  Campaign,
  Correction,
  FingerprintRow,
  Flood,
  IncidentLink,
  IndicatorRow,
} from './entities/links.js';
import { PolicyRow, PolicyRules, PolicyTurn, WebhookCall } from './entities/policy.js';
import { Report, TriageResult } from './entities/report.js';
import { ChannelChange, ChannelCode, CodeRequest, ReceiptRenewal, ReporterStepRow } from './entities/reporter.js';
import { CarrierReadingRow, ConversationRow, TextMedia, TextOptOut } from './entities/texts.js';
import {
  AbsenceRow,
  CalendarFeed,
  Handoff,
  HandoffNoteRow,
  ScheduleOverride,
  ScheduleRow,
  ScheduleTemporary,
  ShiftConfirmation,
  ShiftSwap,
  WatchChange,
  WatchVersion,
} from './entities/watch.js';
import { ContactMethodRow, MethodCode, NotificationRuleRow, QuietHoursRow } from './entities/contact-method.js';
import { SavedViewRow } from './entities/saved-view.js';
import { IncidentPresence, IncidentTask } from './entities/teamwork.js';
import { AuditRun, FindingRow, HeartbeatMonitor, SelfTest } from './entities/watchkeeping.js';
import { FirstJourney1700000000000 } from './migrations/1700000000000-first-journey.js';
import { Notices1700000000500 } from './migrations/1700000000500-notices.js';
import { Mail1700000001000 } from './migrations/1700000001000-mail.js';
import { Attachments1700000002000 } from './migrations/1700000002000-attachments.js';
import { Texts1700000003000 } from './migrations/1700000003000-texts.js';
import { Calls1700000004000 } from './migrations/1700000004000-calls.js';
import { Directory1700000005000 } from './migrations/1700000005000-directory.js';
import { Links1700000006000 } from './migrations/1700000006000-links.js';
import { Watch1700000007000 } from './migrations/1700000007000-watch.js';
import { Policies1700000007100 } from './migrations/1700000007100-policies.js';
import { ContactMethods1700000007200 } from './migrations/1700000007200-contact-methods.js';
import { DeliveryTruth1700000007300 } from './migrations/1700000007300-delivery-truth.js';
import { Watchkeeping1700000007400 } from './migrations/1700000007400-watchkeeping.js';
import { GatheredPages1700000007500 } from './migrations/1700000007500-gathered-pages.js';
import { CarrierPace1700000007600 } from './migrations/1700000007600-carrier-pace.js';
import { MailedReplies1700000007700 } from './migrations/1700000007700-mailed-replies.js';
import { Health1700000007900 } from './migrations/1700000007900-health.js';
import { UrgentNotices1700000007950 } from './migrations/1700000007950-urgent-notices.js';
import { ReporterSteps1700000008000 } from './migrations/1700000008000-reporter-steps.js';
import { ChannelChanges1700000008010 } from './migrations/1700000008010-channel-changes.js';
import { ReceiptRenewals1700000008020 } from './migrations/1700000008020-receipt-renewals.js';
import { Queue1700000008100 } from './migrations/1700000008100-queue.js';
import { Teamwork1700000008200 } from './migrations/1700000008200-teamwork.js';
import { HandoffNotes1700000008300 } from './migrations/1700000008300-handoff-notes.js';
import { Measures1700000008400 } from './migrations/1700000008400-measures.js';
import { Administration1700000008600 } from './migrations/1700000008600-administration.js';
import { AuditPage1700000008610 } from './migrations/1700000008610-audit-page.js';
import { Processes1700000008620 } from './migrations/1700000008620-processes.js';

export const entities = [
  Election,
  Party,
  UserAccount,
  Session,
  PartyCampaign,
  Candidate,
  Contact,
  ContactAddress,
  PartyAccount,
  DirectoryChange,
  Verification,
  AddressMark,
  GateOverride,
  Report,
  ReporterStepRow,
  ChannelChange,
  ChannelCode,
  CodeRequest,
  ReceiptRenewal,
  TriageResult,
  Attachment,
  Incident,
  Escalation,
  Page,
  Reply,
  CallRow,
  CallLegRow,
  CallRecordingRow,
  Message,
  Delivery,
  Attempt,
  Notice,
  PolicyRow,
  PolicyRules,
  PolicyTurn,
  WebhookCall,
  Campaign,
  IncidentLink,
  IndicatorRow,
  FingerprintRow,
  BacklogRow,
  Flood,
  Correction,
  TimelineEntryRow,
  TimelineHead,
  EventRow,
  OutboxRow,
  ServiceHeartbeat,
  ServiceSecret,
  MailboxFolder,
  MailboxMessage,
  IntakeLedgerRow,
  ConversationRow,
  TextOptOut,
  TextMedia,
  CarrierReadingRow,
  WatchVersion,
  WatchChange,
  ScheduleRow,
  ScheduleOverride,
  ScheduleTemporary,
  AbsenceRow,
  ShiftSwap,
  ShiftConfirmation,
  Handoff,
  HandoffNoteRow,
  CalendarFeed,
  ContactMethodRow,
  MethodCode,
  NotificationRuleRow,
  QuietHoursRow,
  SavedViewRow,
  FindingRow,
  AuditRun,
  HeartbeatMonitor,
  IncidentPresence,
  IncidentTask,
  SelfTest,
  SignInCount,
  AuditRecord,
  AuditHead,
];

const migrations = [
  FirstJourney1700000000000,
  Notices1700000000500,
  Mail1700000001000,
  Attachments1700000002000,
  Texts1700000003000,
  Calls1700000004000,
  Directory1700000005000,
  Links1700000006000,
  Watch1700000007000,
  Policies1700000007100,
  ContactMethods1700000007200,
  DeliveryTruth1700000007300,
  Watchkeeping1700000007400,
  GatheredPages1700000007500,
  CarrierPace1700000007600,
  MailedReplies1700000007700,
  Health1700000007900,
  UrgentNotices1700000007950,
  ReporterSteps1700000008000,
  ChannelChanges1700000008010,
  ReceiptRenewals1700000008020,
  Queue1700000008100,
  Teamwork1700000008200,
  HandoffNotes1700000008300,
  Measures1700000008400,
  Administration1700000008600,
  AuditPage1700000008610,
  Processes1700000008620,
];

const connectionOptions = [
  'role=vigil_service',
  'idle_in_transaction_session_timeout=60000',
  // A statement is planned once for each connection, perhaps while its table is still empty: the plan must be right for a full one.
  'plan_cache_mode=force_generic_plan',
  'enable_seqscan=off',
];

/**
 * The pool of one process. Every connection acts as `vigil_service`, which owns no table; what is read for a person
 * narrows that further (see `Database.transactionFor`).
 */
export function serviceDataSource(
  url: string,
  poolSize = 16,
  { applicationName = 'vigil', statementTimeoutMs = 30_000 } = {},
): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities,
    synchronize: false,
    poolSize,
    applicationName,
    connectTimeoutMS: 5_000,
    extra: {
      options: [...connectionOptions, `statement_timeout=${statementTimeoutMs}`]
        .map((option) => `-c ${option}`)
        .join(' '),
      // Statements that need no answer of each other travel together; each is still answered, and fails, by itself.
      pipeline: true,
    },
  });
}

/**
 * The auditor's own pool: what keeps the services waiting for a connection does not keep it waiting, and a check that takes too
 * long ends, and is told of, instead of standing in anybody's way.
 */
export function auditDataSource(url: string): DataSource {
  return serviceDataSource(url, 2, { applicationName: 'vigil-auditor', statementTimeoutMs: 5_000 });
}

/** The owner's connection, for migrations and drift checks only. */
export function ownerDataSource(url: string): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities,
    migrations,
    synchronize: false,
    poolSize: 2,
    applicationName: 'vigil-migrate',
  });
}

/** Brings the schema up to date. Safe to run from several processes at once: an advisory lock lets one through at a time. */
export async function migrate(url: string): Promise<void> {
  const source = await ownerDataSource(url).initialize();
  const lock = source.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock(814201)');
    await source.runMigrations({ transaction: 'each' });
  } finally {
    await lock.query('SELECT pg_advisory_unlock(814201)').catch(() => undefined);
    await lock.release();
    await source.destroy();
  }
}
