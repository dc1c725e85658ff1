import type { NewReport } from '#contracts';
import type { Config } from '#config';
import { type AccountKind, pollsCloseAt } from '#domain';

const accountKinds: Readonly<Record<NonNullable<NewReport['account']>, AccountKind | null>> = {
  email: 'email',
  social: 'social',
  messaging: 'messaging',
  phone: 'telephony',
  website: 'website',
  device: 'device',
  data: 'voter_data',
  other: null,
};

/** What a reporter chose on the form, in the words of the rules. */
export function accountKindOf(stated: NewReport['account'] | null): AccountKind | null {
  return stated === null || stated === undefined ? null : accountKinds[stated];
}

/** The domains of the registered parties: never indicators, and what their lookalikes are compared with. */
export function ownDomains({ parties, hotline }: Config): readonly string[] {
  const hotlines = hotline.emails.map((email) => email.slice(email.indexOf('@') + 1));
  return [...new Set([...parties.flatMap(({ domains }) => domains), ...hotlines])];
}

/** Every address whose mail reaches the hotline, without tags. */
export function hotlineAddresses({ hotline: { emails } }: Config): readonly string[] {
  const offices = emails.flatMap((email) =>
    ['postmaster', 'abuse'].map((name) => name + email.slice(email.indexOf('@'))),
  );
  return [...new Set([...emails, ...offices])];
}

/** When the next polls close; null when none lie ahead. */
export function nextPollsClose(
  elections: readonly { readonly pollingDay: string; readonly zone: string }[],
  at: Date,
): Date | null {
  const ahead = elections.map(pollsCloseAt).filter((closes) => closes > at);
  return ahead.length === 0 ? null : new Date(Math.min(...ahead.map((closes) => closes.getTime())));
}
