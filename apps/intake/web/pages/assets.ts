import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Brand } from '#config';
import { enhancementText } from './enhancement.js';
import { fonts } from './fonts.js';
import { stylesheetOf } from './stylesheet.js';

/** A file of the pages under a name that changes with its content, so that it may be kept for ever. */
export interface Asset {
  readonly path: string;
  readonly mediaType: string;
  readonly content: Buffer;
  /** Made small once, at start; null where that would not make it smaller. */
  readonly packed: { readonly br: Buffer; readonly gzip: Buffer } | null;
}

/** What a device shows for the installed page. */
export interface Icon {
  readonly path: string;
  /** Of its sides, in pixels. */
  readonly size: number;
  readonly purpose: 'any' | 'maskable';
}

export interface PageAssets {
  readonly stylesheet: Asset;
  /** By which a policy allows the stylesheet to stand in a page (CSP, `style-src`). */
  readonly styleHash: string;
  /** The deployment's own. */
  readonly mark: Asset;
  /** Made from apps/intake/web/browser. */
  readonly script: Asset;
  readonly fonts: readonly Asset[];
  /** Drawn from the mark when somebody first asks for one. */
  readonly icons: readonly Icon[];
  readonly all: readonly Asset[];
}

export function asset(name: string, extension: string, mediaType: string, content: string | Buffer): Asset {
  const bytes = Buffer.from(content);
  const version = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  const path = `/web/${name}-${version}.${extension}`;
  return { path, mediaType, content: bytes, packed: /^text|json|svg/.test(mediaType) ? pack(bytes) : null };
}

function pack(content: Buffer): Asset['packed'] {
  const br = brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } });
  return br.length < content.length ? { br, gzip: gzipSync(content, { level: 9 }) } : null;
}

const made = new WeakMap<Brand, PageAssets>();

/** The files of the pages of a deployment. Made once for each. */
export function assetsOf(brand: Brand): PageAssets {
  const known = made.get(brand) ?? makeAssets(brand);
  made.set(brand, known);
  return known;
}

function makeAssets({ colours, logo }: Brand): PageAssets {
  const served = fonts.map((font) => ({ font, file: asset(font.name, 'woff2', 'font/woff2', font.content) }));
  const style = stylesheetOf(
    colours,
    served.map(({ font, file: { path } }) => ({ ...font, path })),
  );
  const stylesheet = asset('hotline', 'css', 'text/css; charset=utf-8', style);
  const mark =
    logo.mediaType === 'image/png'
      ? asset('mark', 'png', logo.mediaType, logo.content)
      : asset('mark', 'svg', `${logo.mediaType}; charset=utf-8`, logo.content);
  const script = asset('hotline', 'js', 'text/javascript; charset=utf-8', enhancementText);
  const files = served.map(({ file }) => file);
  const styleHash = `'sha256-${createHash('sha256').update(stylesheet.content).digest('base64')}'`;
  return {
    stylesheet,
    styleHash,
    mark,
    script,
    fonts: files,
    icons: iconsOf(mark),
    all: [stylesheet, mark, script, ...files],
  };
}

function iconsOf(mark: Asset): readonly Icon[] {
  const version = mark.path.replace(/^.*-|\..*$/g, '');
  const icon = (size: number, purpose: Icon['purpose']): Icon => ({
    path: `/web/icons/${purpose}-${size}-${version}.png`,
    size,
    purpose,
  });
  return [icon(192, 'any'), icon(512, 'any'), icon(192, 'maskable'), icon(512, 'maskable')];
}
