import { z } from 'zod';
import type { EscalationState } from '#domain';

const notify = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('on-duty') }),
  z.object({ kind: z.literal('next-on-duty') }),
  z.object({ kind: z.literal('person'), person: z.string() }),
  z.object({ kind: z.literal('role'), role: z.enum(['manager', 'responder']) }),
]);

const stored = z.object({
  status: z.enum(['running', 'acknowledged', 'stopped']),
  policyKey: z.string(),
  steps: z.array(z.object({ notify, waitMinutes: z.number() })),
  repeatAfter: z.number(),
  step: z.int(),
  round: z.int(),
  dueAt: z.coerce.date().nullable(),
  acknowledgedBy: z.string().nullable(),
  stoppedBy: z.enum(['closed', 'window-closed']).nullable(),
});

/** Reads `escalation.state`, where instants are ISO text. Throws a ZodError for anything that `writeEscalationState` did not write. */
export function readEscalationState(json: unknown): EscalationState {
  return stored.parse(json);
}

/** The text to store in `escalation.state`. */
export function writeEscalationState(state: EscalationState): string {
  return JSON.stringify(state);
}
