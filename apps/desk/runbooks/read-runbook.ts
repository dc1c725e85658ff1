import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type NoticeKind, noticeKinds } from '#domain';

/** Where the runbooks are, seen from the sources and from `dist/apps/desk/runbooks`. */
const folders = ['../../../docs/runbooks/', '../../../../docs/runbooks/'];

/** The runbook of a notice, in Markdown; null for what is no notice. */
export async function readRunbook(kind: string): Promise<string | null> {
  if (!isNotice(kind)) return null;
  for (const folder of folders) {
    const path = fileURLToPath(new URL(`${folder}${kind}.md`, import.meta.url));
    const text = await readFile(path, 'utf8').catch(() => null);
    if (text !== null) return text;
  }
  return null;
}

function isNotice(kind: string): kind is NoticeKind {
  return (noticeKinds as readonly string[]).includes(kind);
}
