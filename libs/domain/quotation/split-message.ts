import { findInlineAttribution, nextSpoken, readAttribution } from './attribution.js';
import { readHeaderBlock } from './header-block.js';
import { isRule, readMarker } from './markers.js';
import { isBlank, isMarkedQuoted, withoutMarks } from './plain-line.js';
import { markSignatures } from './signature.js';

export interface ForwardedMessage {
  /** The line that announced it; empty where a program announces none. */
  readonly intro: string;
  readonly headers: {
    readonly from: string | null;
    readonly subject: string | null;
    readonly date: string | null;
    readonly to: string | null;
  };
  readonly text: string;
}

export interface SplitMessage {
  /** What the writer of this message says in it. */
  readonly own: string;
  /** What they answer, with the lines that introduce it. */
  readonly quoted: string;
  /** What they pass on; null where they pass nothing on. */
  readonly forwarded: ForwardedMessage | null;
  /** Signatures, “Sent from my iPhone”, disclaimers. */
  readonly signature: string;
}

type Kind = 'own' | 'quoted' | 'forwarded' | 'signature';

/** Close looks (a few microseconds each) at one message: no mail program writes a thousandth of this; a hostile message stops here. */
const mostCloseLooks = 3_000;

/** Lines that are judged one by one. */
const mostLines = 20_000;

/** Lines; what is longer holds words. */
const longestSignature = 40;

const forwardingSubject = /^\s*(?:fwd?|fw|tr|wg|rv|enc|i|vs|vb|doorst|pd|trs?|转发|轉寄|전달)\s?[:：]/iu;

/**
 * Whose words these are: the writer's own, what they quote, what they pass on, and signatures. Every line of the text is in exactly
 * one of them (blank lines at the seams excepted). Answers between quoted lines are the writer's own. Works line by line in linear
 * time on anything. `subject`, where known, tells a forward (“TR: …”) from a reply, which Outlook writes alike.
 */
export function splitMessage(text: string, subject = ''): SplitMessage {
  return new Reading(linesOf(text), forwardingSubject.test(subject)).split();
}

/** The lines of a text; those beyond any letter's length stay together as the last. */
function linesOf(text: string): string[] {
  const lines: string[] = [];
  let start = 0;
  let feed = text.indexOf('\n');
  let carriage = text.indexOf('\r');
  while (lines.length < mostLines && (feed >= 0 || carriage >= 0)) {
    const end = carriage < 0 || (feed >= 0 && feed < carriage) ? feed : carriage;
    lines.push(text.slice(start, end));
    start = end === carriage && feed === end + 1 ? end + 2 : end + 1;
    if (feed >= 0 && feed < start) feed = text.indexOf('\n', start);
    if (carriage >= 0 && carriage < start) carriage = text.indexOf('\r', start);
  }
  lines.push(text.slice(start));
  return lines;
}

class Reading {
  readonly #lines: string[];
  readonly #kinds: (Kind | undefined)[];
  /** Quotations whose first line is an introduction: the blank lines before them are kept. */
  readonly #introduced = new Set<number>();
  readonly #isForward: boolean;
  readonly #heads = new Map<number, string>();
  #forwarded: ForwardedMessage | null = null;
  #closeLooks = 0;
  #hasOwn = false;

  constructor(lines: string[], isForward: boolean) {
    this.#lines = lines;
    this.#kinds = Array.from({ length: lines.length });
    this.#isForward = isForward;
  }

  split(): SplitMessage {
    let at = 0;
    while (at < this.#lines.length) at = this.#readAt(at);
    this.#findSignatures();
    return {
      own: this.#own(),
      quoted: this.#linesOf('quoted'),
      forwarded: this.#forwarded,
      signature: this.#linesOf('signature'),
    };
  }

  /** Judges the line, and those that belong to it; returns the next to judge. */
  #readAt(at: number): number {
    const line = this.#lines[at] ?? '';
    if (isBlank(line)) return at + 1;
    if (isMarkedQuoted(line) || this.#isWrappedQuotation(at)) return this.#mark(at, at + 1, 'quoted');
    if (this.#closeLooks >= mostCloseLooks) return this.#mark(at, at + 1, 'own');
    return this.#readIntroduction(at) ?? this.#mark(at, at + 1, 'own');
  }

  #readIntroduction(at: number): number | null {
    const line = this.#lines[at] ?? '';
    if (line.length > 500 && !line.includes(':', line.length - 3)) return null;
    this.#closeLooks += 1;
    const marker = readMarker(line);
    if (marker === 'forwarded') return this.#passOn(at, at + 1);
    if (marker === 'reply-above') return this.#quoteFrom(at, this.#lines.length);
    if (marker === 'original') {
      const next = nextSpoken(this.#lines, at + 1);
      const block = readHeaderBlock(this.#lines, next, true);
      if (this.#isForward && block !== null) return this.#passOn(at, next);
      const introduction = block ?? readAttribution(this.#lines, next);
      return this.#quoteIntroduced(at, next + (introduction?.lines ?? 0));
    }
    const block = readHeaderBlock(this.#lines, at, this.#followsRule(at));
    if (block !== null) {
      const start = this.#takeRuleBefore(at);
      return this.#isForward || !this.#hasOwnBefore(start)
        ? this.#passOn(start, at)
        : this.#quoteIntroduced(start, at + block.lines);
    }
    const inline = findInlineAttribution(this.#lines, at);
    if (inline !== null) {
      this.#heads.set(at, line.slice(0, inline));
      this.#introduced.add(at + 1);
      return this.#mark(at, at + 1, 'own');
    }
    const attribution = readAttribution(this.#lines, at);
    return attribution === null ? null : this.#quoteIntroduced(at, at + attribution.lines);
  }

  /** An introduction, then either lines marked with `>` (after which the writer may speak again) or everything that follows. */
  #quoteIntroduced(start: number, end: number): number {
    const next = nextSpoken(this.#lines, end);
    this.#introduced.add(start);
    const isMarked = next < this.#lines.length && isMarkedQuoted(this.#lines[next] ?? '');
    return this.#quoteFrom(start, isMarked ? end : this.#lines.length);
  }

  #quoteFrom(start: number, end: number): number {
    this.#introduced.add(start);
    return this.#mark(start, end, 'quoted');
  }

  /**
   * What follows is a message that the writer passes on: to the end, or, where its lines are marked with `>`, as far as those go.
   * Its headers may be missing.
   */
  #passOn(start: number, after: number): number {
    const next = nextSpoken(this.#lines, after);
    const isMarked = next < this.#lines.length && isMarkedQuoted(this.#lines[next] ?? '');
    const end = isMarked ? this.#endOfMarked(next) : this.#lines.length;
    const lines = isMarked ? this.#lines.slice(next, end).map(withoutMarks) : this.#lines.slice(next, end);
    const first = nextSpoken(lines, 0);
    const headers = readHeaderBlock(lines, first, true);
    this.#forwarded ??= {
      intro: after > start ? (this.#lines[start] ?? '').trim() : '',
      headers: {
        from: headers?.from ?? null,
        subject: headers?.subject ?? null,
        date: headers?.date ?? null,
        to: headers?.to ?? null,
      },
      text: lines
        .slice(first + (headers?.lines ?? 0))
        .join('\n')
        .trim(),
    };
    return this.#mark(start, end, 'forwarded');
  }

  #endOfMarked(start: number): number {
    let end = start;
    for (let line = start; line < this.#lines.length; line += 1) {
      if (isMarkedQuoted(this.#lines[line] ?? '')) end = line + 1;
      else if (!isBlank(this.#lines[line] ?? '')) break;
    }
    return end;
  }

  #mark(start: number, end: number, kind: Kind): number {
    this.#kinds.fill(kind, start, end);
    if (kind === 'own' && !isRule(this.#lines[start] ?? '')) this.#hasOwn = true;
    return end;
  }

  /** Whether the writer has said anything yet: a signature alone is nothing. */
  #hasOwnBefore(start: number): boolean {
    if (!this.#hasOwn || start > longestSignature) return this.#hasOwn;
    const own = new Set<number>();
    for (let line = 0; line < start; line += 1)
      if (this.#kinds[line] === 'own' && !isRule(this.#lines[line] ?? '')) own.add(line);
    markSignatures(this.#lines, { start: 0, end: start }, (line) => own.delete(line));
    return own.size > 0;
  }

  #ruleBefore(at: number): number | null {
    let before = at - 1;
    while (before >= 0 && at - before <= 3 && isBlank(this.#lines[before] ?? '')) before -= 1;
    return before >= 0 && isRule(this.#lines[before] ?? '') ? before : null;
  }

  #followsRule(at: number): boolean {
    return this.#ruleBefore(at) !== null;
  }

  #takeRuleBefore(at: number): number {
    return this.#ruleBefore(at) ?? at;
  }

  /** A link that was broken in two inside a quotation: its end lost the `>`. */
  #isWrappedQuotation(at: number): boolean {
    const before = this.#lines[at - 1];
    const after = this.#lines[at + 1];
    if (before === undefined || after === undefined || !isMarkedQuoted(before) || !isMarkedQuoted(after)) return false;
    const line = (this.#lines[at] ?? '').slice(0, 500);
    const isCutLink = /[(<]https?:[^\s()<>]*$/u.test(before.slice(-500)) && /^[^\s()<>]*[)>]/u.test(line);
    return isCutLink || /^\s*\(https?:\S+\) >$/u.test(line);
  }

  #findSignatures(): void {
    let start = 0;
    for (let line = 0; line <= this.#lines.length; line += 1) {
      const kind = this.#kinds[line];
      if (line < this.#lines.length && (kind === 'own' || kind === undefined)) continue;
      if (line > start) markSignatures(this.#lines, { start, end: line }, (found) => this.#sign(found));
      start = line + 1;
    }
  }

  #sign(line: number): void {
    if (this.#kinds[line] === 'own') this.#kinds[line] = 'signature';
  }

  /** Own lines, with the blank ones between them; of those around a quotation only the ones before its introduction. */
  #own(): string {
    const own: string[] = [];
    let blanks = 0;
    let isCut = false;
    for (let line = 0; line < this.#lines.length; line += 1) {
      const kind = this.#kinds[line];
      if (kind === undefined) {
        if (!isCut) blanks += 1;
      } else if (kind === 'own') {
        if (own.length > 0) for (; blanks > 0; blanks -= 1) own.push('');
        blanks = 0;
        isCut = false;
        own.push(this.#heads.get(line) ?? this.#lines[line] ?? '');
      } else if (!isCut) {
        isCut = true;
        if (!this.#introduced.has(line)) blanks = 0;
      }
    }
    return own.join('\n').trim();
  }

  #linesOf(kind: Kind): string {
    const found: string[] = [];
    for (let line = 0; line < this.#lines.length; line += 1) {
      const head = this.#heads.get(line);
      if (head !== undefined && kind === 'quoted') found.push((this.#lines[line] ?? '').slice(head.length));
      else if (
        this.#kinds[line] === kind ||
        (this.#kinds[line] === undefined && found.length > 0 && this.#isWithin(line, kind))
      )
        found.push(head ?? this.#lines[line] ?? '');
    }
    return found.join('\n').trim();
  }

  /** A blank line right after a line of the kind. */
  #isWithin(line: number, kind: Kind): boolean {
    return this.#kinds[line - 1] === kind;
  }
}
