import { pictureAsSvg, type Picture } from './picture.js';

/** A letter sheet on its side, and its margin, in points (1/72 inch). */
const [sheetWidth, sheetHeight, margin] = [792, 612, 36];

/**
 * The picture on a sheet of paper, as vectors and with its words as words. The fonts are those that every reader of PDF has
 * (ISO 32000-1, 9.6.2.2), whose letters are those of Western European languages: anything else is left out of the sheet.
 * `footer`: what stands below, on one line.
 */
export async function pictureAsPdf(picture: Picture, footer: (at: Date) => string): Promise<Blob> {
  const [{ jsPDF }, { svg2pdf }, svg] = await Promise.all([
    import('jspdf'),
    import('svg2pdf.js'),
    pictureAsSvg({ ...picture, font: 'helvetica' }),
  ]);
  const document = new jsPDF({ unit: 'pt', format: 'letter', orientation: 'landscape', compress: true });
  document.setProperties({ title: picture.title, creator: 'Vigil' });
  document.setLanguage(picture.language === 'fr' ? 'fr-CA' : 'en-CA');
  const drawn = new DOMParser().parseFromString(western(svg), 'image/svg+xml').documentElement;
  const [ownWidth, ownHeight] = ['width', 'height'].map((name) => Number(drawn.getAttribute(name))) as [number, number];
  const [width, height] = [sheetWidth - 2 * margin, sheetHeight - 3 * margin];
  const scale = Math.min(width / ownWidth, height / ownHeight);
  await svg2pdf(drawn, document, { x: margin, y: margin, width: ownWidth * scale, height: ownHeight * scale });
  document.setFont('helvetica', 'normal').setFontSize(9);
  document.text(western(footer(new Date())), margin, sheetHeight - margin);
  if (picture.marking !== undefined)
    document.text(picture.marking, sheetWidth - margin, sheetHeight - margin, { align: 'right' });
  return document.output('blob');
}

/** The letters of Windows-1252; spaces that no font of those knows become plain ones. */
function western(text: string): string {
  return text
    .replaceAll(/[\u2009\u200a\u202f]/gu, ' ')
    .replaceAll(/[^\n\u0020-\u007e\u00a0-\u00ffŒœŠšŸŽžƒ–—‘’‚“”„†‡•…‰‹›€™]/gu, '');
}
