import { z } from 'zod';
import { ConfigError } from './config-error.js';
import { contrast } from './contrast.js';
import { parseYamlSettings } from './parse-settings.js';
import { language } from './settings.js';

/** What the deployment's colour stands on, and what stands on it. The pages' stylesheet takes them from here. */
export const grounds = { light: '#ffffff', dark: '#0a1829' } as const;

/** WCAG 2.1, 1.4.3, level AA. */
const leastContrast = 4.5;

const colourOn = (ground: string, name: string) =>
  z
    .string('a colour in quotes such as "#26374a"')
    .regex(/^#[\da-f]{6}$/i, 'a colour in quotes such as "#26374a"')
    .superRefine((value, context) => {
      const reached = contrast(value, ground);
      if (Number.isNaN(reached) || reached >= leastContrast) return;
      const shown = Math.floor(reached * 10) / 10;
      const message = `a colour that can be read on ${name} (${ground}) with a contrast of ${leastContrast}:1, this one has ${shown}:1`;
      context.addIssue({ code: 'custom', message });
    });

const brandFile = z
  .strictObject({
    firstLanguage: language,
    colours: z
      .strictObject({ main: colourOn(grounds.light, 'white'), mainOnDark: colourOn(grounds.dark, 'the dark ground') })
      .readonly(),
    logo: z
      .string('the name of an SVG or PNG file in this folder')
      .regex(/^[\w-][\w.-]{0,80}\.(svg|png)$/, 'the name of an SVG or PNG file in this folder'),
  })
  .readonly();

export interface Brand {
  /** For whoever asks for neither, and first in the offer of both. */
  readonly firstLanguage: 'en' | 'fr';
  /** `#rrggbb`. */
  readonly colours: { readonly main: string; readonly mainOnDark: string };
  readonly logo: { readonly mediaType: 'image/svg+xml' | 'image/png'; readonly content: Buffer };
}

/** Throws a ConfigError where a colour could not be read or the logo is not a picture that only shows something. */
export function loadBrand(text: string, readLogo: (file: string) => Buffer): Brand {
  const { firstLanguage, colours, logo } = parseYamlSettings('brand.yaml', text, brandFile);
  const content = readLogo(logo);
  const mediaType = logo.endsWith('.svg') ? 'image/svg+xml' : 'image/png';
  const problem =
    content.length > largestLogo ? tooLarge : mediaType === 'image/png' ? pngFault(content) : svgFault(content);
  if (problem !== null)
    throw new ConfigError('brand.yaml', 'logo', `expected ${problem}, found ${JSON.stringify(logo)}`);
  return { firstLanguage, colours, logo: { mediaType, content } };
}

const largestLogo = 64 * 1024;
const tooLarge = 'a picture of 64 KB at most';

const pngFault = (content: Buffer): string | null =>
  content.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex')) ? null : 'a PNG file';

/** What an SVG may do besides showing something: run, fetch, or hold another document. */
const doing: readonly (readonly [what: RegExp, name: string])[] = [
  [/<\s*(?:\w+:)?script\b/i, 'a script'],
  [/[\s"'/]on\w+\s*=/i, 'an event handler'],
  [/javascript:/i, 'a script'],
  [/<\s*(?:\w+:)?(?:foreignObject|iframe|embed|object|audio|video)\b/i, 'another document'],
  [/<!(?:DOCTYPE|ENTITY)/i, 'a document type'],
  [/<\?xml-stylesheet/i, 'a stylesheet'],
  [/(?:href|src)\s*=\s*["']?\s*(?!#|["'\s])/i, 'a link'],
  [/url\(\s*["']?\s*(?!#|["'\s])|@import/i, 'a link'],
];

function svgFault(content: Buffer): string | null {
  const text = content.toString('utf8');
  if (!/<svg[\s>]/.test(text)) return 'an SVG file';
  const found = doing.find(([what]) => what.test(text));
  return found === undefined ? null : `an SVG without ${found[1]}`;
}
