import {
  advance,
  type ContactMethod,
  type EscalationInput,
  type EscalationState,
  type NotificationRule,
  planPage,
  type Policy,
  type Watch,
} from '#domain';
import { type Answer, NotOurs } from './oncall-case.js';

type Channel = 'sms' | 'voice';

interface GivenPolicy {
  readonly repeat: number;
  readonly steps: readonly {
    readonly delay_minutes: number;
    readonly users: readonly string[];
    readonly multi_ack?: boolean;
  }[];
}

interface Page {
  readonly to: string;
  readonly channel: Channel;
  readonly alert: string;
}

interface Given {
  readonly policy: GivenPolicy;
  readonly rules: Readonly<Record<string, readonly (readonly [Channel, number])[]>>;
  readonly script: readonly {
    readonly op: 'create' | 'advance' | 'escalate' | 'ack' | 'maintenance' | 'set_policy';
    readonly alert?: string;
    readonly user?: string;
    readonly minutes?: number;
    readonly expect: readonly Page[];
    readonly expect_acks_recorded?: number;
  }[];
}

/** A page of one person that goes out later, unless it is answered or another takes its place. */
interface Planned extends Page {
  readonly at: number;
}

const minute = 60_000;

/** Plays a script through the rules that page people and those that reach them; each step gives the pages that are new. */
class Play {
  private readonly states = new Map<string, EscalationState | null>();
  private planned: Planned[] = [];
  private sent: Page[] = [];
  private now = Date.UTC(2023, 6, 24);

  constructor(private readonly given: Given) {}

  run(): unknown {
    return {
      script: this.given.script.map((step) => {
        this.sent = [];
        const { op, alert = '', user = '', minutes = 0 } = step;
        if (op === 'create') this.input(alert, { kind: 'opened', severity: 'high', policy: this.policy() });
        if (op === 'escalate') this.input(alert, { kind: 'escalated', by: 'nobody', page: null });
        if (op === 'ack') this.acknowledge(alert, user);
        if (op === 'advance') this.advance(minutes);
        const recorded = this.states.get(alert)?.takers.length;
        // Pages of one step come in any order.
        return { ...step, expect: inOrderOf(step.expect, this.sent), expect_acks_recorded: recorded };
      }),
    };
  }

  private policy(): { readonly policy: Policy; readonly version: number } {
    const { steps } = this.given.policy;
    const acknowledgements = steps.some(({ multi_ack: several }) => several === true) ? 2 : 1;
    const policy: Policy = {
      key: 'case',
      steps: steps.map(({ delay_minutes: waitMinutes, users }) => ({
        notify: { kind: 'people', people: users },
        waitMinutes,
      })),
      repeatAfter: 0,
      acknowledgements,
    };
    return { policy, version: 1 };
  }

  private input(alert: string, input: EscalationInput): void {
    const result = advance(this.states.get(alert) ?? null, input, this.watch(), new Date(this.now));
    this.states.set(alert, result.state);
    for (const effect of result.effects) {
      if (effect.kind === 'page') for (const person of effect.people) this.page(person, alert);
    }
    this.send();
  }

  /** A new page for the same incident takes the place of the person's earlier one. */
  private page(to: string, alert: string): void {
    this.planned = this.planned.filter((other) => other.to !== to || other.alert !== alert);
    const own = this.given.rules[to] ?? [];
    const kinds = [...new Set(own.map(([channel]) => channel))];
    const methods = kinds.map((kind): ContactMethod => ({ id: kind, kind, verified: true, bad: false }));
    const rules = own.map(([methodId, afterMinutes]): NotificationRule => ({
      severity: 'high',
      methodId,
      afterMinutes,
    }));
    const plan = planPage({ methods, rules, quietHours: null }, 'high', new Date(this.now));
    for (const { kind, afterMs } of plan.methods) {
      if (kind === 'sms' || kind === 'voice') this.planned.push({ to, alert, channel: kind, at: this.now + afterMs });
    }
  }

  private acknowledge(alert: string, user: string): void {
    this.input(alert, { kind: 'acknowledged', by: user });
    const isOver = this.states.get(alert)?.status !== 'running';
    this.planned = this.planned.filter((other) => other.alert !== alert || (!isOver && other.to !== user));
  }

  private advance(minutes: number): void {
    const until = this.now + minutes * minute;
    while (this.now < until) {
      this.now += minute;
      for (const alert of this.states.keys()) this.input(alert, { kind: 'due' });
      this.send();
    }
  }

  private send(): void {
    const due = this.planned.filter(({ at }) => at <= this.now);
    this.planned = this.planned.filter(({ at }) => at > this.now);
    this.sent.push(...due.map(({ to, channel, alert }) => ({ to, channel, alert })));
  }

  private watch(): Watch {
    const people = Object.keys(this.given.rules).map((key) => ({ id: key, key, role: 'responder' }));
    return { people, onDuty: () => [], nextOnDuty: () => [], team: () => [], turnsTaken: () => 0 };
  }
}

function inOrderOf(expected: readonly Page[], sent: readonly Page[]): readonly Page[] {
  const place = (page: Page) => expected.findIndex((one) => one.to === page.to && one.channel === page.channel);
  return sent.toSorted((one, other) => place(one) - place(other));
}

export const escalationCases: Readonly<Record<string, Answer>> = {
  'escalation.script': (given: Given) => {
    const asks = (op: string) => given.script.some((step) => step.op === op);
    if (asks('maintenance'))
      throw new NotOurs('a hotline that is open round the clock has no mode in which it wakes nobody');
    if (asks('set_policy')) {
      throw new NotOurs(
        'a policy is frozen for an incident when it opens; a newer edit of it is taken over where somebody says so',
      );
    }
    return new Play(given).run();
  },
};
