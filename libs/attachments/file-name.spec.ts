import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentDisposition, isDisguised, safeFileName } from './file-name.js';

describe('a sender’s name for a file', () => {
  it.each<[string, string | null, string]>([
    ['stays when it is plain', 'Capture d’écran 1.png', 'Capture d’écran 1.png'],
    ['loses its path', '..\\..\\Windows/system32/evil.dll', 'evil.dll'],
    ['loses a path that ends in nothing', '/etc/passwd/..', 'passwd'],
    ['cannot turn its writing direction', 'invoice\u202Efdp.exe', 'invoicefdp.exe'],
    ['cannot hide characters', 'a\u200B\u2066b\0\r\n.txt', 'ab.txt'],
    ['shows the extension that counts', 'facture.pdf.exe', 'facture_pdf.exe'],
    ['cannot push its extension out of sight', `photo.jpg${' '.repeat(300)}.scr`, 'photo_jpg .scr'],
    ['keeps an honest double extension', 'backup.tar.gz', 'backup.tar.gz'],
    ['is no device', 'CON.txt', '_CON.txt'],
    ['is no device in any case', 'lpt1', '_lpt1'],
    ['hides nothing', '...hidden', 'hidden'],
    ['does not end in points or spaces', 'report.doc. . ', 'report.doc'],
    ['holds no stream of its own', 'a.txt:evil.exe', 'a.txt_evil.exe'],
    ['is something when it is nothing', ' \u202E ', 'file'],
    ['is something when there is none', null, 'file'],
    ['is mended when it is no text', 'a\uD800b.txt', 'ab.txt'],
  ])('%s', (_, name, safe) => {
    expect(safeFileName(name)).toBe(safe);
  });

  it('comes out short, visible and without a path, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3_000 }), (name) => {
        const safe = safeFileName(name);
        expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(180);
        expect(safe).toMatch(/^[^\p{C}/\\"*:<>?|]+$/u);
        expect(safe).not.toMatch(/^[.\s]|[.\s]$/);
        expect(isDisguised(safe)).toBe(false);
        expect(safeFileName(safe)).toBe(safe);
      }),
    );
  });

  it('keeps its extension when it is too long', () => {
    expect(safeFileName(`${'é'.repeat(500)}.docx`)).toMatch(/^é+….docx$/);
  });

  it('goes into a header that nothing can break out of', () => {
    expect(contentDisposition('Capture « été ».png')).toBe(
      `attachment; filename="Capture _ ete _.png"; filename*=UTF-8''Capture%20%C2%AB%20%C3%A9t%C3%A9%20%C2%BB.png`,
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        expect(contentDisposition(name)).toMatch(
          /^attachment; filename="[\x20-\x21\x23-\x5B\x5D-\x7E]+"; filename\*=UTF-8''[\w%~.-]+$/,
        );
      }),
    );
  });
});
