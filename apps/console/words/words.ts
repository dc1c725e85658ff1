import type { IncidentRow, IncidentView, Language, Session } from '#contracts';
import type { AccountKind, Category, DeliveryState, ScoreFactor } from '#domain';
import type { LiveState } from '../live/live-feed.js';
import type { AttachmentWords } from './attachment-words.js';
import type { IndicatorWords } from './indicator-words.js';
import type { TimelineWords } from './timeline-words.js';

type Severity = IncidentRow['severity'];
type State = IncidentRow['state'];

/** One word or sentence for each member; one that a language lacks does not compile. */
type Each<Key extends string> = Readonly<Record<Key, string>>;

/** The rules of the severity rubric, as `docs/triage.md` numbers them. */
export type RubricRule =
  | `C${1 | 2 | 3 | 4 | 5 | 6}`
  | `H${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`
  | `M${1 | 2 | 3 | 4 | 5 | 6 | 7}`
  | `L${1 | 2 | 3 | 4}`
  | `N${1 | 2 | 3 | 4 | 5}`;

/** Every text of the console. Both languages implement it, so a string that one lacks fails the compile. */
export interface Words {
  readonly language: Language;
  /** For dates and numbers. */
  readonly locale: string;
  readonly otherLanguage: { readonly code: Language; readonly name: string };
  readonly units: Each<'day'>;
  /** Between a name and what it is: French has a space that does not break before it. */
  readonly colon: string;

  readonly severity: Each<Severity>;
  readonly state: Each<State>;
  /** The button that moves an incident to a state. */
  readonly moveTo: Each<State>;
  readonly reopen: string;
  readonly category: Each<Category>;
  readonly accountKind: Each<AccountKind>;
  readonly rubric: Each<RubricRule>;
  readonly textLanguage: Each<IncidentRow['language']>;
  readonly role: Each<Session['role']>;
  readonly channel: Each<'web' | 'api' | 'email' | 'sms' | 'voice' | 'push' | 'console' | 'link'>;
  readonly delivery: Each<DeliveryState>;
  readonly pageState: Each<IncidentView['pages'][number]['state']>;
  readonly indicatorType: Each<
    | 'url'
    | 'domain'
    | 'ipv4'
    | 'ipv6'
    | 'email'
    | 'md5'
    | 'sha1'
    | 'sha256'
    | 'sha512'
    | 'phone'
    | 'handle'
    | 'btc'
    | 'eth'
  >;
  readonly standing: Each<IncidentView['reports'][number]['standing']>;
  readonly senderCheck: Each<NonNullable<IncidentView['reports'][number]['senderCheck']>>;
  readonly linkKind: Each<IncidentView['links'][number]['kind']>;
  readonly linkState: Each<IncidentView['links'][number]['state']>;
  readonly linkReason: Each<IncidentView['links'][number]['because'][number]>;
  readonly scoreFactor: Each<ScoreFactor>;
  readonly flag: Each<'lifeSafety' | 'violence' | 'foreignInterference'>;

  readonly attachments: AttachmentWords;
  readonly indicators: IndicatorWords;
  readonly frame: Each<
    'skip' | 'queue' | 'board' | 'navigation' | 'signOut' | 'keys' | 'loading' | 'notFound' | 'backToQueue'
  > & {
    readonly signedInAs: (name: string, role: string) => string;
  };
  readonly live: {
    readonly state: Each<LiveState>;
    readonly hint: Each<LiveState>;
    readonly lostBanner: string;
  };
  readonly problem: Each<'unreachable' | 'unknown' | 'forbidden' | 'notFound' | 'tooMany' | 'tryAgain' | 'stale'>;

  readonly session: Each<
    'title' | 'intro' | 'signIn' | 'password' | 'submit' | 'submitting' | 'wrong' | 'empty' | 'show' | 'hide'
  >;

  readonly queue: Each<
    | 'title'
    | 'filter'
    | 'open'
    | 'all'
    | 'list'
    | 'none'
    | 'noneAll'
    | 'more'
    | 'new'
    | 'unacknowledged'
    | 'pagingNow'
    | 'notPaging'
    | 'noParty'
    | 'age'
  > & {
    readonly count: (count: number, more: boolean) => string;
    readonly unacknowledgedCount: (count: number) => string;
    readonly nextPageIn: (left: string) => string;
    readonly acknowledgedBy: (name: string) => string;
    readonly assignedTo: (name: string) => string;
    readonly reports: (count: number) => string;
    readonly newCritical: (reference: string, category: string) => string;
  };

  readonly keys: Each<'title' | 'close' | 'open' | 'use' | 'useHint'>;

  readonly incident: Each<
    | 'work'
    | 'timeline'
    | 'tabs'
    | 'facts'
    | 'opened'
    | 'party'
    | 'kind'
    | 'account'
    | 'language'
    | 'acknowledged'
    | 'assignee'
    | 'nobody'
    | 'severityRule'
    | 'reports'
    | 'theirWords'
    | 'ourReading'
    | 'noReading'
    | 'because'
    | 'anonymous'
    | 'truncated'
    | 'fingerprint'
    | 'indicators'
    | 'noIndicators'
    | 'indicatorsHint'
    | 'compromised'
    | 'steps'
    | 'noSteps'
    | 'tasks'
    | 'noTasks'
    | 'pages'
    | 'noPages'
    | 'pageDeliveries'
    | 'noDeliveries'
    | 'conversation'
    | 'noMessages'
    | 'reporter'
    | 'hotlineAnswer'
    | 'compose'
    | 'composeHint'
    | 'send'
    | 'sending'
    | 'sent'
    | 'notes'
    | 'noNotes'
    | 'actions'
    | 'acknowledge'
    | 'acknowledging'
    | 'youHaveIt'
    | 'acknowledgeHint'
    | 'decline'
    | 'passUp'
    | 'putOff'
    | 'assignTo'
    | 'choosePerson'
    | 'assign'
    | 'assignMe'
    | 'move'
    | 'noMoves'
    | 'changeSeverity'
    | 'newSeverity'
    | 'severityReason'
    | 'unreadable'
    | 'rawMessage'
    | 'forwarded'
    | 'wholeText'
    | 'correctKind'
    | 'kindReason'
    | 'saveKind'
    | 'links'
    | 'noLinks'
    | 'mergedInto'
    | 'newLink'
    | 'linkReference'
    | 'linkKind'
    | 'linkReason'
    | 'saveLink'
    | 'confirmSame'
    | 'confirmCampaign'
    | 'rejectLink'
    | 'score'
    | 'saveSeverity'
    | 'note'
    | 'noteText'
    | 'saveNote'
    | 'noteSaved'
    | 'falseAlarmReason'
    | 'reopenReason'
    | 'cancel'
    | 'saving'
    | 'readOnly'
    | 'acknowledgeFirst'
  > & {
    readonly step: (step: number, round: number) => string;
    readonly attempts: (count: number) => string;
    readonly sizeOf: (bytes: string) => string;
    readonly takenBy: (name: string) => string;
  };

  readonly timeline: TimelineWords;

  readonly board: Each<
    | 'title'
    | 'service'
    | 'serviceOpen'
    | 'serviceClosed'
    | 'endsIn'
    | 'openIncidents'
    | 'onDuty'
    | 'now'
    | 'next'
    | 'nobodyOnDuty'
    | 'oldest'
    | 'noOldest'
    | 'timeToAcknowledge'
    | 'timeToContain'
    | 'median'
    | 'p90'
    | 'none'
    | 'reports'
    | 'received'
    | 'today'
    | 'incidents'
    | 'handOver'
    | 'noIncidents'
    | 'nothingToHandOver'
    | 'reference'
    | 'severity'
    | 'kind'
    | 'state'
    | 'party'
    | 'who'
    | 'age'
  > & {
    readonly closesAt: (when: string, zone: string) => string;
    readonly closedAt: (when: string, zone: string) => string;
    readonly handOverBanner: (count: number) => string;
    readonly unacknowledged: (count: number) => string;
    readonly of: (count: number) => string;
    readonly until: (when: string) => string;
    readonly from: (when: string) => string;
    readonly asOf: (when: string) => string;
  };
}
