import { type KnownTargets, layerFault, type Policy, roles, severities, validatePolicy, weekdays } from '#domain';
import { z } from 'zod';
import { haveOwnKeys } from './election.schema.js';
import { describePolicyFault, policy, policyRule } from './policy.schema.js';
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
    z.strictObject({ months: z.int().min(1).max(12) }).readonly(),
  ],
  'hours, days, weeks or months with a whole number',
);
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time in the form HH:MM');
/** Wall time of the rotation's zone, on the days on which the window begins. */
const restriction = z
  .strictObject({ days: z.array(z.enum(weekdays)).min(1).max(7).readonly(), from: timeOfDay, to: timeOfDay })
  .readonly();
const rotation = z
  .strictObject({
    name: z.string().trim().min(1).max(100),
    /** A group in the list takes one turn together. */
    participants: z
      .array(z.union([key, z.array(key).min(1).max(20).readonly()]))
      .min(1)
      .max(200)
      .readonly(),
    zone,
    startsOn: day,
    handoffAt: timeOfDay,
    every: turnLength,
    restrictions: z.array(restriction).max(50).readonly().optional(),
    endsOn: instant.optional(),
  })
  .refine((value) => layerFault(value) !== 'month-anchor', {
    path: ['startsOn'],
    message: 'a day from 1 to 28 for turns of months, because not every month has a 29th, 30th and 31st',
  })
  .readonly();
const override = z
  .strictObject({ from: instant, to: instant, person: key })
  .refine((value) => value.from < value.to, { path: ['to'], message: 'an instant after "from"' })
  .readonly();
const schedule = z
  .strictObject({
    key,
    /** As people see it; the key where there is none. */
    name: z.string().trim().min(1).max(100).optional(),
    layers: z.array(rotation).min(1).readonly(),
    overrides: z.array(override).default([]).readonly(),
  })
  .readonly();

export const rosterFile = z
  .strictObject({
    people: z.array(person).min(1).max(1_000).refine(haveOwnKeys, 'a key of its own for each person').readonly(),
    /** One schedule, or several in a list. */
    schedule: schedule.optional(),
    schedules: z.array(schedule).min(1).max(50).readonly().optional(),
    /** The policy for each severity. What is no incident is paged by its policy only where a person has to look. */
    policies: z.record(z.enum(severities), policy).readonly(),
    /** Policies for what `policyRules` names. */
    furtherPolicies: z.array(policy).max(100).default([]).readonly(),
    policyRules: z.array(policyRule).max(100).default([]).readonly(),
    /** Hosts that the webhooks of policies may call, over https. */
    webhookHosts: z
      .array(z.string().regex(/^[a-z\d.-]{1,253}$/))
      .max(20)
      .default([])
      .readonly(),
  })
  .refine(({ schedule: one, schedules }) => (one === undefined) !== (schedules === undefined), {
    path: ['schedules'],
    message: 'either "schedule" or "schedules"',
  })
  .transform(({ schedule: one, schedules = [], ...roster }) => ({
    ...roster,
    schedules: one === undefined ? schedules : [one],
  }))
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
    for (const [place, { layers, overrides }] of roster.schedules.entries()) {
      for (const [index, { participants }] of layers.entries()) {
        for (const [turn, who] of participants.entries())
          for (const name of [who].flat()) check(name, ['schedules', place, 'layers', index, 'participants', turn]);
      }
      for (const [index, { person: name }] of overrides.entries())
        check(name, ['schedules', place, 'overrides', index, 'person']);
    }
    if (!haveOwnKeys(roster.schedules)) refuse(['schedules'], 'a key of its own for each schedule');
    checkPolicies(roster, refuse);
  })
  .readonly();
export type RosterSettings = z.output<typeof rosterFile>;

function isPaged(member: { readonly role: string }): boolean {
  return member.role === 'responder' || member.role === 'manager';
}

type PolicyParts = Pick<
  RosterSettings,
  'people' | 'schedules' | 'policies' | 'furtherPolicies' | 'policyRules' | 'webhookHosts'
>;

/** Policies name people and schedules that exist, and have keys of their own; rules name policies that exist. */
function checkPolicies(roster: PolicyParts, refuse: (path: (string | number)[], message: string) => void): void {
  const known: KnownTargets = {
    people: roster.people.filter(isPaged),
    schedules: roster.schedules.map(({ key: name, layers }) => ({
      key: name,
      people: layers.flatMap(({ participants }) => participants.flat()),
    })),
    webhookHosts: roster.webhookHosts,
  };
  const placed: readonly (readonly [(string | number)[], Policy])[] = [
    ...severities.map((severity) => [['policies', severity], roster.policies[severity]] as const),
    ...roster.furtherPolicies.map((further, index) => [['furtherPolicies', index], further] as const),
  ].map(([path, value]) => [[...path], value]);
  for (const [path, value] of placed) {
    const verdict = validatePolicy(value, known);
    if (verdict.outcome === 'sound') continue;
    for (const { path: place, message } of verdict.faults.map(describePolicyFault))
      refuse([...path, ...place], message);
  }
  const keys = placed.map(([, value]) => value.key);
  for (const [index, [path, value]] of placed.entries()) {
    if (keys.indexOf(value.key) < index) refuse([...path, 'key'], 'a key of its own for each policy');
  }
  for (const [index, rule] of roster.policyRules.entries()) {
    if (!keys.includes(rule.policy)) refuse(['policyRules', index, 'policy'], 'the key of a policy');
  }
}
