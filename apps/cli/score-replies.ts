import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { splitMessage } from '#domain';

/** What one set of replies gives. */
export interface ReplyScore {
  readonly set: string;
  readonly passed: number;
  readonly total: number;
  /** The cases that differ, by id. */
  readonly failed: readonly string[];
}

interface ReplyCase {
  readonly id: string;
  readonly input: string;
  readonly kind?: 'plain' | 'html';
  readonly expected?: string;
  readonly expected_visible?: string;
}

const sets = ['github', 'talon', 'zapier'] as const;

/**
 * How many replies of each set are stripped as the set expects. The sets of plain text are compared line by line, without spaces at
 * the ends of lines and with blank lines taken for one; the HTML half of `talon` ignores all white space (its own rule) and is scored
 * by what a reader sees, and only where `htmlToText` is given.
 */
export async function scoreReplies(
  folder: string,
  htmlToText?: (html: string) => string,
): Promise<readonly ReplyScore[]> {
  const scores: ReplyScore[] = [];
  for (const set of sets) {
    const path = join(folder, set, 'cases.json');
    if (!existsSync(path)) continue;
    const cases = JSON.parse(await readFile(path, 'utf8')) as readonly ReplyCase[];
    const plain = cases.filter(({ kind }) => kind !== 'html');
    scores.push(scoreSet(set, plain, ({ input, ...other }) => same(visibleReply(input), wanted(other), byLines)));
    const html = cases.filter(({ kind }) => kind === 'html');
    if (htmlToText === undefined || html.length === 0) continue;
    const seen = (source: string) => htmlToText(source);
    scores.push(
      scoreSet(`${set} (HTML)`, html, ({ input, ...other }) =>
        same(visibleReply(seen(input)), seen(wanted(other)), withoutSpaces),
      ),
    );
  }
  return scores;
}

/** The words of a reply that its writer wrote. */
export const visibleReply = (text: string): string => splitMessage(text).own;

const wanted = (found: Omit<ReplyCase, 'input'>): string => found.expected ?? found.expected_visible ?? '';

const same = (left: string, right: string, normalised: (text: string) => string): boolean =>
  normalised(left) === normalised(right);

const byLines = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');

const withoutSpaces = (text: string): string => text.replace(/\s+/gu, '');

function scoreSet(set: string, cases: readonly ReplyCase[], passes: (found: ReplyCase) => boolean): ReplyScore {
  const failed = cases.filter((found) => !passes(found)).map(({ id }) => id);
  return { set, passed: cases.length - failed.length, total: cases.length, failed };
}
