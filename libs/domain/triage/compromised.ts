import { isUnder, registrableDomain } from '../indicator/domain-name.js';
import { asPhone, phoneShape } from '../indicator/phone-number.js';
import { addressesIn } from '../indicator/read-candidates.js';
import { isLost, isOwn, isReturnAddress, type Around } from '../indicator/whose.js';
import type { Facts } from './facts.js';
import type { TriageInput } from './verdict.js';

/** No more addresses than this are remembered from one report. */
const most = 20;

/** A mailbox of the reporter alone. */
const mine =
  /(?<!\p{L})(?:my|mine|mon|ma|mes)\s(?:(?!(?:candidate|leader|boss|chef|cheffe|colleague|coll[èe]gue)\p{L}*\s)[\p{L}'’-]{1,16}\s){0,2}?(?:e-?mail|mailbox|inbox|account|outlook|gmail|courriel|bo[iî]te|compte|messagerie|password|mot\sde\spasse)/iu;

/** "Nobody has hacked …", "ils n'ont pas …", "tried to". */
const denied =
  /(?<!\p{L})(?:nobody|no\sone|never|not|hasn['’]?t|haven['’]?t|wasn['’]?t|didn['’]?t|tried|trying|attempt\p{L}*|personne|jamais|pas|aucune?|essay\p{L}*|tent\p{L}*)(?!\p{L})[^.!?;\n]{0,60}$/iu;

/** Not "from my personal account": from the one that is lost. */
const fromItself =
  /(?<!\p{L})(?:writing|sending|sent|[ée]cris|envoie)(?:\s\p{L}{1,12}){0,3}?\s(?:from|de|depuis)\s(?:this|my|the\ssame|cette|ce|ma|mon|la\sm[êe]me)\s(?:very\s|own\s|hacked\s|propre\s)?(?:mailbox|inbox|e-?mail|account|bo[iî]te|courriel|compte)(?!\p{L})|(?<!\p{L})(?:utilise|using|use)\s(?:encore\s|toujours\s|still\s)?(?:the\ssame|la\sm[êe]me|le\sm[êe]me)\s(?:mailbox|inbox|e-?mail|account|bo[iî]te|courriel|compte|adresse)(?!\p{L})/iu;

/** The reporter's own password, given away. */
const gave =
  /(?<!\p{L})(?:i|j['’]ai|je)\s?(?:\p{L}{1,8}\s){0,2}?(?:typed?|enter(?:ed)?|gave|put|filled|submitted|entr[ée]|tap[ée]|saisi|donn[ée]|inscrit)(?:\sin)?\s(?:my|mon|ma|mes)\s(?:\p{L}{1,12}\s){0,3}?(?:password|credentials|login|mot\sde\spasse|identifiants)/iu;

/** How far around an address words say whether it is lost or safe, in characters. */
const nearBy = 80;

const safeAfter =
  /^["”»)\]]?[\s,(]{0,3}(?:(?:which|that|it|qui|elle|il)\s)?(?:is|are|was|still|seems|looks|est|sont|semble|fonctionne|reste|marche)\s(?:still\s|toujours\s|encore\s|all\s|bien\s)?(?:safe|fine|ok|okay|unaffected|untouched|clean|secure|works?|working|not\s(?:affected|touched|compromised|hacked)|s[ûu]re?|correcte?|intacte?|saine?|bonne|bien|pas\s(?:touch|affect|compromis|pirat)|normale?)/iu;
const safeBefore =
  /(?<!\p{L})(?:safe|unaffected|other|clean|untouched|new|backup|autre|s[ûu]re?|intacte?|nouvelle|secours)\s(?:\p{L}{1,14}\s){0,2}?(?:address|mailbox|account|email|e-mail|adresse|bo[iî]te|compte|courriel)(?:\s(?:is|at|est|[àa]))?[\s:,(]{0,3}$/iu;
const copied = /(?<!\p{L})(?:cc|cc['’]?d|copied|copying|copie(?:\s[àa])?|en\scopie)[\s:]{1,2}$/iu;

/**
 * Addresses, numbers and domains that nothing should be sent to: the reporter's own where the rules say so; in a report
 * about a lost mailbox the party's addresses that it names, and others that it calls the reporter's own or lost; the number
 * that a SIM swap took; the whole domain that was hijacked. Too many rather than too few, since a message that stays away
 * costs less than one the attacker reads; but what the report calls safe, or asks to be answered at, stays open to the
 * trust gate, which decides on its own grounds. In lower case, numbers of the text in E.164.
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
  for (const address of lostAddressesIn(text, input.ownDomains, facts)) found.add(address);
  found.delete(sender);
  // "Our mailbox info@… was hacked", from ann@…: the mailbox is named, and it is not hers.
  const another = found.size > 0 && !mine.test(text) && !facts.has('i-entered');
  const unsafe = unsafeSender ? !another : found.size === 0 && isSendersLost(text, facts);
  if (unsafe && sender !== '' && (sender.includes('@') || !aboutMail)) found.add(sender);
  if (facts.has('category:sim_swap') && !facts.has('attempted-only'))
    for (const number of lostNumbersIn(text)) if (number !== sender || unsafeSender) found.add(number);
  if (facts.has('category:domain_hijack') && facts.has('severity:C3'))
    for (const domain of lostDomainsIn(text, input)) found.add(domain);
  return [...found].slice(0, most);
}

function isMailboxLost(facts: Facts): boolean {
  if (facts.has('category:phishing') || facts.has('category:credential_attack'))
    return facts.has('credentials-entered');
  return facts.has('category:email_account_takeover') && !facts.has('attempted-only');
}

/** "My mailbox was hacked", in words that the rules about the sender do not know. */
function isSendersLost(text: string, facts: Facts): boolean {
  const elsewhere = ['from-elsewhere', 'someone-elses-mailbox', 'resolved', 'attempted-only'];
  const safe = elsewhere.some((name) => facts.has(name)) && !fromItself.test(text);
  if (facts.has('category:phishing') || facts.has('category:credential_attack')) return gave.test(text) && !safe;
  if (!facts.has('category:email_account_takeover')) return false;
  return fromItself.test(text) || (facts.has('takeover-sign') && mine.test(text) && !safe);
}

function lostAddressesIn(text: string, ownDomains: readonly string[], facts: Facts): readonly string[] {
  if (facts.has('category:not_an_incident') || facts.has('category:exercise')) return [];
  const mailbox = isMailboxLost(facts);
  return addressesIn(text).flatMap(({ address, host, at }) => {
    const near = around(text, at, address.length);
    if (isSafe(near)) return [];
    // Where the attacker forwards to is not the party's; nobody would write there, and a lost private mailbox is.
    const lost = mailbox
      ? isUnder(host, ownDomains) || isLost(near) || isOwn(near)
      : isLost(near) && !denied.test(near.before);
    return lost ? [address.toLowerCase()] : [];
  });
}

function lostNumbersIn(text: string): readonly string[] {
  return [...text.matchAll(phoneShape)].flatMap((match) => {
    const number = asPhone(match[0]);
    if (number === null || isSafe(around(text, match.index, match[0].length))) return [];
    return [number];
  });
}

function lostDomainsIn(text: string, { ownDomains, sender }: TriageInput): readonly string[] {
  const named = text.toLowerCase();
  const from = addressesIn(sender ?? '')[0]?.host;
  const own = ownDomains.filter((domain) => named.includes(domain) || named.includes(registrableDomain(domain)));
  if (own.length > 0) return own;
  return from !== undefined && isUnder(from, ownDomains) ? [from] : [];
}

function isSafe(near: Around): boolean {
  return (
    safeAfter.test(near.after) ||
    safeBefore.test(near.before) ||
    copied.test(near.before) ||
    isReturnAddress(near) ||
    asksToCall(near)
  );
}

/** "Call me on …", "appelez-moi au …": the number that the reporter still has. */
function asksToCall({ before }: Around): boolean {
  return (
    /(?<!\p{L})(?:(?:call|reach|phone|text|ring)(?:\s(?:me|us|him|her|back)){1,2}|appele[rz][\s-](?:moi|nous|la|le)|rappele[rz](?:[\s-](?:moi|nous))?|(?:me|nous)\s(?:joindre|rejoindre|appeler|rappeler)|joignable|(?:my|our|mon|notre|office|bureau|new|nouveau|landline|ligne\sfixe)\s?(?:other\s|autre\s)?(?:office|bureau|landline|number|num[ée]ro)?)(?:\s(?:on|at|au|is|est|:)){0,2}[\s:]{0,2}$/iu.test(
      before,
    ) && !/(?<!\p{L})(?:my|mon|our|notre)\s(?:number|num[ée]ro)(?:\s(?:is|est))?[\s:]{0,2}$/iu.test(before)
  );
}

function around(text: string, at: number, length: number): Around {
  return { before: text.slice(Math.max(0, at - nearBy), at), after: text.slice(at + length, at + length + nearBy) };
}
