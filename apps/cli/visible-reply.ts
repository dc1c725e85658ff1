import { readFile } from 'node:fs/promises';
import { print, printJson } from './print.js';
import { visibleReply } from './score-replies.js';

/** The words of each reply that its writer wrote, without what they quote, pass on or sign with. Files are bodies in plain text. */
export async function printVisibleReplies(
  files: readonly string[],
  options: { readonly json?: boolean },
): Promise<void> {
  const replies: { readonly file: string; readonly text: string }[] = [];
  for (const file of files) replies.push({ file, text: visibleReply(await readFile(file, 'utf8')) });
  if (options.json === true) return printJson(replies);
  for (const { file, text } of replies) print(replies.length > 1 ? `==> ${file}\n${text}\n` : text);
}
