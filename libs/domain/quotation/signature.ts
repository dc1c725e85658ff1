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

const disclaimer =
  /^[-_*=\s]{0,10}(?:(?:confidentiality|legal|privacy|disclosure|important|security) (?:notice|note|warning|disclaimer)|disclaimer\b|notice ?:|avis (?:de confidentialité|important|légal|relatif à la confidentialité)|note de confidentialité|mise en garde ?:|confidentialité ?:|avertissement ?:|(?:this|the) (?:e-?mail|message|communication|transmission|electronic (?:message|mail))(?:,? (?:message|transmission|and|including|together|is|may|contains|was|has|with|any|sent)\b)(?=.{0,200}(?:confidential|privileged|intended (?:only|solely|for)|virus|addressee|recipient))|the information (?:contained|transmitted|in this)|if you (?:are not|have received|received) (?:the intended|this)|(?:ce|le présent|cet|le contenu de ce) (?:courriel|message|e-?mail|mél|courrier électronique)(?=.{0,200}(?:confidentiel|destinataire|privilégié|exclusi|virus))|l'information (?:contenue|apparaissant|transmise)|les informations contenues|l'absence de virus|si vous (?:n'êtes pas|avez reçu) (?:le destinataire|ce|cette|par erreur)|diese (?:e-?mail|nachricht) (?:enthält|kann|ist)|este (?:mensaje|correo)(?=.{0,200}confidencial)|esta mensagem(?=.{0,200}confidencia)|questo messaggio(?=.{0,200}(?:riservat|confidenzial))|(?:deze|dit) (?:e-?mail|bericht)(?=.{0,200}vertrouwelijk)|(?:please )?(?:consider|think of) the environment|please don't print|(?:s'il vous plaît,? )?(?:pensez à|pensons à|avant d'imprimer)(?=.{0,120}(?:environnement|imprim|courriel))|devez-vous vraiment imprimer|virus-free|sans virus|garanti sans virus|this (?:e-?mail|message) (?:has been|was) (?:checked|scanned|sent)|cet? (?:e-?mail|message|courriel) a (?:fait|été)|you(?:'re| are)? (?:receiv(?:ing|ed)) this (?:e-?mail|message)? ?because|vous recevez ce (?:message|courriel)|to unsubscribe|pour vous désabonner|unsubscribe|se désabonner)/iu;

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
    if (opensParagraph && spoken > 0 && disclaimer.test(plainLine(text))) inDisclaimer = true;
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
    if (/^(?:--|—|–)$/u.test(plain)) return line;
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
    if (length > 90 && !disclaimer.test(plainLine(lines[line] ?? ''))) return false;
    total += length;
  }
  return total <= mostOfRule;
}
