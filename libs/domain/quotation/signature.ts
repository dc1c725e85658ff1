import { isRule } from './markers.js';
import { isBlank, plainLine } from './plain-line.js';

/** Longer than any signature: what follows the dashes is text after all. */
const longestAfterDashes = 40;
const longestAfterRule = 25;
const mostOfRule = 1200;

const devices =
  'iphone|ipad|ipod|android|samsung|galaxy|outlook|yahoo|aol|mail|gmail|proton ?mail|protonmail|blackberry|windows|huawei|xiaomi|redmi|oneplus|sparrow|acompli|spark|mailbird|nine|pixel|airmail|newton|mailspring|typeapp|bluemail|aqua ?mail|k-9|fairemail|thunderbird|zoho|superhuman|fairphone|nokia|sony|xperia|htc|lg|motorola|moto|verizon|t-mobile|at&t|rogers|bell|telus|videotron|fido|koodo|orange|sfr|free|bouygues|tutanota|tuta|canary|polymail|mobile|phone|smartphone|téléphone|cellulaire|portable|tablet|tablette|telefon|handy|teléfono|telefone|cellphone|cell|mac|macbook|apple|mailbox|boxer|touchmail|kmail|evolution|fastmail|hey|courrier|icloud|treo|palm|nexus';
const opened = [
  '(?:sent|posted|written|typed|dictated) (?:from|via|with|using|by|on|while)',
  'get (?:outlook|bluemail|typeapp) for',
  "(?:envoyé|envoyée|expédié|écrit|transmis|dicté|tapé)e? (?:de|depuis|du|via|avec|par|à partir|à l'aide|sur|grâce)",
  '(?:obtenir|télécharger|téléchargez|obtenez|découvrez) outlook',
  'provenance ?:',
  '(?:gesendet|geschickt|verschickt|diese nachricht wurde) (?:von|mit|über|aus)',
  'von meinem .{1,40} gesendet',
  'holen sie sich outlook|outlook für',
  '(?:enviado|enviada|enviat) (?:desde|do|da|de|via|com|con|a partir|pelo|usando)',
  'obtener outlook|obter o outlook|obtenha o outlook',
  '(?:inviato|inviata) (?:da|dal|con|tramite)|scarica outlook|ottieni outlook',
  '(?:verzonden|verstuurd) (?:vanaf|vanuit|met|via|van|door)|outlook voor|download outlook',
  '(?:skickat|skickades) (?:från|med|via)|hämta outlook',
  '(?:sendt|sent) (?:fra|med|via)|hent outlook|få outlook',
  'lähetetty|hanki outlook',
  '(?:wysłane|wysłano) (?:z|ze|za)|pobierz (?:aplikację )?outlook',
  '(?:odesláno|odoslané) (?:z|ze|zo)|poslano (?:s|z|iz)|získat outlook',
  '(?:отправлено|надіслано|изпратено) (?:с|из|через|з|від|от)',
  '(?:trimis|expediat) (?:de pe|din|prin|cu)',
  "iphone'umdan gönderildi|.{1,30}(?:'?[ıiuü]mdan|'?den|'?dan) gönderildi",
  '(?:küldve|elküldve)',
  'στάλθηκε από',
  'được gửi từ|đã gửi từ|dikirim dari',
  'נשלח מ|أُرسلت من|تم الإرسال من',
].join('|');
const mobile = new RegExp(`^[-–—*_.<(\\s]{0,6}(?:${opened})(?![\\p{L}])`, 'iu');
const mobileEastern =
  /^(?:发自我的|從我的|发送自|來自我的|.{1,40}から送信|나의 .{1,30}에서 보냄|내 .{1,30}에서 보냄|.{1,20}에서 보냄)/u;
/** “…, please excuse any typos.” */
const apology =
  /[\s.,;:!–—-]{1,4}(?:(?:so )?(?:please|pls|kindly) (?:excuse|forgive|pardon|ignore)|(?:my )?apologies|sorry for|excuse (?:the|any|my|brevity|typos)|veuillez excuser|merci d'excuser|désolée? pour|pardonnez|excusez|bitte entschuldigen|disculp)[^\n]{0,100}$/iu;
const named = new RegExp(`(?:^|[^\\p{L}])(?:iphone\\p{L}{0,3}|(?:${devices})(?!\\p{L}))`, 'iu');
const mine =
  /\s(?:my|mon|ma|mein|meinem|meiner|mi|meu|minha|mio|mia|mijn|min|mitt|mój|mojego|mého|моего|мого|minun)\s/iu;

/** “Sent from my iPhone” and its like; not “Sent from my desk, is much easier than …”. */
export function isSentFrom(line: string): boolean {
  if (line.length < 6 || line.length > 160) return false;
  const text = plainLine(line);
  if (mobileEastern.test(text)) return true;
  if (!mobile.test(text)) return false;
  const bare = text
    .replace(/[<([]\s*(?:https?:|mailto:)\S*/giu, '')
    .replace(/https?:\S*/giu, '')
    .replace(apology, '')
    .replace(/, an? \S.{0,30}capable (?:smartphone|device|tablet)$/iu, '');
  const words = bare.split(/\s+/u).length;
  if (/[,;]|\p{L}[.!?] \p{L}/u.test(bare)) return false;
  return words <= 12 && (named.test(bare) || (words <= 7 && mine.test(` ${bare} `)));
}

/** Paragraphs that nobody but a program, or a lawyer, begins so. */
const boilerplateHeading =
  /^[-_*=\s]{0,10}(?:(?:confidentiality|legal|privacy|disclosure) (?:notice|note|disclaimer)|(?:e-?mail )?disclaimer ?[:.*]|avis (?:de confidentialité|légal|relatif à la confidentialité)|note de confidentialité|virus-free\b|garanti sans virus|l'absence de virus dans ce cour|you(?:'re| are)? receiv(?:ing|ed) this (?:e-?mail|message) because|vous recevez ce (?:message|courriel) (?:car|parce que)|to unsubscribe from this|pour vous désabonner de (?:ce|cette)|(?:se désabonner|unsubscribe)(?: here| ici)?[\s:<(]*(?:https?:|$))/iu;
/** Paragraphs that may be boilerplate: two of its terms must follow. */
const boilerplateOpening =
  /^[-_*=\s]{0,10}(?:(?:this|the|any) (?:e-?mail|message|communication|transmission|electronic|information|contents?)|if you (?:are not|have received|received)|please (?:consider|think|don't print|do not print)|(?:consider|think of) the environment|(?:ce|le présent|cet|cette|le contenu de ce) (?:courriel|message|e-?mail|mél|courrier|communication|transmission)|l'information|les informations|si vous (?:n'êtes pas|avez reçu)|(?:s'il vous plaît,? )?pens(?:ez|ons) à|avant d'imprimer|devez-vous vraiment|diese (?:e-?mail|nachricht)|este (?:mensaje|correo)|esta mensagem|questo messaggio|(?:deze|dit) (?:e-?mail|bericht)|important ?:|avis important|avertissement ?:|mise en garde ?:|notice ?:|confidentialité ?:|confidential ?:)/iu;
const boilerplateTerm =
  /confident|vertraulich|vertrouwelijk|riservat|privileg|privilég|intended (?:only|solely|for|recipient)|addressee|unauthori[sz]ed|in error|par erreur|irrtümlich|delete (?:it|this|the|all)|notify the sender|strictly prohibited|strictement (?:interdit|prohib)|virus|destinataire|empfänger|destinatario|destinatário|pièces jointes|attachments?|détrui|supprim|exclusi|aviser l'expéditeur|l'expéditeur|environment|environnement|before printing|print this|imprimer|avast|scanned|liab/giu;

/** What follows an opening is looked at so far. */
const longestBoilerplate = 1_000;

/** Whether a paragraph that begins at the line is a disclaimer, a footer of a list, or the note of a virus scanner. */
function isBoilerplate(lines: readonly string[], at: number, end: number): boolean {
  const first = plainLine(lines[at] ?? '');
  if (boilerplateHeading.test(first)) return true;
  if (!boilerplateOpening.test(first)) return false;
  let paragraph = '';
  for (let line = at; line < end && paragraph.length < longestBoilerplate && !isBlank(lines[line] ?? ''); line += 1)
    paragraph += ` ${(lines[line] ?? '').slice(0, longestBoilerplate).replaceAll('’', "'")}`;
  const terms = new Set([...paragraph.matchAll(boilerplateTerm)].map((term) => term[0].toLowerCase().slice(0, 6)));
  return terms.size >= 2;
}

const nameAlone = /^-\s?\p{Lu}[\p{L}'’.-]{1,24}(?: \p{Lu}[\p{L}'’.-]{0,24}){0,2}$/u;

/**
 * Which of these own lines are signature, by their numbers. `own` are the numbers of one run of own lines (blank ones between
 * included), with no quotation between; `isFirstRun` says that nothing of the writer's stands before it.
 */
export function markSignatures(
  lines: readonly string[],
  run: { readonly start: number; readonly end: number },
  mark: (line: number) => void,
): void {
  let end = run.end;
  while (end > run.start && isBlank(lines[end - 1] ?? '')) end -= 1;
  const delimiter = findDelimiter(lines, run.start, end);
  for (let line = delimiter; line < end; line += 1) mark(line);
  end = delimiter;
  let spoken = 0;
  let inDisclaimer = false;
  let lastOwn = -1;
  for (let line = run.start; line < end; line += 1) {
    const text = lines[line] ?? '';
    if (isBlank(text)) {
      inDisclaimer = false;
      continue;
    }
    const opensParagraph = line === run.start || isBlank(lines[line - 1] ?? '') || isRule(lines[line - 1] ?? '');
    if (opensParagraph && spoken > 0 && isBoilerplate(lines, line, end)) inDisclaimer = true;
    if (inDisclaimer || isSentFrom(text)) {
      mark(line);
      continue;
    }
    spoken += 1;
    lastOwn = line;
  }
  if (spoken > 1 && nameAlone.test(lines[lastOwn] ?? '') && !/^\s*[-•*]/u.test(lines[lastOwn - 1] ?? '')) mark(lastOwn);
}

/** The line of dashes that a signature begins with; the end where there is none. */
function findDelimiter(lines: readonly string[], start: number, end: number): number {
  const earliest = Math.max(start, end - longestAfterDashes - 1);
  for (let line = earliest; line < end; line += 1) {
    const text = lines[line] ?? '';
    if (text.length > 200) continue;
    const plain = text.trim();
    if (text === '-- ' || (/^(?:--|—|–)$/u.test(plain) && isShort(lines, line + 1, end))) return line;
    // `-- Ann`, as some programs join them; a sentence after dashes is the writer's own.
    if (/^-- ?\p{Lu}[\p{L} .'’-]{0,60}$/u.test(plain) && end - line <= 12) return line;
    if (isRule(text) && plain !== '***' && end - line - 1 <= longestAfterRule && isShort(lines, line + 1, end))
      return line;
  }
  return end;
}

/** Behind a drawn line stands a signature only where the lines are short: a paragraph there is the writer's own. */
function isShort(lines: readonly string[], start: number, end: number): boolean {
  let total = 0;
  for (let line = start; line < end; line += 1) {
    const { length } = lines[line] ?? '';
    if (length > 90 && !isBoilerplate(lines, line, end)) return false;
    total += length;
  }
  return total <= mostOfRule;
}
