import type { Facts } from './facts.js';
import { addressesIn } from '../indicator/read-candidates.js';
import type { TriageInput } from './verdict.js';
import { isUnder } from '../indicator/domain-name.js';

/** What in a sentence says that an address named there is in an attacker's hands. */
const compromised = ['confirmed-compromise', 'taken-over', 'someone-inside', 'claimed-compromise'];

/** No more addresses than this are remembered from one report. */
const most = 20;

/**
 * Addresses that nothing should be sent to: the reporter's own where the rules say so, and the party's own addresses
 * named in the report when it is about a mailbox. Too many rather than too few: a message that stays away costs less
 * than one the attacker reads. In lower case, numbers as they were given.
 */
export function compromisedAddressesIn(
  text: string,
  input: TriageInput,
  facts: Facts,
  unsafeSender: boolean,
): readonly string[] {
  const found = new Set<string>();
  const sender = addressesIn(input.sender ?? '')[0]?.address.toLowerCase() ?? input.sender?.trim() ?? '';
  // Who lost a mailbox and texts about it has a phone left: that is the way to answer.
  const aboutMail = ['email_account_takeover', 'phishing', 'credential_attack'].some((name) =>
    facts.has(`category:${name}`),
  );
  if (unsafeSender && sender !== '' && (sender.includes('@') || !aboutMail)) found.add(sender);
  const mailbox =
    facts.has('category:email_account_takeover') ||
    (facts.has('category:phishing') && facts.has('credentials-entered'));
  if (mailbox && compromised.some((name) => facts.has(name)) && !facts.has('category:not_an_incident')) {
    for (const { address, host } of addressesIn(text)) {
      if (found.size >= most) break;
      if (address.toLowerCase() !== sender && isUnder(host, input.ownDomains)) found.add(address.toLowerCase());
    }
  }
  return [...found];
}
