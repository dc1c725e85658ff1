/**
 * Kinds of cases that no rule of ours answers in this form, and why: what they are about is done by rows and queries and tried
 * out there, or is not done at all.
 */
export const notARule: Readonly<Record<string, string>> = {
  'audit.eta_valid': 'the auditor asks the rows, not a rule: apps/auditor/auditor.spec.ts',
  'audit.heartbeat': 'the auditor asks the rows, not a rule: apps/auditor/auditor.spec.ts',
  'audit.selects': 'the auditor asks the rows, not a rule: apps/auditor/auditor.spec.ts',
  'clock.split_days': 'days are split where they are drawn: apps/console/watch',
  'clock.transition_on': 'the next clock change is asked of Temporal',
  'heartbeat.script': 'outside watchers are rows: apps/desk/heartbeats, apps/auditor/auditor.spec.ts',
  'ical.events': 'calendars are read by a library: apps/desk/calendar',
  'ingest.dedup':
    'reports are known by what their channel proves, not by a key of their sender’s choice: docs/decisions',
  'notice.next_run': 'nobody is told by a calendar who is on duty: what is wrong is told when it is',
  'notice.script': 'nobody is told by a calendar who is on duty: what is wrong is told when it is',
  'queue.bundle': 'pages are gathered by person, not by service: apps/notification/gather-pages.spec.ts',
  'queue.dedup': 'a message is a row before it is sent, and the queue carries no messages to compare',
  'queue.dedup_latest': 'a message is a row before it is sent, and the queue carries no messages to compare',
  'queue.dedup_status': 'a message is a row before it is sent, and the queue carries no messages to compare',
  'rolling.users_at': 'shifts are turns of a rotation or written down one by one; none rolls on from another',
  'sms.to_gsm': 'what is outside the alphabet is kept, at the price of fewer characters in a text: npx vigil sms eval',
  'status.script': 'nobody subscribes to an incident’s state by text',
  'status.self': 'nobody subscribes to an incident’s state by text',
  'voice.spell_code': 'how a code is read out is in the words of the call, not in a rule',
  'weekdays.days_since': 'arithmetic of another system’s own windows',
  'weekdays.days_until': 'arithmetic of another system’s own windows',
  'weekdays.next_inactive': 'arithmetic of another system’s own windows',
  'weekdays.run_start': 'arithmetic of another system’s own windows',
};
