import { bounds, BoundsMet } from '../bounds.js';
import { decodeEntities } from './entities.js';

export interface HtmlText {
  readonly text: string;
  /** Where its links lead, in order, each once. */
  readonly links: readonly string[];
}

const lineBreakers = new Set(
  'address article aside center dd details dialog div dl dt fieldset figcaption figure footer form header li main nav ol section tr ul table tbody thead tfoot caption body html option legend'.split(
    ' ',
  ),
);
const paragraphs = new Set('p h1 h2 h3 h4 h5 h6 blockquote pre hr'.split(' '));
/** Elements whose content is no text of the message. */
const unseen = new Set([
  'script',
  'style',
  'title',
  'template',
  'noscript',
  'textarea-none',
  'xml',
  'svg',
  'math',
  'object',
  'applet',
]);
const mostQuotes = 20;
const longestLine = 4_000;
const longestLink = 2_000;

/**
 * Markup as a person would read it: blocks on lines of their own, quoted text behind `> `, and where a link leads beside
 * its words, since in a phishing mail that is the point. Goes through the markup once; nothing in it makes that slower.
 */
export function htmlToText(html: string, met: BoundsMet = new BoundsMet()): HtmlText {
  if (html.length > bounds.markup) met.note('markup');
  return new HtmlReader(html.slice(0, bounds.markup)).read();
}

class HtmlReader {
  private at = 0;
  private readonly lines: string[] = [];
  private line = '';
  private quotes = 0;
  private preformatted = 0;
  private anchor: { href: string; from: number; lines: number } | null = null;
  private readonly links = new Set<string>();
  /** Searches that came to nothing, so that none is made twice. */
  private readonly absent = new Set<string>();
  private readonly lower: string;

  constructor(private readonly html: string) {
    this.lower = html.toLowerCase().length === html.length ? html.toLowerCase() : html;
  }

  read(): HtmlText {
    while (this.at < this.html.length) {
      const tag = this.find('<', this.at);
      const end = tag === -1 ? this.html.length : tag;
      if (end > this.at) this.write(this.html.slice(this.at, end));
      this.at = end;
      if (tag !== -1) this.readTag();
    }
    this.closeAnchor();
    this.endLine();
    const text = this.lines
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim();
    return { text, links: [...this.links] };
  }

  private find(what: string, from: number): number {
    if (this.absent.has(what)) return -1;
    const found = this.lower.indexOf(what, from);
    if (found === -1) this.absent.add(what);
    return found;
  }

  private readTag(): void {
    const { html, at } = this;
    if (html.startsWith('<!--', at)) return this.skipTo('-->', 3);
    if (html[at + 1] === '!' || html[at + 1] === '?') return this.skipTo('>', 1);
    const name = /^<\/?([a-zA-Z][a-zA-Z0-9:]{0,20})/.exec(html.slice(at, at + 24));
    if (name === null) {
      let end = at + 1;
      while (html[end] === '<' && html[end + 1] === '<') end += 1;
      this.write(html.slice(at, end));
      this.at = end;
      return;
    }
    const closing = html[at + 1] === '/';
    const tag = (name[1] ?? '').toLowerCase();
    const start = at + name[0].length;
    const end = this.endOfTag(start);
    const attributes = html.slice(start, end);
    this.at = end + 1;
    if (closing) this.close(tag);
    else this.open(tag, attributes);
  }

  private skipTo(mark: string, length: number): void {
    const end = this.find(mark, this.at + 2);
    if (end !== -1) this.at = end + length;
    else {
      const close = this.find('>', this.at);
      this.at = close === -1 ? this.html.length : close + 1;
    }
  }

  /** Where the `>` stands that ends a tag; one between quotes ends none, unless the quote has no end. */
  private endOfTag(start: number): number {
    const { html } = this;
    for (let at = start; at < html.length; at += 1) {
      const char = html[at];
      if (char === '>') return at;
      if ((char === '"' || char === "'") && /[=\s]/.test(html[at - 1] ?? '')) {
        const close = this.find(char, at + 1);
        if (close !== -1) at = close;
      }
    }
    return html.length;
  }

  private open(tag: string, attributes: string): void {
    if (unseen.has(tag)) {
      if (attributes.endsWith('/')) return;
      const end = this.find(`</${tag}`, this.at);
      if (end !== -1) this.at = end;
      return;
    }
    if (tag === 'br') return this.endLine();
    if (tag === 'a' || tag === 'area') {
      this.closeAnchor();
      const href = cleanLink(attribute(attributes, 'href'));
      if (href !== '' && this.links.size < bounds.links) this.links.add(href);
      if (tag === 'a') this.anchor = { href, from: this.line.length, lines: this.lines.length };
      return;
    }
    if (tag === 'form') {
      const action = cleanLink(attribute(attributes, 'action'));
      if (action !== '' && this.links.size < bounds.links) this.links.add(action);
    }
    if (tag === 'img') {
      const alt = decodeEntities(attribute(attributes, 'alt')).trim();
      if (alt !== '') this.write(` ${alt.slice(0, 200)} `);
      return;
    }
    if (tag === 'td' || tag === 'th') return this.write(' ');
    if (paragraphs.has(tag)) this.endParagraph();
    else if (lineBreakers.has(tag)) this.endLineIfAny();
    if (tag === 'li') this.write('- ');
    if (tag === 'blockquote') this.quotes = Math.min(mostQuotes, this.quotes + 1);
    if (tag === 'pre') this.preformatted += 1;
  }

  private close(tag: string): void {
    if (tag === 'a') return this.closeAnchor();
    if (tag === 'blockquote') {
      this.endLineIfAny();
      if (this.lines.at(-1) === '> '.repeat(this.quotes).trimEnd()) this.lines.pop();
      this.quotes = Math.max(0, this.quotes - 1);
    }
    if (paragraphs.has(tag)) this.endParagraph();
    else if (lineBreakers.has(tag)) this.endLineIfAny();
    if (tag === 'pre') this.preformatted = Math.max(0, this.preformatted - 1);
  }

  private closeAnchor(): void {
    const { anchor } = this;
    this.anchor = null;
    if (anchor === null || anchor.href === '') return;
    const words = anchor.lines === this.lines.length ? this.line.slice(anchor.from).trim() : '';
    if (bare(words) !== bare(anchor.href))
      this.line += `${this.line.endsWith(' ') || this.line === '' ? '' : ' '}<${anchor.href}> `;
    this.endLongLine();
  }

  /** Lines stay short enough to be looked at again and again, in markup without any block too. */
  private endLongLine(): void {
    if (this.line.length > longestLine) this.endLine();
  }

  private write(text: string): void {
    const decoded = decodeEntities(text).replace(/[\u00AD\u200B\uFEFF]/g, '');
    if (this.preformatted > 0) {
      const [first = '', ...more] = decoded.split('\n');
      this.line += first;
      for (const line of more) {
        this.endLine();
        this.line = line;
      }
      return;
    }
    const collapsed = decoded.replace(/[\s\u00A0]+/g, ' ');
    this.endLongLine();
    this.line += this.line === '' || this.line.endsWith(' ') ? collapsed.trimStart() : collapsed;
  }

  private endLine(): void {
    const line = this.line.trimEnd();
    this.lines.push(this.quotes === 0 ? line : `${'> '.repeat(this.quotes)}${line}`.trimEnd());
    this.line = '';
  }

  private endLineIfAny(): void {
    if (this.line.trim() === '') this.line = '';
    else this.endLine();
  }

  private endParagraph(): void {
    this.endLineIfAny();
    if (this.lines.length > 0 && this.lines.at(-1) !== '')
      this.lines.push(this.quotes === 0 ? '' : '> '.repeat(this.quotes).trimEnd());
  }
}

function attribute(attributes: string, name: string): string {
  const found = new RegExp(`(?:^|[\\s"'/])${name}\\s{0,5}=\\s{0,5}(?:"([^"]*)"|'([^']*)'|([^\\s>]*))`, 'i').exec(
    attributes.slice(0, 16_384),
  );
  return found?.[1] ?? found?.[2] ?? found?.[3] ?? '';
}

/** A target that leads somewhere outside the message, without line breaks that hide in it. */
function cleanLink(written: string): string {
  const link = decodeEntities(written)
    .replace(/[\p{Cc}]/gu, '')
    .trim();
  return /^(#|cid:|$)/i.test(link) ? '' : link.slice(0, longestLink).replace(/[\s<>]/g, encodeURIComponent);
}

const bare = (text: string): string =>
  text
    .toLowerCase()
    .replace(/^(mailto:|https?:\/\/)/, '')
    .replace(/^www\./, '')
    .replace(/\/$/, '');
