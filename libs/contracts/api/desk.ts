import { z } from 'zod';
import type { LookalikeWay } from '#domain';
import { language } from './reports.js';

const instant = z.iso.datetime();
export const severityName = z.enum(['critical', 'high', 'medium', 'low', 'not-an-incident']);
export const incidentStateName = z.enum(['received', 'triaged', 'contained', 'recovering', 'resolved', 'closed']);
export const roleName = z.enum(['responder', 'manager', 'liaison', 'auditor', 'admin']);

/** As the rules name them; one that the rules have and this lacks does not compile. */
const lookalikeWays = Object.keys({
  homoglyph: true,
  punycode: true,
  typo: true,
  'other-suffix': true,
  hyphen: true,
  subdomain: true,
  combined: true,
} satisfies Record<LookalikeWay, true>) as LookalikeWay[];

/** Who is signed in, and what they may do. `POST /api/v1/session`, `GET /api/v1/session`. */
export const signIn = z.object({ signIn: z.string().min(1).max(200), password: z.string().min(1).max(200) });
export const session = z.object({
  id: z.uuid(),
  name: z.string(),
  signIn: z.string(),
  role: roleName,
  language,
  permissions: z.array(z.string()),
  /** Signed in with a one-time password: nothing is answered before `POST /api/v1/session/password`. */
  mustChangePassword: z.boolean(),
});
export type Session = z.output<typeof session>;

/** `POST /api/v1/session/password` */
export const ownPassword = z.object({ current: z.string().min(1).max(200), chosen: z.string().min(1).max(800) });

const person = z.object({ id: z.uuid(), name: z.string() });

/** One row of the triage queue. `GET /api/v1/incidents` with what narrows it (`queueFilter`) → `{items, nextCursor}`. */
export const incidentRow = z.object({
  id: z.uuid(),
  reference: z.string(),
  severity: severityName,
  severityRule: z.string(),
  category: z.string(),
  accountKind: z.string(),
  state: incidentStateName,
  summary: z.string(),
  party: z.string().nullable(),
  language: z.enum(['en', 'fr', 'bilingual']),
  lifeSafety: z.boolean(),
  violence: z.boolean(),
  foreignInterference: z.boolean(),
  reportCount: z.int(),
  /** 0 to 100: its place among the incidents of the same severity. */
  score: z.int(),
  openedAt: instant,
  updatedAt: instant,
  acknowledgedAt: instant.nullable(),
  acknowledgedBy: person.nullable(),
  assignee: person.nullable(),
  /** When the running escalation goes to its next step; null when nobody needs waking. */
  escalatesAt: instant.nullable(),
  /** What is owed next, somebody who has it or a word to the reporter, and from when on that is late; null when nothing is. */
  breach: z.object({ promise: z.enum(['acknowledge', 'contact']), at: instant }).nullable(),
  /** The words of the report that its severity rests on, at most three, each with the rule that they fired. */
  why: z.array(z.object({ rule: z.string(), evidence: z.string() })),
});
export type IncidentRow = z.output<typeof incidentRow>;
export const incidentList = z.object({ items: z.array(incidentRow), nextCursor: z.string().nullable() });
export type IncidentList = z.output<typeof incidentList>;

/** What came with a report. `GET /api/v1/attachments/:id` hands it out; `…/preview` shows a picture drawn anew. */
export const attachmentView = z.object({
  id: z.uuid(),
  /** Fit to be shown. */
  name: z.string(),
  size: z.int(),
  sha256: z.string(),
  /** What its bytes show that it is, whatever its name says. */
  type: z.string(),
  dangerous: z.boolean(),
  why: z
    .enum([
      'program',
      'script',
      'web-page',
      'active-document',
      'disguised',
      'archive-bomb',
      'closed-archive',
      'archive-with-program',
      'unknown',
    ])
    .nullable(),
  archive: z
    .object({
      entries: z.int().nullable(),
      unpackedSize: z.int().nullable(),
      encrypted: z.boolean(),
      bomb: z.boolean(),
    })
    .nullable(),
  inline: z.boolean(),
  hasPreview: z.boolean(),
  /** Opens the archive in which a dangerous file is handed out; null when it is handed out as it is. */
  password: z.string().nullable(),
});
export type AttachmentView = z.output<typeof attachmentView>;

export const reportView = z.object({
  id: z.uuid(),
  reference: z.string(),
  channel: z.string(),
  receivedAt: instant,
  sender: z.string().nullable(),
  subject: z.string().nullable(),
  /** Everything that could be read. */
  text: z.string(),
  /** Of it, what the reporter wrote new, and what was passed on; null where that was not told apart. */
  ownText: z.string().nullable(),
  forwardedText: z.string().nullable(),
  /** False: no reader could take it apart, so the raw message has to be looked at. */
  readable: z.boolean(),
  /** Whom the directory takes the sender for. */
  standing: z.enum(['registered-verified', 'registered', 'domain', 'unknown']),
  /** What SPF, DKIM, DMARC and ARC make of a mail’s sender; null for other channels. */
  senderCheck: z.enum(['pass', 'fail', 'none', 'temperror']).nullable(),
  sha256: z.string(),
  size: z.int(),
  truncated: z.boolean(),
  attachments: z.array(attachmentView),
});
export const messageView = z.object({
  id: z.uuid(),
  author: z.string(),
  kind: z.string(),
  at: instant,
  text: z.string(),
  channels: z.array(z.object({ kind: z.string(), address: z.string(), state: z.string() })),
});
export const pageView = z.object({
  id: z.uuid(),
  person,
  step: z.int(),
  round: z.int(),
  state: z.enum(['open', 'snoozed', 'acknowledged', 'declined', 'unreachable', 'superseded']),
  requestedAt: instant,
  deliveries: z.array(
    z.object({ channel: z.string(), state: z.string(), attempts: z.int(), error: z.string().nullable() }),
  ),
});
const linkState = z.enum(['suggested', 'confirmed', 'rejected']);
export const linkView = z.object({
  id: z.uuid(),
  kind: z.enum(['same-incident', 'same-campaign', 'reply']),
  state: linkState,
  because: z.array(z.enum(['alike', 'same-account', 'indicators', 'reference'])),
  incident: z.object({
    id: z.uuid(),
    reference: z.string(),
    severity: severityName,
    party: z.string().nullable(),
    summary: z.string(),
    openedAt: instant,
  }),
});
/** `GET /api/v1/incidents/:id` */
export const incidentView = incidentRow.extend({
  version: z.int(),
  triagedAt: instant.nullable(),
  containedAt: instant.nullable(),
  recoveringAt: instant.nullable(),
  resolvedAt: instant.nullable(),
  closedAt: instant.nullable(),
  because: z.array(z.object({ rule: z.string(), severityRule: z.string().nullable(), evidence: z.string() })),
  indicators: z.array(
    z.object({
      type: z.string(),
      defanged: z.string(),
      /** The party's domain that its own passes for, and how; absent where it passes for none. */
      lookalike: z.object({ of: z.string(), how: z.enum(lookalikeWays) }).optional(),
    }),
  ),
  compromisedAddresses: z.array(z.string()),
  /** What the playbook tells the reporter, with who has ticked it off; then what was ticked by a playbook that no longer holds. */
  reporterSteps: z.array(
    z.object({
      text: z.string(),
      isPlanned: z.boolean(),
      /** By the reference of the report; the reporter's own word. */
      ticks: z.array(z.object({ reference: z.string(), at: instant })),
    }),
  ),
  /** What the reporter last said of the whole with one button; a claim. */
  reporterSays: z.object({ turn: z.enum(['worse', 'over']), at: z.iso.datetime() }).nullable(),
  /** The playbook’s tasks in their order, then those done by a playbook that no longer holds; empty for liaisons. */
  responderTasks: z.array(
    z.object({
      key: z.string(),
      text: z.string(),
      isPlanned: z.boolean(),
      doneAt: instant.nullable(),
      doneBy: person.nullable(),
    }),
  ),
  moves: z.array(incidentStateName),
  /** Why it stands where it stands among those of its severity: each factor's value (0 to 100) counts `weight` times. */
  scoreParts: z.array(z.object({ factor: z.string(), value: z.int(), weight: z.int() })),
  /** The incident that this one is a part of, by a person's decision. */
  mergedInto: z.object({ id: z.uuid(), reference: z.string() }).nullable(),
  /** Incidents that it may have to do with; empty for whoever sees one party alone. */
  links: z.array(linkView),
  reports: z.array(reportView),
  messages: z.array(messageView),
  pages: z.array(pageView),
});
export type IncidentView = z.output<typeof incidentView>;

/** `GET /api/v1/incidents/:id/timeline` → `{entries, intact, brokenAt}`: the incident's chain and its reports' chains, by time. */
export const timelineEntryView = z.object({
  subject: z.enum(['incident', 'report']),
  seq: z.int(),
  at: instant,
  actor: z.string(),
  actorName: z.string(),
  type: z.string(),
  data: z.record(z.string(), z.unknown()),
  hash: z.string(),
});
/** A stretch of an incident's life in one state; `to` is null for the state that it is in now. */
export const phaseView = z.object({ state: incidentStateName, from: instant, to: instant.nullable() });
export type PhaseView = z.output<typeof phaseView>;
export const timelineView = z.object({
  /** The election's zone, for who reads the times elsewhere. */
  zone: z.string(),
  /** From its report on, end to end. */
  phases: z.array(phaseView),
  entries: z.array(timelineEntryView),
  intact: z.boolean(),
  brokenAt: z.int().nullable(),
});
export type TimelineView = z.output<typeof timelineView>;

/** `POST /api/v1/incidents/:id/answer`: of a page that one does not take. `minutes` for a snooze, within what the policy allows. */
export const answerIncident = z.object({
  answer: z.enum(['decline', 'escalate', 'snooze']),
  minutes: z.int().min(5).max(60).default(15),
});
/** `POST /api/v1/incidents/:id/tasks/:key`, with a key of `responderTasks`. */
export const tickTask = z.object({ done: z.boolean() });

/** `POST /api/v1/incidents/:id/presence`, every twenty seconds while it is open: who else has it open. */
export const presence = z.object({ isWriting: z.boolean().default(false) });
export const presenceView = z.object({
  others: z.array(z.object({ id: z.uuid(), name: z.string(), isWriting: z.boolean() })),
});
export type PresenceView = z.output<typeof presenceView>;

/**
 * `POST /api/v1/incidents/:id/{acknowledge,assign,note,severity,move,message}`; each answers with the fresh `incidentView`.
 * `from` is what the caller saw: where that is no longer so, the change is refused with `changed-meanwhile`.
 */
export const assignIncident = z.object({ userId: z.uuid(), from: z.uuid().nullable().optional() });
export const noteIncident = z.object({ text: z.string().trim().min(1).max(10_000) });
export const changeSeverity = z.object({
  to: severityName,
  reason: z.string().max(2_000),
  from: severityName.optional(),
});
export const moveIncident = z.object({
  to: incidentStateName,
  reason: z.string().max(2_000).nullable().default(null),
  from: incidentStateName.optional(),
});
/** `POST /api/v1/incidents/:id/kind`: names as the rules have them (docs/triage.md). */
export const correctKind = z.object({
  category: z.string().max(60),
  accountKind: z.string().max(60),
  reason: z.string().max(2_000),
  from: z.object({ category: z.string().max(60), accountKind: z.string().max(60) }).optional(),
});
/** `POST /api/v1/incidents/:id/links` and `/links/:link` */
export const linkIncident = z.object({
  reference: z.string().max(40),
  kind: z.enum(['same-incident', 'same-campaign']),
  reason: z.string().max(2_000),
});
export const decideLink = z.object({
  accept: z.boolean(),
  reason: z.string().max(2_000),
  /** What the link was when its author decided; refused as `changed-meanwhile` when somebody else was first. */
  from: linkState.optional(),
});
export const writeToReporter = z.object({
  text: z.string().trim().min(1).max(5_000),
  /** A manager's decision to send this one message where the trust gate would not. */
  override: z
    .object({ address: z.string().trim().min(1).max(254), reason: z.string().trim().min(3).max(2_000) })
    .nullable()
    .default(null),
});

/** `GET /api/v1/people` */
export const people = z.array(z.object({ id: z.uuid(), name: z.string(), role: roleName }));

/** `GET /api/v1/board`, for managers. Durations in seconds, of the incidents opened in the last seven days. */
const duration = z.object({ median: z.number().nullable(), p90: z.number().nullable(), count: z.int() });
export const board = z.object({
  at: instant,
  service: z.object({
    open: z.boolean(),
    closesAt: instant,
    lastDay: z.string(),
    zone: z.string(),
    election: z.string(),
  }),
  open: z.array(z.object({ severity: severityName, count: z.int(), unacknowledged: z.int() })),
  oldestUnacknowledged: z.object({ id: z.uuid(), reference: z.string(), openedAt: instant }).nullable(),
  /** What open incidents are still owed within a target: somebody who has it, then a word to the reporter. */
  promises: z.object({
    /** Of the most severe that wait, the one due first. */
    worst: z
      .object({
        id: z.uuid(),
        reference: z.string(),
        severity: severityName,
        promise: z.enum(['acknowledge', 'contact']),
        dueAt: instant,
      })
      .nullable(),
    overdue: z.int(),
  }),
  /** The watch of the watch: what is found wrong, and when each door was last tried end to end. */
  health: z.object({
    /** Findings that nobody has accepted, and events that were given up on. */
    wrong: z.int(),
    audit: z.object({ at: instant, held: z.boolean() }).nullable(),
    selfTests: z.array(z.object({ channel: z.string(), sentAt: instant, tookMs: z.int().nullable() })),
  }),
  onDuty: z.object({
    now: z.string().nullable(),
    until: instant.nullable(),
    next: z.string().nullable(),
    nextFrom: instant.nullable(),
  }),
  timeToAcknowledge: duration,
  timeToContain: duration,
  reports: z.object({ received: z.int(), today: z.int() }),
  /** Open incidents, most severe first; after the cutoff this is the list to hand over. */
  incidents: z.array(incidentRow),
});
export type Board = z.output<typeof board>;

/**
 * `GET /api/v1/live` (server-sent events): `event: change`, `id:` a position to resume from with Last-Event-ID,
 * `data:` as here. `event: reset` asks the client to fetch everything again. `event: presence`, without an id,
 * says that somebody came to an incident, left it or began to write; who it is, `POST …/presence` answers.
 */
export const liveChange = z.object({ type: z.string(), incidentId: z.uuid().nullable() });
export type LiveChange = z.output<typeof liveChange>;
