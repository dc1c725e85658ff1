import { Module } from '@nestjs/common';
import { AnswerInConsole } from './answer-in-console.js';
import { AnswerByLink } from './answer-by-link.js';
import { AssignIncident } from './assign-incident.js';
import { AttachmentController } from './attachment.controller.js';
import { BoardController } from './board.controller.js';
import { ChangeSeverity } from './change-severity.js';
import { CorrectKind } from './correct-kind.js';
import { CorrectionController } from './correction.controller.js';
import { ConsoleFiles } from './console-files.js';
import { DownloadReport } from './download-report.js';
import { DirectoryController } from './directory.controller.js';
import { EditContact } from './edit-contact.js';
import { EditContactAddress } from './edit-contact-address.js';
import { EnterVerification } from './enter-verification.js';
import { ImportContacts } from './import-contacts.js';
import { IncidentController } from './incident.controller.js';
import { LinkController } from './link.controller.js';
import { LinkIncident } from './link-incident.js';
import { ListContacts } from './list-contacts.js';
import { ListIncidents } from './list-incidents.js';
import { ListPeople } from './list-people.js';
import { LiveController } from './live.controller.js';
import { LiveFeed } from './live-feed.js';
import { MarkTrust } from './mark-trust.js';
import { MoveIncident } from './move-incident.js';
import { NoteIncident } from './note-incident.js';
import { OpenAttachment } from './open-attachment.js';
import { PermissionGuard } from './permission.guard.js';
import { ReportController } from './report.controller.js';
import { SessionController } from './session.controller.js';
import { Sessions } from './sessions.js';
import { ShowBoard } from './show-board.js';
import { ShowContact } from './show-contact.js';
import { ShowIncident } from './show-incident.js';
import { ShowTimeline } from './show-timeline.js';
import { ShowTrust } from './show-trust.js';
import { SignIn } from './sign-in.js';
import { SettleChannelChange } from './settle-channel-change.js';
import { StartVerification } from './start-verification.js';
import { TrustController } from './trust.controller.js';
import { DeliveryController } from './deliveries/delivery.controller.js';
import { ShowDeliveries } from './deliveries/show-deliveries.js';
import { measureParts } from './measures/measure-parts.js';
import { auditParts } from './audit/audit-parts.js';
import { configurationParts } from './configuration/configuration-parts.js';
import { electionParts } from './elections/election-parts.js';
import { timelinesParts } from './timelines/timelines-parts.js';
import { healthParts } from './health/health-parts.js';
import { methodParts } from './methods/method-parts.js';
import { policyParts } from './policies/policy-parts.js';
import { HeartbeatController } from './heartbeats/heartbeat.controller.js';
import { Monitors } from './heartbeats/monitors.js';
import { MonitorController } from './heartbeats/monitor.controller.js';
import { queueParts } from './queue/queue-parts.js';
import { RunbookController } from './runbooks/runbook.controller.js';
import { userParts } from './users/user-parts.js';
import { teamworkParts } from './teamwork/teamwork-parts.js';
import { watchParts } from './watch/watch-parts.js';
import { WriteToReporter } from './write-to-reporter.js';

/** What responders and managers work with: the API, its live events, the links in their pages, and the console. */
@Module({
  controllers: [
    SessionController,
    IncidentController,
    DeliveryController,
    AttachmentController,
    CorrectionController,
    TrustController,
    DirectoryController,
    BoardController,
    LiveController,
    LinkController,
    ReportController,
    MonitorController,
    HeartbeatController,
    RunbookController,
    ...watchParts.controllers,
    ...policyParts.controllers,
    ...methodParts.controllers,
    ...healthParts.controllers,
    ...userParts.controllers,
    ...queueParts.controllers,
    ...teamworkParts.controllers,
    ...measureParts.controllers,
    ...timelinesParts.controllers,
    ...auditParts.controllers,
    ...configurationParts.controllers,
    ...electionParts.controllers,
  ],
  providers: [
    Sessions,
    SignIn,
    PermissionGuard,
    ListIncidents,
    ShowIncident,
    ShowTimeline,
    ShowDeliveries,
    ListPeople,
    ShowBoard,
    AnswerInConsole,
    AnswerByLink,
    AssignIncident,
    NoteIncident,
    ChangeSeverity,
    CorrectKind,
    LinkIncident,
    MoveIncident,
    WriteToReporter,
    DownloadReport,
    ListContacts,
    ShowContact,
    EditContact,
    EditContactAddress,
    ImportContacts,
    ShowTrust,
    SettleChannelChange,
    StartVerification,
    EnterVerification,
    MarkTrust,
    LiveFeed,
    OpenAttachment,
    ConsoleFiles,
    Monitors,
    ...watchParts.providers,
    ...policyParts.providers,
    ...methodParts.providers,
    ...healthParts.providers,
    ...userParts.providers,
    ...queueParts.providers,
    ...teamworkParts.providers,
    ...measureParts.providers,
    ...timelinesParts.providers,
    ...auditParts.providers,
    ...configurationParts.providers,
    ...electionParts.providers,
  ],
})
export class DeskModule {}
