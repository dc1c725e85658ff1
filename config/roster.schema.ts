import { roles, severities, validatePolicy } from '#domain';
import { z } from 'zod';
import { haveOwnKeys } from './election.schema.js';
import { day, email, instant, key, language, phone, zone } from './settings.js';

const person = z
  .strictObject({
    /** Also the name to sign in with. */
    key,
    name: z.string().trim().min(1).max(100),
    role: z.enum(roles),
    /** The liaison's party, by its key; nobody else has one. */
    party: key.optional(),
    phone: phone.optional(),
    email: email.optional(),
    language: language.default('en'),
  })
  .refine((value) => (value.role === 'liaison') === (value.party !== undefined), {
    path: ['party'],
    message: 'a party for a liaison and for nobody else',
  })
  .refine((value) => !isPaged(value) || value.phone !== undefined || value.email !== undefined, {
    path: ['phone'],
    message: 'a phone or an email to wake this person with',
  })
  .readonly();
export type PersonSettings = z.output<typeof person>;

const turnLength = z.union(
  [
    z.strictObject({ hours: z.int().min(1).max(744) }).readonly(),
    z.strictObject({ days: z.int().min(1).max(366) }).readonly(),
    z.strictObject({ weeks: z.int().min(1).max(52) }).readonly(),
  ],
  'hours, days or weeks with a whole number',
);
const rotation = z
  .strictObject({
    name: z.string().trim().min(1).max(100),
    participants: z.array(key).min(1).max(200).readonly(),
    zone,
    startsOn: day,
    handoffAt: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time in the form HH:MM'),
    every: turnLength,
  })
  .readonly();
const override = z
  .strictObject({ from: instant, to: instant, person: key })
  .refine((value) => value.from < value.to, { path: ['to'], message: 'an instant after "from"' })
  .readonly();
const schedule = z
  .strictObject({
    key,
    layers: z.array(rotation).min(1).readonly(),
    overrides: z.array(override).default([]).readonly(),
  })
  .readonly();

const notify = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('on-duty') }).readonly(),
    z.strictObject({ kind: z.literal('next-on-duty') }).readonly(),
    z.strictObject({ kind: z.literal('person'), person: key }).readonly(),
    z.strictObject({ kind: z.literal('role'), role: z.enum(['manager', 'responder']) }).readonly(),
  ],
  'one of on-duty, next-on-duty, person, role',
);
const policy = z
  .strictObject({
    key,
    steps: z.array(z.strictObject({ notify, waitMinutes: z.int() }).readonly()).readonly(),
    repeatAfter: z.int(),
  })
  .superRefine((value, context) => {
    const verdict = validatePolicy(value);
    if (verdict.outcome === 'sound') return;
    for (const fault of verdict.faults) {
      switch (fault.code) {
        case 'no-steps':
          context.addIssue({ code: 'custom', path: ['steps'], message: 'at least one step' });
          break;
        case 'no-manager':
          context.addIssue({
            code: 'custom',
            path: ['steps'],
            message: 'a step that wakes the role manager, so that paging never ends in silence',
          });
          break;
        case 'wait-out-of-range':
          context.addIssue({
            code: 'custom',
            path: ['steps', fault.step, 'waitMinutes'],
            message: 'from 1 to 60 minutes',
          });
          break;
        case 'repeat-out-of-range':
          context.addIssue({ code: 'custom', path: ['repeatAfter'], message: 'from 0 to 60 minutes' });
          break;
      }
    }
  })
  .readonly();

export const rosterFile = z
  .strictObject({
    people: z.array(person).min(1).max(1_000).refine(haveOwnKeys, 'a key of its own for each person').readonly(),
    schedule,
    /** The policy for each severity. What is no incident is paged by its policy only where a person has to look. */
    policies: z.record(z.enum(severities), policy).readonly(),
  })
  .superRefine((roster, context) => {
    const refuse = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    const byKey = new Map(roster.people.map((member) => [member.key, member]));
    const check = (name: string, path: (string | number)[]) => {
      const member = byKey.get(name);
      if (member === undefined || !isPaged(member)) refuse(path, 'the key of a responder or manager under "people"');
    };
    if (!roster.people.some(({ role }) => role === 'manager')) refuse(['people'], 'at least one manager');
    for (const property of ['phone', 'email'] as const) {
      const seen = new Set<string>();
      for (const [index, member] of roster.people.entries()) {
        const address = member[property];
        if (address === undefined) continue;
        // A text from a shared number could not be told apart: whose acknowledgement would it be?
        if (seen.has(address)) refuse(['people', index, property], `${property} of nobody else`);
        seen.add(address);
      }
    }
    for (const [index, layer] of roster.schedule.layers.entries()) {
      for (const [place, name] of layer.participants.entries())
        check(name, ['schedule', 'layers', index, 'participants', place]);
    }
    for (const [index, { person: name }] of roster.schedule.overrides.entries())
      check(name, ['schedule', 'overrides', index, 'person']);
    for (const severity of severities) {
      for (const [index, step] of roster.policies[severity].steps.entries()) {
        if (step.notify.kind === 'person')
          check(step.notify.person, ['policies', severity, 'steps', index, 'notify', 'person']);
      }
    }
    const keys = severities.map((severity) => roster.policies[severity].key);
    // Escalation tells a raised severity from a repeated one by the key.
    if (new Set(keys).size !== keys.length) refuse(['policies'], 'a key of its own for each policy');
  })
  .readonly();
export type RosterSettings = z.output<typeof rosterFile>;

function isPaged(member: { readonly role: string }): boolean {
  return member.role === 'responder' || member.role === 'manager';
}
