import { z } from 'zod';
import { policy, step } from '#contracts';
import { type EscalationState, type Policy, severities } from '#domain';

const people = z.array(z.string());

/** What was stored before a field existed reads as what held then. */
const stored = z
  .object({
    status: z.enum(['running', 'acknowledged', 'stopped']),
    policyKey: z.string(),
    policyVersion: z.int().default(0),
    severity: z.enum(severities).nullable().default(null),
    steps: z.array(step),
    repeatAfter: z.number(),
    acknowledgements: z.int().default(1),
    handleWithinMinutes: z.number().nullable().default(null),
    snoozeAtMost: z.number().default(30),
    step: z.int(),
    round: z.int(),
    dueAt: z.coerce.date().nullable(),
    woken: people.default([]),
    declined: people.default([]),
    snoozedBy: z.string().nullable().default(null),
    wasSnoozed: z.boolean().default(false),
    takers: people.optional(),
    acknowledgedBy: z.string().nullable(),
    reminded: z.boolean().default(false),
    stoppedBy: z.enum(['closed', 'window-closed']).nullable(),
  })
  .transform(({ takers, ...state }) => ({
    ...state,
    takers: takers ?? (state.acknowledgedBy === null ? [] : [state.acknowledgedBy]),
  }));

/** Reads `policy.definition`. Throws a ZodError for anything that is no policy; whether it is a sound one was judged before it was stored. */
export function readPolicy(json: unknown): Policy {
  return policy.parse(json);
}

/** Reads `escalation.state`, where instants are ISO text. Throws a ZodError for anything that `writeEscalationState` did not write. */
export function readEscalationState(json: unknown): EscalationState {
  return stored.parse(json);
}

/** The text to store in `escalation.state`. */
export function writeEscalationState(state: EscalationState): string {
  return JSON.stringify(state);
}
