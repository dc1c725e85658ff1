/**
 * Whether what a report names is the reporter's own or the genuine article, judged by the words around it. `before` and
 * `after` are a few dozen characters each; every pattern is bounded.
 */
export interface Around {
  readonly before: string;
  readonly after: string;
}

const within = '[^.!?;\\n]{0,60}';
const fakeWords =
  'fake\\p{L}*|false|bogus|phony|phoney|scam\\p{L}*|fraud\\p{L}*|impost\\p{L}*|impersonat\\p{L}*|imitat\\p{L}*|copycat|clone\\p{L}*|parody|lookalike|look-alike|spoof\\p{L}*|pretend\\p{L}*|posing|purport\\p{L}*|suppos\\p{L}*|so-called|mimic\\p{L}*|faux|fausse\\p{L}*|bidon|imit\\p{L}*|usurp\\p{L}*|pr[ée]tend\\p{L}*|soi-disant|contrefai\\p{L}*|ressembl\\p{L}*|frauduleu\\p{L}*|parodi\\p{L}*';
const fakeBefore = new RegExp(
  `(?<!\\p{L})(?:${fakeWords}|looks?\\slike|looked\\slike|claim(?:s|ing|ed)\\sto\\sbe|instead\\sof|similar|au\\slieu|unlike)(?!\\p{L})${within}$`,
  'iu',
);
const things =
  'site|website|domain|domaine|mailbox|inbox|e-?mail|address|adresse|account|accounts|compte|comptes|bo[iî]te|courriel|handle|pages?|homepage|accueil|profile?|channel|cha[iî]ne|feed|group|groupe|store|blog|portal|portail|newsletter|infolettre|server|serveur|instagram|insta|facebook|fb|twitter|tiktok|youtube|bluesky|threads|mastodon|telegram|username|pseudo';
const owners =
  'party|parti|candidate?|candidat|leader|chef|cheffe|campaign|campagne|association|riding|circonscription|office|bureau|team|[ée]quipe|mp|d[ée]put[ée]e?|volunteers?|b[ée]n[ée]voles';
/** What may stand between the thing and its name. */
const link = '(?:\\s(?:on|sur)\\s\\p{L}{1,20})?[\\s,:«"“\'–—-]{0,4}(?:(?:is|est|at|[àa])\\s)?[\\s(«"“\']{0,3}$';

const ours = new RegExp(
  `(?<!\\p{L})(?:our|my|notre|nos|mon|ma)\\s(?:(?!(?:to|from|by|into|with|that|which|and|qui|que|vers|par|et|as)\\s)[\\p{L}\\p{N}'’-]{1,20}\\s){0,4}?(?:(?:de|du|des|for|of)\\s(?:\\p{L}{1,20}\\s){1,2})?(?:${things})(?:\\s(?:perso\\p{L}*|personal|web|work|pro|principale?|main|officiel\\p{L}*|secondaire|priv[ée]e?))?(?:\\s(?:de|du|des|for|of)(?:\\s(?:la|le|les|the|l['’]))?[\\s'’]?\\p{L}{1,20})?${link}`,
  'iu',
);
const theirs = new RegExp(
  `(?<!\\p{L})(?:(?:${owners})(?:['’]s|s['’])\\s(?:[\\p{L}\\p{N}-]{1,20}\\s){0,2}?(?:${things})|(?:${things})\\s(?:[\\p{L}-]{1,20}\\s){0,2}?(?:du|de|des|of|for)\\s(?:la\\s|le\\s|l['’]|notre\\s|our\\s|the\\s)?(?:${owners}))(?:\\s\\p{L}{1,20})?${link}`,
  'iu',
);
const genuine = new RegExp(
  `(?<!\\p{L})(?:real|true\\sone|official|actual|legit|legitimate|genuine|authentic|verified|vraie?|officiel|officielle|v[ée]ritable|l[ée]gitime|authentique)(?![\\p{L}-])(?:(?!(?<!\\p{L})(?:but|mais|not|pas|received|re[çc]u\\p{L}*|agente?s?|${fakeWords})(?!\\p{L}))[^.!?;,\\n]){0,40}$`,
  'iu',
);
const ownOne =
  /(?<!\p{L}|(?:not|n['’]t|pas|never|jamais)\s)(?:ours|mine|(?:le|la) n[ôo]tre|le mien|la mienne)\s(?:is|est|at|:)?\s?["“«(]?\s?$/iu;
const ownAfter = new RegExp(
  `^["”»)\\],]?\\s?[(,–—-]?\\s?(?:(?:which|who|that|it|qui|c['’]est|is|est)\\s){0,2}(?:is\\s|est\\s|belongs?\\sto\\s)?(?:ours|our\\s(?:own|real|official|actual|genuine|legit\\p{L}*|main)|mine|the\\s(?:real|official|genuine|legit)|(?:le|la)\\s(?:n[ôo]tre|vraie?|v[ée]ritable)|[àa]\\snous|notre\\s(?:vrai|v[ée]ritable|propre|compte|page|site|domaine|adresse))(?!\\p{L})`,
  'iu',
);
const lostAfter =
  /^["”»)\]]?\s(?:account\s|compte\s|page\s)?(?:was|got|has\sbeen|have\sbeen|is|a\s[ée]t[ée]|est|s['’]est\sfait|vient\sd['’][êe]tre)\s(?:just\s|being\s|now\s|\p{L}+ly\s)?(?:hacked|taken\sover|hijacked|stolen|compromised|locked|gone|d[ée]tourn|pirat|vol[ée]|compromis|bloqu|d[ée]fac|d[ée]figur|defaced|down)/iu;
const lostBefore = new RegExp(
  `(?<!\\p{L})(?:locked\\sout\\sof|los[te]\\s(?:access|control)\\s(?:to|of)|(?:can['’]?t|cannot|can\\snot|couldn['’]?t)\\s(?:log|sign|get|access)(?:\\s?(?:in|back)?)(?:\\s?(?:in)?to)?|no\\slonger\\saccess|(?:acc[èe]s|contr[ôo]le)\\s(?:[àa]|de|du)|bloqu[ée]e?s?\\s(?:hors\\s)?(?:de|du)|(?:connecter|acc[ée]der|entrer)\\s(?:[àa]|au|dans)|(?:hacked|hijacked|took\\sover|stole|pirat[ée]|vol[ée])(?!\\s(?:by|par)))\\s(?<gap>(?:(?!(?:by|par|to|into|from)\\s)[^.!?;\\n@]){0,50})$`,
  'iu',
);
const givenTo = /(?<!\p{L})(?:to|into|as|by|in|from|via|vers|pour|par|sous|[àa])\s?["“«]?\s?$/iu;
const reachMe = new RegExp(
  `(?<!\\p{L})(?:(?:reach|contact|e?mail|write|reply|answer|call|text)(?:\\sto)?\\s(?:me|back)|(?:[ée]crivez|r[ée]pondez|[ée]crire|r[ée]pondre|joindre|rejoindre|contacte[rz])[\\s-](?:moi|me)|(?:me|m['’]|nous)\\s?(?:joindre|rejoindre|[ée]crire|r[ée]pondre|contacter)|(?:i['’]?m|i\\sam|je\\ssuis|joignable|reachable)(?:\\s\\p{L}{1,12}){0,2}|(?:please|pls|you\\scan|svp|merci\\sde|vous\\spouvez|veuillez|plut[ôo]t|instead)\\s(?:\\p{L}{1,12}\\s){0,3}?(?:reach|contact|write|reply|answer|e?mail|[ée]crire|r[ée]pondre|joindre|contacter|utilise[rz]|use)(?:\\s(?:me|us|moi|nous))?)(?:\\s(?:only|plut[ôo]t|instead|here|back|seulement|also|aussi)){0,2}(?:\\s(?:to|at|[àa]|au|on|via|sur))?[\\s:]{0,2}$`,
  'iu',
);
const imperative =
  /(?:^|[.!?;,\n]\s{0,2})(?:please\s)?(?:reply|answer|write|reach|contact|r[ée]pon(?:dez|se)|[ée]crivez|contactez)(?:\s(?:me|us|nous|moi))?(?:\s(?:to|at|[àa]|au|on)){1,2}[\s:]{0,2}$/iu;
const demanded = /(?<!\p{L})(?:demand|ransom|ran[çc]on|exig|r[ée]clam|note)\p{L}*[^.!?\n]{0,60}$/iu;
const inQuotes = /["“«][^"”»\n]{0,64}$/u;

/** "I look after the candidate's site (…)". */
const lookedAfter = new RegExp(
  `(?<!\\p{L})(?:i\\s(?:look\\safter|manage|run|maintain|host)|je\\s(?:m['’]occupe|g[èe]re|h[ée]berge))\\s[^.!?;,\\n]{0,40}(?:site|website|domain|domaine)[^.!?;,\\n@]{0,30}[\\s(]$`,
  'iu',
);

/** Named as the party's or the reporter's own, or as the genuine one that something imitates. */
export function isOwn({ before, after }: Around): boolean {
  if (isCalledOwn(after)) return true;
  if (fakeBefore.test(before)) return ownOne.test(before) || (genuine.test(before) && !fakeThen(before));
  return (
    genuine.test(before) || ours.test(before) || lookedAfter.test(before) || theirs.test(before) || ownOne.test(before)
  );
}

const ourPerson = new RegExp(
  `(?<!\\p{L})(?:our|notre|the\\sparty['’]s)\\s(?:\\p{L}{1,16}\\s){0,1}?(?:${owners})(?:\\s\\p{Lu}[\\p{L}-]{1,20}){0,2}[\\s,(:]{1,3}$`,
  'u',
);

/** The account that a takeover took, or a person of the party's: its owner's, however it is used now. */
export function isLost({ before, after }: Around): boolean {
  if (fakeBefore.test(before)) return false;
  const lost = lostBefore.exec(before)?.groups?.['gap'];
  if (lost?.trim() === '') return true;
  if (givenTo.test(before)) return false;
  return lostAfter.test(after) || lost !== undefined || ourPerson.test(before);
}

/** An address at which the reporter asks to be answered. A lure that says "reply to …" stands in quotation marks, or says who. */
export function isReturnAddress({ before }: Around): boolean {
  return reachMe.test(before) || (imperative.test(before) && !inQuotes.test(before) && !demanded.test(before));
}

/** "x (our real site)" is; "y (our real site is x)" is not. */
function isCalledOwn(after: string): boolean {
  const said = ownAfter.exec(after)?.[0];
  if (said === undefined) return false;
  if (/(?<!\p{L})(?:is|est)(?!\p{L})/iu.test(said)) return true;
  return !/^[^)\n]{0,40}?(?:[@:]|(?<!\p{L})(?:is|est)(?!\p{L})|[\p{L}\p{N}]\.\p{L}{2})/iu.test(
    after.slice(said.length),
  );
}

/** "looks like the real …": what is genuine there is what it looks like. */
function fakeThen(before: string): boolean {
  const at = before.search(genuine);
  return fakeBefore.test(before.slice(0, Math.max(0, at)));
}
