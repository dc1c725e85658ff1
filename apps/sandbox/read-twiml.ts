/** An element of a TwiML document. */
export interface TwimlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (TwimlElement | string)[];
}

export type TwimlReading =
  | { readonly outcome: 'read'; readonly verbs: readonly TwimlElement[] }
  | { readonly outcome: 'malformed'; readonly reason: string };

/** Twilio refuses a document over 64 kB. */
export const LONGEST_TWIML = 65_536;
const DEEPEST = 10;

const TAG = /<(\/?)([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
/** What may stand between tags besides text: opening, closing, and whether the inside is text. */
const SECTIONS = [
  { open: '<?', close: '?>', text: false },
  { open: '<!--', close: '-->', text: false },
  { open: '<![CDATA[', close: ']]>', text: true },
] as const;

interface OpenElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (TwimlElement | string)[];
}

/**
 * Reads the part of XML that TwiML uses, in time linear in the document's length. No document types, so no entities
 * but the five of XML and character numbers.
 */
export function readTwiml(xml: string): TwimlReading {
  if (xml.length > LONGEST_TWIML) return malformed(`longer than ${LONGEST_TWIML} characters`);
  const root: OpenElement = { name: '', attributes: {}, children: [] };
  const open = [root];
  let at = 0;
  while (at < xml.length) {
    const parent = open.at(-1) ?? root;
    if (xml[at] !== '<') {
      const end = xml.indexOf('<', at);
      parent.children.push(decode(xml.slice(at, end === -1 ? xml.length : end)));
      at = end === -1 ? xml.length : end;
      continue;
    }
    const section = SECTIONS.find((candidate) => xml.startsWith(candidate.open, at));
    if (section !== undefined) {
      const end = xml.indexOf(section.close, at + section.open.length);
      if (end === -1) return malformed(`${section.open} is not closed`);
      if (section.text) parent.children.push(xml.slice(at + section.open.length, end));
      at = end + section.close.length;
      continue;
    }
    TAG.lastIndex = at;
    const tag = TAG.exec(xml);
    if (tag === null) return malformed(`no tag at character ${at}`);
    at = TAG.lastIndex;
    const [, closing, name = '', written = '', selfClosing] = tag;
    if (closing === '/') {
      if (open.length === 1 || parent.name !== name) return malformed(`</${name}> closes nothing`);
      open.pop();
      continue;
    }
    const element: OpenElement = { name, attributes: readAttributes(written), children: [] };
    parent.children.push(element);
    if (selfClosing !== '/') open.push(element);
    if (open.length > DEEPEST) return malformed('too deep');
  }
  if (open.length > 1) return malformed(`<${open.at(-1)?.name ?? ''}> is not closed`);
  const [response, ...others] = elementsOf(root);
  if (response?.name !== 'Response' || others.length > 0) return malformed('the root must be <Response>');
  return { outcome: 'read', verbs: elementsOf(response) };
}

/** The elements inside an element, text left out. */
export function elementsOf(element: TwimlElement): readonly TwimlElement[] {
  return element.children.filter((child): child is TwimlElement => typeof child !== 'string');
}

/** The text inside an element, its own and its children's, with runs of white space as one space. */
export function textOf(element: TwimlElement): string {
  return rawTextOf(element).replace(/\s+/g, ' ').trim();
}

/** The text of an SMS: as written, line breaks and all, without the indentation around it. */
export function messageTextOf(element: TwimlElement): string {
  const body = elementsOf(element).find((child) => child.name === 'Body');
  return rawTextOf(body ?? element).trim();
}

function rawTextOf(element: TwimlElement): string {
  return element.children.map((child) => (typeof child === 'string' ? child : rawTextOf(child))).join('');
}

function readAttributes(written: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...written.matchAll(ATTRIBUTE)].map(([, name = '', double, single]) => [name, decode(double ?? single ?? '')]),
  );
}

function decode(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|([a-z]{2,4}));/g, (whole, decimal, hexadecimal, name) => {
    if (typeof name === 'string') return NAMED[name] ?? whole;
    const point = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hexadecimal), 16);
    return point <= 0x10_ff_ff ? String.fromCodePoint(point) : whole;
  });
}

function malformed(reason: string): TwimlReading {
  return { outcome: 'malformed', reason };
}
