import { createHash } from 'node:crypto';
import { enhancementText } from './enhancement.js';
import { stylesheetText } from './stylesheet.js';

/** A file of the pages under a name that changes with its content, so that it may be kept for ever. */
export interface Asset {
  readonly path: string;
  readonly mediaType: string;
  readonly content: string;
}

function asset(name: string, extension: string, mediaType: string, content: string): Asset {
  const version = createHash('sha256').update(content).digest('hex').slice(0, 12);
  return { path: `/web/${name}-${version}.${extension}`, mediaType, content };
}

const markText = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#1d4f63"/><path d="M16 6.5c3 2.1 5.900 3 8.500 3.100v6.200c0 5-3.500 8.300-8.500 10.200-5-1.900-8.500-5.200-8.500-10.200V9.600c2.600-.1 5.500-1 8.500-3.100z" fill="#e9f3f1"/><path d="m11.800 16 3 3 5.600-6" fill="none" stroke="#1d4f63" stroke-width="2.400" stroke-linecap="round" stroke-linejoin="round"/></svg>`;

export const stylesheet = asset('hotline', 'css', 'text/css; charset=utf-8', stylesheetText);
export const mark = asset('mark', 'svg', 'image/svg+xml; charset=utf-8', markText);
/** Made from apps/intake/web/browser. */
export const enhancement = asset('hotline', 'js', 'text/javascript; charset=utf-8', enhancementText);
export const assets: readonly Asset[] = [stylesheet, mark, enhancement];
