import type { Language } from '#contracts';
import { completeOption, type Draw } from './drawing.js';
import type { PlotOption } from './engine.js';
import { type Look, paperLook } from './look.js';

/** The size of a picture that is taken along, in CSS pixels; its title stands above the plot. */
const width = 1_000;
const titleHeight = 44;

export interface Picture {
  readonly language: Language;
  readonly title: string;
  readonly height: number;
  readonly draw: Draw;
  /** Whom it may be shown to (Traffic Light Protocol 2.0). */
  readonly marking?: string | undefined;
  /** Instead of the screen's. */
  readonly font?: string;
}

/** The plot with its title as an SVG document, light and still whatever the screen is. */
export async function pictureAsSvg({ language, title, height, draw, marking = '', font }: Picture): Promise<string> {
  const own = paperLook();
  const look = font === undefined ? own : { ...own, font };
  const { drawForFile } = await import('./engine.js');
  const chart = drawForFile('svg', language, width, height);
  try {
    chart.setOption(asPicture(draw, look));
    const plot = inert(chart.renderToSVGString({ useViewBox: false })).replace('<svg ', `<svg y="${titleHeight}" `);
    const all = height + titleHeight;
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${all}" viewBox="0 0 ${width} ${all}" role="img">`,
      `<title>${escapeMarkup(title)}</title>`,
      `<rect width="${width}" height="${all}" fill="${look.panel}"/>`,
      `<text x="12" y="28" font-family="${escapeMarkup(look.font)}" font-size="18" font-weight="bold" fill="${look.ink}">${escapeMarkup(title)}</text>`,
      `<text x="${width - 12}" y="28" text-anchor="end" font-family="${escapeMarkup(look.font)}" font-size="13" fill="${look.ink}">${escapeMarkup(marking)}</text>`,
      plot,
      '</svg>\n',
    ].join('\n');
  } finally {
    chart.dispose();
  }
}

/** The same as points, twice as many each way as CSS pixels. */
export async function pictureAsPng({ language, title, height, draw, marking = '' }: Picture): Promise<Blob> {
  const look = paperLook();
  const { drawForFile } = await import('./engine.js');
  const chart = drawForFile('png', language, width, height);
  try {
    chart.setOption(asPicture(draw, look));
    const plot = chart.renderToCanvas({ pixelRatio: 2 });
    const canvas = document.createElement('canvas');
    canvas.width = width * 2;
    canvas.height = (height + titleHeight) * 2;
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('the browser draws no pictures');
    context.fillStyle = look.panel;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = look.ink;
    context.font = `bold 36px ${look.font}`;
    context.fillText(title, 24, 56);
    context.font = `26px ${look.font}`;
    context.textAlign = 'right';
    context.fillText(marking, canvas.width - 24, 56);
    context.drawImage(plot, 0, titleHeight * 2);
    return await new Promise<Blob>((done, fail) =>
      canvas.toBlob((blob) => (blob === null ? fail(new Error('the picture is empty')) : done(blob)), 'image/png'),
    );
  } finally {
    chart.dispose();
  }
}

/** Nothing moves, and nothing is there to be dragged. */
function asPicture(draw: Draw, look: Look): PlotOption {
  const { dataZoom: _handles, ...option } = completeOption(draw(look), look);
  return { ...option, animation: false };
}

/** Without the rules for a hover that there is not in a file. */
function inert(svg: string): string {
  return svg.replaceAll(/<style[^>]*>[\s\S]*?<\/style>/gu, '').replaceAll(/ class="[^"]*"/gu, '');
}

function escapeMarkup(text: string): string {
  return text.replace(/[&<>"]/gu, (character) => `&#${character.codePointAt(0)};`);
}
