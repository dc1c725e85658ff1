import sharp from 'sharp';
import { Turns } from './turns.js';

export interface PreviewLimits {
  /** Longest side, in pixels. */
  readonly edge: number;
  /** Pictures with more are not decoded at all. */
  readonly pixels: number;
  /** In seconds. */
  readonly time: number;
}

export type Preview =
  | { readonly outcome: 'made'; readonly mediaType: 'image/webp'; readonly content: Buffer }
  | { readonly outcome: 'refused'; readonly why: 'no-picture' | 'unreadable' };

// Of all that libvips can load, only decoders of plain pictures: no SVG, no PDF, nothing that calls another program.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadNsgifBuffer',
    'VipsForeignLoadHeifBuffer',
  ],
});
sharp.cache(false);

const pictures = new Set(['image/jpeg', 'image/png', 'image/apng', 'image/webp', 'image/gif', 'image/avif']);
/** Each may hold a decoded picture in memory. */
const turns = new Turns(2);

/** True when a preview can be tried; the bytes decide in the end. */
export const isPicture = (sniffedType: string): boolean => pictures.has(sniffedType);

/**
 * Draws a picture anew: only its pixels come through, without metadata or anything hidden behind them. The first frame of
 * an animation, upright as its camera noted.
 */
export async function previewImage(bytes: Buffer, sniffedType: string, limits: PreviewLimits): Promise<Preview> {
  if (!isPicture(sniffedType)) return { outcome: 'refused', why: 'no-picture' };
  return turns.take(async () => {
    try {
      const content = await sharp(bytes, { limitInputPixels: limits.pixels, failOn: 'error', pages: 1 })
        .rotate()
        .resize({ width: limits.edge, height: limits.edge, fit: 'inside', withoutEnlargement: true })
        .timeout({ seconds: limits.time })
        .webp({ quality: 80, effort: 2 })
        .toBuffer();
      return { outcome: 'made', mediaType: 'image/webp', content };
    } catch {
      return { outcome: 'refused', why: 'unreadable' };
    }
  });
}
