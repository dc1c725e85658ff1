import { longestLabel, readPunycode } from './punycode.js';

/** Endings that name a file far more often than a site. */
const fileEndings = new Set(
  `zip exe pdf doc docx docm xls xlsx xlsm csv ppt pptx txt rtf png jpg jpeg gif svg mp3 mp4 mov wav eml msg html htm php asp aspx jsp js ts
  json xml yaml yml dll bat cmd ps1 vbs iso img dmg apk lnk rar tar gz 7z bak log sql db cfg ini conf sh py md`.split(
    /\s+/u,
  ),
);

/** Generic top-level domains in use, and `.example` of RFC 2606; all two-letter ones count as countries'. */
const genericEndings = new Set(
  `com net org info biz name pro edu gov mil int example test invalid app dev page site online store shop club xyz top icu live world today news
  blog link click email support help team tech cloud digital network systems services solutions agency group center company media press
  party vote voting democrat republican elections campaign community foundation charity fund finance financial money bank loan cash pay
  asia africa quebec cat eus tel travel jobs mobi aero coop museum work works space website host hosting server best buzz fun life love
  win bid trade stream download men date racing review science cam monster rest bar bond cfd sbs lol ink wiki wang ren vip ltd inc gmbh
  global international one zone run city domains directory chat social video studio design photo photos pics art expert guru ninja rocks
  plus red blue green black pink onion local zip mov
  academy accountants actor adult agency app apartments associates attorney auction audio auto autos baby band bargains bike bingo blackfriday
  boutique broker build builders business cab cafe cam camp capital cards care careers cars casa cash casino catering charity cheap church claims
  cleaning clinic clothing coach codes coffee college computer condos construction consulting contact contractors cooking cool country coupons
  courses credit creditcard cruises dating deals degree delivery democrat dental diamonds diet direct directory discount doctor dog
  education energy engineer engineering enterprises equipment estate events exchange expert exposed express fail faith family fans farm fashion
  feedback fish fishing fit fitness flights florist flowers football forex forsale forum fyi gallery game games garden gift gifts gives giving
  glass gold golf graphics gratis gripe guide guitars hair haus health healthcare hiv hockey holdings holiday homes horse hospital house how
  immo immobilien industries insure institute investments irish jetzt jewelry kim kitchen kiwi land lat lawyer lease legal lgbt lighting limited
  limo link living llc loans lotto luxe luxury maison makeup management market marketing markets mba meet meme memorial menu mom mortgage navy
  observer ooo organic partners parts pet phd photography pictures pizza place play plumbing poker porn post productions prof promo properties
  property protection pub quest realtor recipes rehab reise rent rentals repair republican restaurant reviews rich rip rocks rodeo
  rugby sale salon sarl school schule security select services sexy shoes show singles ski soccer software solar soy space spa storage style
  sucks supplies supply surf surgery swiss tatar tattoo tax taxi team technology tennis theater tickets tips tires tools tours town toys trading
  training tube university uno vacations ventures vet viajes video villas vin vision voyage watch webcam wedding wine works wtf yoga london
  paris berlin nyc tokyo moscow istanbul amsterdam vegas miami boston toronto scot wales africa asia lat swiss post bot prof shopping
  arpa goog cern gle`.split(/\s+/u),
);

/** Two-letter endings that a sentence goes on with when its writer leaves out a space: "he clicked.it was late". */
const goesOn = new Set('it is in my no so to at by do am as la ma et sa va il ne se'.split(' '));

/** What else is known of a text that may be a domain name. */
export interface NameClues {
  /** It stands behind `://` or `@`, or was defanged: its ending need not be a known one. */
  readonly certain?: boolean;
  /** What follows it, a few characters. */
  readonly after?: string;
}

/**
 * The domain name in lower case, with punycode read, when the text can be one; else null. Long or odd labels are
 * refused, and so are names of files, abbreviations and sentences without a space between them.
 */
export function asDomainName(text: string, { certain = false, after = '' }: NameClues = {}): string | null {
  if (text.length > 253 || text.length < 4) return null;
  const labels = text.split('.');
  const written = labels.at(-1) ?? '';
  const ending = written.toLowerCase();
  if (labels.length < 2 || labels.length > 12 || !labels.every(isLabel)) return null;
  const unicode = labels.map((label) => readPunycode(label.toLowerCase())).join('.');
  if (certain) return /^(?:[\p{L}\p{M}]{2,24}|xn--[a-z0-9-]{2,59})$/u.test(ending) ? unicode : null;
  const country = /^[a-z]{2}$/u.test(ending);
  if (!country && !ending.startsWith('xn--') && (!genericEndings.has(ending) || fileEndings.has(ending))) return null;
  if (country && fileEndings.has(ending) && labels.length === 2) return null;
  // "I saw it.Then …": a capital behind the dot begins a sentence.
  if (/^\p{Lu}\p{Ll}/u.test(written) && /^\p{Ll}|\p{Ll}\.\p{Lu}/u.test(text)) return null;
  if (country && labels.slice(0, -1).every((label) => /^\p{L}$/u.test(label))) return null;
  if (labels.slice(0, -1).every((label) => /^\d+$/u.test(label))) return null;
  const sentence = labels.length === 2 && goesOn.has(ending) && /^\p{L}+$/u.test(labels[0] ?? '');
  return sentence && /^ \p{L}/u.test(after) ? null : unicode;
}

function isLabel(label: string): boolean {
  return label.length <= longestLabel && /^[\p{L}\p{N}_](?:[\p{L}\p{N}\p{M}_-]*[\p{L}\p{N}\p{M}])?$/u.test(label);
}

/** Endings of two labels under which anybody registers a name; the register of such endings is long, these are near us. */
const twoLabelEndings = new Set(
  `ab.ca bc.ca gc.ca mb.ca nb.ca nf.ca nl.ca ns.ca nt.ca nu.ca on.ca pe.ca qc.ca sk.ca yk.ca gouv.qc.ca gov.bc.ca gov.on.ca
  co.uk org.uk ac.uk gov.uk me.uk ltd.uk plc.uk com.au net.au org.au edu.au gov.au id.au co.nz org.nz net.nz govt.nz co.za org.za
  co.jp or.jp ne.jp go.jp co.kr or.kr com.cn net.cn org.cn gov.cn com.hk org.hk com.tw org.tw com.sg edu.sg co.in net.in org.in gov.in
  com.br net.br org.br gov.br com.mx org.mx gob.mx com.ar org.ar com.co com.pe com.ve com.tr org.tr gov.tr com.ua org.ua in.ua com.pl
  net.pl org.pl com.ru org.ru msk.ru co.il org.il com.eg com.ng org.ng gov.ng co.ke or.ke co.id or.id com.my com.ph com.vn com.pk com.bd
  asso.fr gouv.fr com.fr nom.fr co.at or.at uk.com us.com eu.com br.com ru.com de.com cn.com gb.net com.es org.es com.pt com.gr
  github.io gitlab.io pages.dev workers.dev web.app firebaseapp.com netlify.app vercel.app herokuapp.com onrender.com azurewebsites.net
  blogspot.com wordpress.com weebly.com wixsite.com squarespace.com myshopify.com carrd.co godaddysites.com repl.co glitch.me
  cloudfront.net s3.amazonaws.com ngrok.io ngrok-free.app trycloudflare.com duckdns.org ddns.net no-ip.org hopto.org
  example.com example.net example.org`.split(/\s+/u),
);

/** The part of a host that somebody registered: `mapleparty.ca` of `www.mapleparty.ca`, `x.qc.ca` of `www.x.qc.ca`. */
export function registrableDomain(host: string): string {
  const labels = host.split('.');
  for (let ending = Math.min(3, labels.length - 1); ending >= 2; ending--)
    if (twoLabelEndings.has(labels.slice(-ending).join('.'))) return labels.slice(-ending - 1).join('.');
  return labels.slice(-2).join('.');
}

const mailProviders = new Set(
  'gmail googlemail hotmail outlook yahoo ymail live gmx msn aol icloud protonmail'.split(' '),
);

/** A provider of mail for everybody under any country's ending: `hotmail.fr`, `yahoo.co.uk`. */
export function isMailProvider(host: string): boolean {
  const [name = '', ...ending] = registrableDomain(host).split('.');
  return mailProviders.has(name) && /^(?:com|[a-z]{2}|co\.[a-z]{2}|com\.[a-z]{2})$/u.test(ending.join('.'));
}

/** Whether a host is one of the domains or lies under one. */
export function isUnder(host: string, domains: Iterable<string>): boolean {
  for (const domain of domains) if (host === domain || host.endsWith(`.${domain}`)) return true;
  return false;
}
