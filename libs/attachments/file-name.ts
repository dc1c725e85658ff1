/** In UTF-8: most file systems take 255 bytes, and something may be added. */
const longestName = 180;
/** Names that Windows keeps for devices, whatever follows the point. */
const deviceNames = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?$/i;
/** What a program, script or shortcut is called that starts when it is opened. */
const startedNames = new Set(
  `ade adp apk app appref-ms appx bat cab chm class cmd com command cpl csh deb diagcab dll dmg exe gadget hta inf ins
  iso img isp jar jnlp job js jse ksh lnk mde msc msh msi msix msp mst ocx osd pif pkg pl plg pol prf ps1 psc1 psd1 psm1 py pyc
  pyw rb reg rgs rpm scf scpt scr sct sh shb shs svg sys terminal url vb vbe vbp vbs vhd vhdx vxd wasm website workflow ws wsc
  wsf wsh xbap xll xpi xnk`.split(/\s+/),
);
/** What people trust at a glance; before another extension it is there to be mistaken for it. */
const harmlessNames = new Set(
  `txt pdf doc docx xls xlsx ppt pptx rtf csv jpg jpeg png gif webp heic bmp tif tiff mp3 mp4 mov wav avi zip eml msg odt ods
  html htm`.split(/\s+/),
);

/**
 * A sender's name for a file, made fit to be shown and to be a file's name anywhere: no control or invisible characters and
 * no change of writing direction, no path, nothing that a system keeps for itself, of bounded length. Never empty.
 */
export function safeFileName(name: string | null, fallback = 'file'): string {
  // Through UTF-8 and back: half of a surrogate pair becomes U+FFFD, which goes below.
  const visible = Buffer.from((name ?? '').slice(0, 4_000))
    .toString()
    .normalize('NFC')
    // Controls, formats (among them bidi overrides and zero-width characters), surrogates, private use, line separators.
    .replaceAll(/[\p{C}\u2028\u2029\uFFFD]/gu, '')
    .replaceAll(/\s+/gu, ' ');
  const last = visible.split(/[/\\]/).findLast((part) => /[^.\s]/.test(part)) ?? '';
  const plain = last
    .replaceAll(/["*:<>?|]/g, '_')
    .replace(/^[.\s]+/, '')
    .replace(/[.\s]+$/, '');
  const single = withoutDisguise(plain);
  const owned = deviceNames.test(single) ? `_${single}` : single;
  return shorten(owned === '' ? fallback : owned);
}

/** `invoice.pdf.exe` is an `exe`: its first extension must not be read as the one that counts. */
function withoutDisguise(name: string): string {
  return isDisguised(name) ? name.replace(/\.([^.]*)\.([^.]*)$/, '_$1.$2') : name;
}

/** True when a name pretends, by an extension before the last, to be something harmless. */
export function isDisguised(name: string): boolean {
  const parts = name.toLowerCase().split('.');
  const [earlier = '', last = ''] = parts.slice(-2).map((part) => part.trim());
  return parts.length > 2 && startedNames.has(last) && harmlessNames.has(earlier);
}

/** In lower case, without the point; empty when there is none. */
export function extensionOf(name: string): string {
  return /\.([^.\s]{1,20})$/.exec(name.trim())?.[1]?.toLowerCase() ?? '';
}

/** True for a name whose file starts something when it is opened. */
export function startsByName(name: string): boolean {
  return startedNames.has(extensionOf(name));
}

function shorten(name: string): string {
  if (Buffer.byteLength(name) <= longestName) return name;
  const extension = extensionOf(name);
  const end = extension === '' ? '' : `.${extension}`;
  let stem = '';
  for (const character of name.slice(0, name.length - end.length)) {
    if (Buffer.byteLength(stem + character + end) > longestName - 3) break;
    stem += character;
  }
  return `${stem.trimEnd()}…${end}`;
}

/** The header of a download (RFC 6266): plain ASCII for the oldest readers, the true name in RFC 8187's form beside it. */
export function contentDisposition(name: string): string {
  const safe = safeFileName(name);
  const ascii = safe
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\x20-\x7E]/g, '_')
    .replaceAll(/["\\%]/g, '_');
  const encoded = encodeURIComponent(safe).replaceAll(
    /['()*!]/g,
    (character) => `%${character.codePointAt(0)?.toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii === '' ? 'file' : ascii}"; filename*=UTF-8''${encoded}`;
}
