import { type NoticeKind, smsSegments, toGsm7, withFewestSegments } from '#domain';
import { type IncidentKind, incidentKinds, type Messages, type TemplateKey, type ValuesOf } from './messages.schema.js';
import { renderTemplate } from './render-template.js';

/**
 * One message, filled. A subject comes out as one line whatever its values hold. Texts to responders come out in the GSM 7-bit
 * alphabet, so that a page is one text and not three, and the service's own answers to texts do where that makes them fewer;
 * what a person wrote keeps every letter.
 */
export function renderMessage<K extends TemplateKey>(messages: Messages, name: K, values: ValuesOf<K>): string {
  const rendered = renderTemplate(messages.templates[name], values);
  if (name.endsWith('-subject')) return rendered.replace(/\s+/g, ' ').trim();
  const text = rendered.trimEnd();
  if (/^(page|reply|notice|watch)-(?:.*-)?sms$/.test(name)) return toGsm7(text);
  return /^(ack|neutral|answer|keyword)-(?:.*-)?sms$/.test(name) ? inFewestTexts(text) : text;
}

/**
 * One message in both languages, the reader's own first where it is known: English first otherwise. For what must reach
 * someone whose language nobody has found out, and for the last word of a hotline that has closed.
 */
export function renderInBothLanguages<K extends TemplateKey>(
  messages: { readonly en: Messages; readonly fr: Messages },
  name: K,
  valuesIn: (language: 'en' | 'fr') => ValuesOf<K>,
  first: 'en' | 'fr' = 'en',
): string {
  const order = first === 'en' ? (['en', 'fr'] as const) : (['fr', 'en'] as const);
  const separator = name.endsWith('-subject') ? ' / ' : '\n\n';
  return order.map((language) => renderMessage(messages[language], name, valuesIn(language))).join(separator);
}

/** What a kind of incident is called. One that has no name of its own is an "other incident". */
export function kindName(messages: Messages, kind: string): string {
  return messages.kinds[isKnown(kind) ? kind : 'other'];
}

/** Two texts are borne for the sake of right letters; beyond that they lose their accents where that makes it fewer. */
function inFewestTexts(text: string): string {
  const typed = withFewestSegments(text);
  if (smsSegments(typed) <= 2) return typed;
  const plain = toGsm7(text);
  return smsSegments(plain) < smsSegments(typed) ? plain : typed;
}

/** What a manager reads about the service itself. */
export function describeNotice(
  messages: Messages,
  kind: NoticeKind,
  facts: Readonly<Record<string, string | number>>,
): string {
  return renderTemplate(messages.notices[kind], facts);
}

/** Where it stands what to do about a notice, step by step; the desk serves `docs/runbooks`. */
export function runbookLink(
  { environment }: { readonly environment: { readonly publicUrl: string } },
  kind: NoticeKind,
): string {
  return `${environment.publicUrl}/runbooks/${kind}`;
}

function isKnown(kind: string): kind is IncidentKind {
  return (incidentKinds as readonly string[]).includes(kind);
}
