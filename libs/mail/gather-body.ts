import { createHash } from 'node:crypto';
import { bounds, type BoundsMet } from './bounds.js';
import { calendarToText } from './formats/calendar-to-text.js';
import { cleanName, nameFile, numbered } from './formats/name-file.js';
import { findArmored, openPgp, takeClearSigned } from './formats/open-pgp.js';
import { readSignedData } from './formats/read-signed-data.js';
import { readTnef } from './formats/read-tnef.js';
import { readAddresses } from './mime/read-addresses.js';
import { takeUuFiles } from './mime/decode-transfer.js';
import { valueOf } from './mime/read-head.js';
import { charsetHint, contentOf, type Part, textField, textOf, walkParts } from './mime/walk-parts.js';
import type { Encryption, ForwardedMail, MailFile, MailKey } from './reading.js';
import { htmlToText } from './text/html-to-text.js';
import { unflow } from './text/unflow.js';

/** The words of one part of the tree. */
interface Words {
  readonly text: string;
  readonly fromMarkup: boolean;
}

const nothing: Words = { text: '', fromMarkup: false };

/** How much of what the markup says the plain text must say too, to be taken instead of it. */
const sameEnough = 0.95;
/** Words compared of the two. */
const mostCompared = 5_000;

/** Walks the parts of one message and collects what it says and what came with it. */
export class BodyGatherer {
  readonly files: MailFile[] = [];
  readonly forwarded: ForwardedMail[] = [];
  readonly links = new Set<string>();
  encrypted: Encryption | null = null;
  signed: 'pgp' | 'smime' | null = null;
  private readonly names = new Set<string>();
  /** Words that stand for the text when there is none: an invitation, a named text part, what Outlook packed. */
  private readonly substitutes: string[] = [];
  private anyWords = false;
  private anyMarkup = false;

  constructor(
    private readonly met: BoundsMet,
    private readonly keys: readonly MailKey[],
    private readonly hint: string | null,
    private readonly depth: number,
  ) {}

  async read(root: Part): Promise<string> {
    const { text } = await this.gather(root, null);
    const words = text.trim() === '' ? this.substitutes.join('\n\n') : text;
    if (words.length > bounds.text) this.met.note('text');
    return words.slice(0, bounds.text).trim();
  }

  private async gather(part: Part, parent: Part | null): Promise<Words> {
    if (isPgpEnvelope(part)) return this.openEnvelope(part);
    if (part.type === 'multipart/signed')
      this.signed ??= /pkcs7/.test(part.contentType.parameters.get('protocol') ?? part.children[1]?.type ?? '')
        ? 'smime'
        : 'pgp';
    if (part.children.length > 0) {
      const words: Words[] = [];
      for (const child of part.children) words.push(await this.gather(child, part));
      return part.type === 'multipart/alternative' ? chooseWords(words) : joinWords(words);
    }
    if (part.type === 'message/rfc822' || part.type === 'message/global') {
      await this.addMessage(part);
      return nothing;
    }
    if (isText(part)) return this.gatherText(part, parent);
    if (part.type.startsWith('multipart/') && parent === null) return this.gatherText(part, parent);
    return this.gatherFile(part);
  }

  private async gatherText(part: Part, parent: Part | null): Promise<Words> {
    const isNamed = part.filename !== null && part.filename.trim() !== '';
    const isFile =
      part.disposition === 'attachment'
        ? parent !== null || isNamed
        : isNamed && (parent !== null || part.type === 'text/calendar') && (this.anyWords || part.disposition !== '');
    if (isFile || part.type === 'text/calendar') {
      this.addFile(nameFile(part, this.hint), part.type, contentOf(part), part.disposition === 'inline');
      if (part.type === 'text/calendar') this.substitutes.push(calendarToText(textOf(part, this.hint)));
      else if (part.disposition !== 'attachment') this.substitutes.push((await this.wordsOf(part)).text);
      return nothing;
    }
    // A second page of markup is kept as it came as well: what it shows may differ from its words.
    if (this.anyMarkup && part.type === 'text/html' && parent !== null)
      this.addFile(nameFile(part, this.hint), part.type, contentOf(part), true);
    this.anyMarkup ||= part.type === 'text/html';
    const words = await this.wordsOf(part);
    this.anyWords ||= words.text.trim() !== '';
    return words;
  }

  private async wordsOf(part: Part): Promise<Words> {
    const text = textOf(part, this.hint);
    if (isMarkup(part)) {
      const read = htmlToText(text, this.met);
      for (const link of read.links) if (this.links.size < bounds.links) this.links.add(link);
      return { text: read.text, fromMarkup: true };
    }
    if (text.length > bounds.text) this.met.note('text');
    const plain = takeUuFiles(text.slice(0, bounds.markup));
    for (const { filename, content } of plain.files)
      this.addFile(cleanName(filename), 'application/octet-stream', content, false);
    const isFlowed = /^flowed$/i.test(part.contentType.parameters.get('format') ?? '');
    const lines = isFlowed
      ? unflow(plain.text, /^yes$/i.test(part.contentType.parameters.get('delsp') ?? ''))
      : plain.text;
    return { text: await this.withoutArmor(lines), fromMarkup: false };
  }

  /** PGP written straight into the text. */
  private async withoutArmor(text: string): Promise<string> {
    const signed = takeClearSigned(text);
    if (signed !== null) {
      this.signed ??= 'pgp';
      return signed;
    }
    const armored = findArmored(text);
    if (armored === null) return text;
    const { encryption, content } = await openPgp(Buffer.from(armored.armored, 'latin1'), this.keys);
    this.encrypted ??= encryption;
    if (content === null) return text;
    return [text.slice(0, armored.start).trim(), content.toString('utf8'), text.slice(armored.end).trim()]
      .filter((piece) => piece !== '')
      .join('\n\n');
  }

  /** PGP/MIME (RFC 3156), also as some servers rewrite it. What cannot be opened is kept as a file. */
  private async openEnvelope(part: Part): Promise<Words> {
    const sealed =
      part.children.find(
        ({ type, body }) =>
          type !== 'application/pgp-encrypted' && body.subarray(0, 4_096).includes('-----BEGIN PGP MESSAGE-----'),
      ) ?? part.children.find(({ type }) => type === 'application/octet-stream');
    const others = part.children.filter((child) => child !== sealed && child.type !== 'application/pgp-encrypted');
    const words: Words[] = [];
    for (const child of others) words.push(await this.gather(child, part));
    if (sealed === undefined) return joinWords(words);
    const content = contentOf(sealed);
    const opened = await openPgp(content, this.keys);
    this.encrypted ??= opened.encryption;
    if (opened.content === null) this.addFile(nameFile(sealed, this.hint), sealed.type, content, false);
    else words.push(await this.gatherWithin(opened.content, part));
    return joinWords(words);
  }

  /** An entity that was wrapped: its parts count as the message's own. */
  private async gatherWithin(content: Buffer, parent: Part): Promise<Words> {
    return this.gather(walkParts(content, this.met), parent);
  }

  private async gatherFile(part: Part): Promise<Words> {
    const content = contentOf(part);
    if (/^application\/(x-)?pkcs7-mime$/.test(part.type)) {
      const inner = readSignedData(content);
      if (inner !== null) {
        this.signed ??= 'smime';
        return this.gatherWithin(inner, part);
      }
      this.encrypted ??= { kind: 'smime', outcome: 'no-key' };
    }
    if (/^application\/(vnd\.)?ms-tnef$/.test(part.type) || /^win(mail)?\.dat$/i.test(part.filename ?? '')) {
      const tnef = readTnef(content);
      if (tnef !== null) return this.addTnef(tnef);
    }
    if (/^application\/(x-)?pkcs7-signature$/.test(part.type)) this.signed ??= 'smime';
    this.addFile(
      nameFile(part, this.hint),
      part.type,
      content,
      part.disposition === 'inline' || (part.disposition === '' && part.contentId !== null),
    );
    return nothing;
  }

  private addTnef({ text, html, files }: NonNullable<ReturnType<typeof readTnef>>): Words {
    for (const { filename, contentType, content } of files)
      this.addFile(cleanName(filename ?? '') || 'file', contentType ?? 'application/octet-stream', content, false);
    if (text.trim() !== '') this.substitutes.push(text.trim());
    else if (html !== null) this.substitutes.push(htmlToText(html, this.met).text);
    return nothing;
  }

  private async addMessage(part: Part): Promise<void> {
    const content = contentOf(part);
    const root =
      this.depth < bounds.depth && this.forwarded.length < bounds.forwarded ? walkParts(content, this.met) : null;
    const hint = root === null ? null : charsetHint(root.fields);
    const subject = root === null ? '' : textField(root.fields, 'subject', hint);
    const given = cleanName(part.filename ?? '');
    const name =
      given !== '' ? given : subject === '' ? nameFile(part, this.hint) : `${cleanName(subject).slice(0, 150)}.eml`;
    this.addFile(name, part.type, content, part.disposition === 'inline', true);
    if (root === null) {
      this.met.note(this.depth < bounds.depth ? 'forwarded' : 'depth');
      return;
    }
    const within = new BodyGatherer(this.met, this.keys, hint, this.depth + 1);
    // Its place before those that came within it.
    const place = this.forwarded.push({ how: 'attached', from: null, subject: null, text: '' }) - 1;
    const text = await within.read(root);
    const [from = null] = readAddresses(valueOf(root.fields, 'from'), hint, this.met);
    this.forwarded[place] = { how: 'attached', from, subject: subject || null, text };
    for (const link of within.links) if (this.links.size < bounds.links) this.links.add(link);
    this.forwarded.push(...within.forwarded.slice(0, bounds.forwarded - this.forwarded.length));
  }

  private addFile(name: string, contentType: string, content: Buffer, inline: boolean, isMessage = false): void {
    if (this.files.length >= bounds.attachments) {
      this.met.note('attachments');
      return;
    }
    const filename = numbered(name || 'file', this.names);
    this.names.add(filename);
    this.files.push({
      filename,
      contentType,
      size: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
      content,
      inline,
      isMessage,
    });
  }
}

const isText = ({ type }: Part): boolean =>
  /^text\/(plain|html|enriched|richtext|calendar|x-amp-html|xhtml|markdown|x-markdown|flowed)$/.test(type) ||
  type === 'application/xhtml+xml';
const isMarkup = ({ type }: Part): boolean => /html|enriched|richtext/.test(type);
const isPgpEnvelope = (part: Part): boolean => part.children.some(({ type }) => type === 'application/pgp-encrypted');

function joinWords(words: readonly Words[]): Words {
  const said = words.filter(({ text }) => text.trim() !== '');
  return {
    text: said.map(({ text }) => text.trimEnd()).join('\n\n'),
    fromMarkup: said.some(({ fromMarkup }) => fromMarkup),
  };
}

/** Of two forms of the same text the plain one, as long as it says what the other one does. */
function chooseWords(words: readonly Words[]): Words {
  const said = words.filter(({ text }) => text.trim() !== '');
  const plain = said.find(({ fromMarkup }) => !fromMarkup);
  const rich = said.findLast(({ fromMarkup }) => fromMarkup);
  if (plain === undefined || rich === undefined) return rich ?? plain ?? nothing;
  return shareOf(rich.text, plain.text) >= sameEnough ? plain : rich;
}

function shareOf(whole: string, part: string): number {
  const has = new Set(wordsIn(part));
  const wanted = wordsIn(whole.replace(/<[^<>\s]{1,2000}>/g, ' '));
  return wanted.length === 0 ? 1 : wanted.filter((word) => has.has(word)).length / wanted.length;
}

const wordsIn = (text: string): readonly string[] =>
  (
    text
      .slice(0, 100_000)
      .toLowerCase()
      .match(/[\p{L}\p{N}]{1,100}/gu) ?? []
  ).slice(0, mostCompared);
