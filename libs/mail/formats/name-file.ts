import { type Part, textField } from '../mime/walk-parts.js';

const longestName = 200;

/** What a file is called that came without a name, by its type. */
const plainNames: Readonly<Record<string, string>> = {
  'text/plain': 'document.txt',
  'text/html': 'document.html',
  'text/calendar': 'calendar.ics',
  'text/csv': 'document.csv',
  'text/vcard': 'contact.vcf',
  'text/x-vcard': 'contact.vcf',
  'message/delivery-status': 'delivery-status.txt',
  'message/rfc822': 'message.eml',
  'message/global': 'message.eml',
  'application/pdf': 'document.pdf',
  'application/pgp-signature': 'signature.asc',
  'application/pkcs7-signature': 'smime.p7s',
  'application/pkcs7-mime': 'smime.p7m',
  'application/x-pkcs7-mime': 'smime.p7m',
  'image/jpeg': 'image.jpg',
  'image/jpg': 'image.jpg',
  'image/pjpeg': 'image.jpg',
  'image/png': 'image.png',
  'image/gif': 'image.gif',
  'video/quicktime': 'video.mov',
  'video/mp4': 'video.mp4',
  'audio/mpeg': 'audio.mp3',
};

/** The name that a part gives itself, or one made of its description, its place or its type. Never a path. */
export function nameFile(part: Part, hint: string | null): string {
  const given = cleanName(part.filename ?? '');
  if (given !== '') return given;
  const described = cleanName(textField(part.fields, 'content-description', hint).slice(0, 100));
  const byType = plainNames[part.type] ?? '';
  const ending = byType.slice(byType.lastIndexOf('.') + 1);
  if (/\.[a-z0-9]{2,4}$/i.test(described)) return described;
  if (described !== '' && ending !== '') return `${described}.${ending}`;
  // Outlook's identifiers of pictures begin with their names.
  const identified = /^([^@]{1,100}\.[a-z0-9]{2,4})@/i.exec(part.contentId ?? '')?.[1];
  if (identified !== undefined) return cleanName(identified);
  const location = /([^/?#]{1,100}\.[a-z0-9]{2,4})(?:[?#]|$)/i.exec(
    textField(part.fields, 'content-location', hint).slice(0, 500),
  )?.[1];
  if (location !== undefined) return cleanName(location);
  return byType || 'file';
}

/** Without what would make it a path, or fool who reads it (direction marks, control characters). */
export function cleanName(name: string): string {
  const last = /^[a-z]:\\/i.test(name) ? name.slice(name.lastIndexOf('\\') + 1) : name;
  return last
    .slice(0, 1_000)
    .replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]+/gu, ' ')
    .replace(/[/\\]/g, '_')
    .replace(/\p{Cs}/gu, '\uFFFD')
    .trim()
    .replace(/^\.+$/, '')
    .slice(0, longestName);
}

/** Two files of one name get a number each. */
export function numbered(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  const dot = name.lastIndexOf('.');
  const [stem, ending] = dot <= 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot)];
  for (let number = 1; ; number += 1) {
    const candidate = `${stem}${number}${ending}`;
    if (!taken.has(candidate)) return candidate;
  }
}
