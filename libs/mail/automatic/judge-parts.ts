import type { MailToJudge } from './automatic-mail.js';
import { type Part, textOf } from '../mime/walk-parts.js';

const mostParts = 100;
const longestText = 128_000;
const told = /^(?:message\/|text\/rfc822|text\/delivery-status)/u;

/** A message that was taken apart, as `recogniseAutomatic` judges it. Messages within it are one part each: their own reports are theirs. */
export function judgeParts(
  root: Part,
  read: Pick<MailToJudge, 'subject' | 'fromAddress' | 'envelopeFrom' | 'text'>,
): MailToJudge {
  const values = new Map<string, string[]>();
  for (const { name, value } of root.fields) {
    const already = values.get(name);
    if (already === undefined) values.set(name, [value]);
    else already.push(value);
  }
  const parts: { readonly contentType: string; readonly text?: string }[] = [];
  gather(root, parts);
  return {
    ...read,
    headers: (name) => values.get(name) ?? [],
    contentType: values.get('content-type')?.[0] ?? root.type,
    parts,
  };
}

function gather(part: Part, into: { readonly contentType: string; readonly text?: string }[]): void {
  for (const child of part.children) {
    if (into.length >= mostParts) return;
    const isTold = told.test(child.type) || child.type.startsWith('text/rfc822');
    into.push(
      isTold
        ? { contentType: child.type, text: textOf(child, null).slice(0, longestText) }
        : { contentType: child.type },
    );
    gather(child, into);
  }
}
