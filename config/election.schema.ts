import { addDays, localDay } from '#domain';
import { z } from 'zod';
import { bilingual, day, email, key, phone, zone } from './settings.js';

/** A fixed day, or one that is counted from the first start: a demonstration then always lies ahead. */
export const pollingDay = z.union(
  [day, z.strictObject({ daysAfterFirstStart: z.int().min(0).max(400) }).readonly()],
  'a day in the form YYYY-MM-DD, or daysAfterFirstStart with a number of days',
);
export type PollingDay = z.output<typeof pollingDay>;

const election = z
  .strictObject({
    key,
    name: bilingual,
    pollingDay,
    zone,
    /** Calendar months after polling day on whose last day the hotline still answers. */
    anchorMonths: z.int().min(0).max(24).default(1),
  })
  .readonly();
export type ElectionSettings = z.output<typeof election>;

const hotline = z
  .strictObject({
    name: bilingual,
    /** The number that parties call and text, and that pages come from. */
    phone,
    /** The address that answers come from. */
    email,
    /** Every address the hotline takes mail for, the one above among them. */
    emails: z.array(email).min(1).readonly(),
  })
  .refine((value) => value.emails.includes(value.email), {
    path: ['emails'],
    message: 'the address under "email" among them',
  })
  .readonly();
export type HotlineSettings = z.output<typeof hotline>;

export const electionFile = z
  .strictObject({
    /** Marks the data as made up: screens say so. */
    demonstration: z.boolean().default(false),
    hotline,
    elections: z.array(election).min(1).refine(haveOwnKeys, 'a key of its own for each election').readonly(),
  })
  .readonly();

export function haveOwnKeys(items: readonly { readonly key: string }[]): boolean {
  return new Set(items.map((item) => item.key)).size === items.length;
}

/**
 * The polling day as a calendar day, `YYYY-MM-DD`. A relative one counts from the day of the first start in the election's
 * zone; whoever resolves it stores the result, so that a later start does not move the election.
 */
export function resolvePollingDay(value: PollingDay, firstStart: Date, electionZone: string): string {
  return typeof value === 'string' ? value : addDays(localDay(firstStart, electionZone), value.daysAfterFirstStart);
}
