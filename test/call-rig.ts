import { compileSchedule, onDutyAt } from '#domain';
import type { HotlineRig } from './hotline-rig.js';
import { until } from './until.js';

/** A call as the sandbox carrier shows it. */
export interface CallEntry {
  readonly sid: string;
  readonly kind: string;
  readonly direction: string;
  readonly status: string;
  readonly from: string;
  readonly to: string;
  readonly said: readonly string[];
  readonly awaitsDigits: boolean;
  readonly awaitsMessage: boolean;
  readonly parentSid: string | null;
  readonly endedAt: string | null;
}

/** One end of a call at the sandbox carrier: somebody holds this phone. */
export class Handset {
  constructor(
    private readonly rig: HotlineRig,
    readonly number: string,
    readonly sid: string,
  ) {}

  /** Somebody calls the hotline. Resolves when they have heard all that comes before they are expected to do something. */
  static async call(rig: HotlineRig, number: string): Promise<Handset> {
    const { sid } = await post(rig, `${number}/calls`, { to: rig.firstRun.hotline.phone });
    return new Handset(rig, number, sid);
  }

  press = (digits: string): Promise<CallEntry> => this.act('digits', { digits });
  pressNothing = (): Promise<CallEntry> => this.act('silence', {});
  hangUp = (): Promise<CallEntry> => this.act('hangup', {});
  pickUp = (as = 'answered'): Promise<CallEntry> => this.act('pickup', { as });
  leave = (text: string, seconds = 3, hangsUp = false): Promise<CallEntry> =>
    this.act('message', { text, seconds, hangsUp });

  async entry(): Promise<CallEntry> {
    const found = (await callsOf(this.rig, this.number)).find(({ sid }) => sid === this.sid);
    if (found === undefined) throw new Error('the call is not on the phone');
    return found;
  }

  async heard(): Promise<string> {
    return (await this.entry()).said.join('\n');
  }

  async hears(words: string): Promise<void> {
    await until(`the phone says "${words}"`, async () => (await this.heard()).includes(words));
  }

  async ends(): Promise<void> {
    await until('the call has ended', async () => (await this.entry()).endedAt !== null);
  }

  /** The hotline calls this phone, which is picked up, and waits for a key. */
  static async paged(rig: HotlineRig, number: string): Promise<Handset> {
    let sid = '';
    await until(`${number} is called`, async () => {
      const calls = await callsOf(rig, number);
      sid = calls.find((call) => call.direction === 'outbound-api' && call.awaitsDigits)?.sid ?? '';
      return sid !== '';
    });
    return new Handset(rig, number, sid);
  }

  /** The phone that now rings for this caller. */
  async rings(number: string): Promise<Handset> {
    let leg: CallEntry | undefined;
    await until(`${number} rings`, async () => {
      const calls = await callsOf(this.rig, number);
      leg = calls.find((call) => call.parentSid === this.sid && call.status === 'ringing');
      return leg !== undefined;
    });
    return new Handset(this.rig, number, leg?.sid ?? '');
  }

  private act(what: string, body: unknown): Promise<CallEntry> {
    return post(this.rig, `${this.number}/calls/${this.sid}/${what}`, body);
  }
}

export interface WatchMember {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly phone: string;
  readonly language: 'en' | 'fr';
}

/** Who is rung for a caller now, in order: on duty, next on duty, the manager. */
export async function ringOrder(rig: HotlineRig): Promise<readonly [WatchMember, WatchMember, WatchMember]> {
  const [watch] = rig.runtime.config.roster.schedules;
  if (watch === undefined) throw new Error('there is no schedule');
  const { people: on, next } = onDutyAt(compileSchedule(watch), rig.runtime.clock.now());
  const people = await rig.rows<WatchMember & { role: string }>(
    'SELECT id, key, name, phone, language, role FROM user_account',
  );
  const find = (matches: (member: WatchMember & { role: string }) => boolean): WatchMember => {
    const found = people.find(matches);
    if (found === undefined) throw new Error('nobody is on the roster');
    return found;
  };
  return [
    find(({ key }) => on.includes(key)),
    find(({ key }) => next?.people.includes(key) === true),
    find(({ role }) => role === 'manager'),
  ];
}

export interface Told {
  readonly type: string;
  readonly actor: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What the timeline of a call's report says of the call, in order. */
export async function toldOf(rig: HotlineRig, sid: string): Promise<readonly Told[]> {
  return rig.rows<Told>(
    `SELECT e.type, e.actor, e.data FROM timeline_entry e JOIN report r ON r.id = e.subject_id
     WHERE r.external_id = $1 AND e.type LIKE 'call.%' ORDER BY e.seq`,
    [sid],
  );
}

export interface CalledIncident {
  readonly id: string;
  readonly reference: string;
  readonly severity: string;
  readonly acknowledged_by: string | null;
  readonly report_count: number;
}

/** The incident that a call opened or joined. */
export async function incidentOfCall(rig: HotlineRig, sid: string): Promise<CalledIncident> {
  const ask = () =>
    rig.rows<CalledIncident>(
      `SELECT i.id, i.reference, i.severity, i.acknowledged_by, i.report_count FROM report r
       JOIN triage_result t ON t.report_id = r.id JOIN incident i ON i.id = t.incident_id WHERE r.external_id = $1`,
      [sid],
    );
  await until('the call has an incident', async () => (await ask()).length > 0);
  const [incident] = await ask();
  if (incident === undefined) throw new Error('the call has no incident');
  return incident;
}

async function callsOf(rig: HotlineRig, number: string): Promise<readonly CallEntry[]> {
  const answer = await fetch(`${rig.sandboxUrl}/api/phones/${encodeURIComponent(number)}/messages`);
  return ((await answer.json()) as CallEntry[]).filter(({ kind }) => kind === 'call');
}

async function post(rig: HotlineRig, path: string, body: unknown): Promise<CallEntry> {
  const answer = await fetch(`${rig.sandboxUrl}/api/phones/${path.replace('+', '%2B')}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const entry = await answer.text();
  if (answer.status !== 202) throw new Error(`${path}: ${answer.status} ${entry}`);
  return JSON.parse(entry) as CallEntry;
}
