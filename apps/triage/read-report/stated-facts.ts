import { statedAccount } from '#contracts';
import { plainLine, plainText } from './plain-text.js';
import { emptyReading, type ReadReport } from './report-reading.js';

/** What the report page and the API ask for, before it is known that any of it is there. */
export interface StatedFacts {
  readonly description: string;
  readonly account: string | null;
  readonly accountName: string | null;
  readonly since: string | null;
  readonly stillHappening: boolean | null;
  readonly organization: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly language: 'en' | 'fr' | null;
}

const labels = {
  en: { accountName: 'Account: ', since: 'Since: ', still: 'Still happening: ', yes: 'yes', no: 'no' },
  fr: {
    accountName: 'Compte\u00A0: ',
    since: 'Depuis\u00A0: ',
    still: 'Toujours en cours\u00A0: ',
    yes: 'oui',
    no: 'non',
  },
} as const;

/** The reading of what somebody filled in: answers that have no place of their own stand below the description. */
export function readStatedFacts(facts: StatedFacts): ReadReport {
  const label = labels[facts.language ?? 'en'];
  const accountName = plainLine(facts.accountName, 300);
  const since = plainLine(facts.since, 200);
  const lines = [
    ...(accountName === null ? [] : [label.accountName + accountName]),
    ...(since === null ? [] : [label.since + since]),
    ...(facts.stillHappening === null ? [] : [label.still + (facts.stillHappening ? label.yes : label.no)]),
  ];
  const email = plainLine(facts.email, 254);
  const phone = plainLine(facts.phone, 40);
  return {
    ...emptyReading,
    text: plainText([facts.description.trim(), lines.join('\n')].filter((part) => part !== '').join('\n\n')),
    senderAddress: email ?? phone,
    senderName: plainLine(facts.name, 200),
    contact: { email, phone },
    statedLanguage: facts.language,
    statedAccount: statedAccount.safeParse(facts.account).data ?? null,
    organization: plainLine(facts.organization, 200),
    name: plainLine(facts.name, 200),
  };
}
