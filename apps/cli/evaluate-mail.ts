import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { splitMessage } from '#domain';
import { type ReadMail, readMailHere } from '#mail';
import { print, printJson, table } from './print.js';

/** So many of so many. */
export interface Rate {
  right: number;
  total: number;
}

export interface Evaluation {
  readonly set: string;
  readonly rates: Readonly<Record<string, Rate>>;
  /** Which cases were not as expected, by rate. */
  readonly misses: Readonly<Record<string, readonly string[]>>;
}

interface HelpdeskCase {
  readonly file: string;
  readonly from_email: string | null;
  readonly subject: string | null;
  readonly body_text: string | null;
  readonly attachments: readonly {
    readonly filename: string;
    readonly size: number;
    readonly mime: string | null;
    readonly is_alternative_html?: boolean;
  }[];
}

/** Reads the collections of real mail and prints, set by set, how much of each was read as it should be. */
export async function evaluateMail(options: {
  readonly data: string;
  readonly misses?: boolean;
  readonly json?: boolean;
}): Promise<void> {
  const evaluations = await evaluateCollections(options.data);
  if (options.json === true) return printJson(evaluations);
  print(
    table([
      ['SET', 'RATE', 'RIGHT', 'OF', ''],
      ...evaluations.flatMap(({ set, rates }) =>
        Object.entries(rates).map(([name, rate]) => [set, name, String(rate.right), String(rate.total), share(rate)]),
      ),
    ]),
  );
  if (options.misses !== true) return;
  for (const { set, misses } of evaluations) {
    for (const [name, files] of Object.entries(misses))
      if (files.length > 0) print(`\n${set}, ${name}:\n  ${files.join('\n  ')}`);
  }
}

/** What each collection below a folder gives, in the order in which they are printed. */
export async function evaluateCollections(data: string): Promise<readonly Evaluation[]> {
  await stat(join(data, 'mail')).catch(() => {
    throw new Error(`no collections of mail in ${data}: give their folder by --data`);
  });
  return [
    await evaluateHelpdesk(join(data, 'mail/helpdesk')),
    await evaluateBounces(join(data, 'mail/bounces')),
    await evaluateAutomatic(join(data, 'mail/automatic')),
    await evaluatePhishing(join(data, 'mail/phishing')),
    await evaluateReadable('robustness', join(data, 'mail/robustness')),
    ...(await evaluateReplies(join(data, 'replies'))),
  ];
}

async function evaluateHelpdesk(folder: string): Promise<Evaluation> {
  const cases = (await readJson(join(folder, 'expected.json'))) as readonly HelpdeskCase[];
  const tally = new Tally();
  for (const expected of cases) {
    const mail = await readMailHere(await readFile(join(folder, expected.file)));
    tally.count('read', mail.readable, expected.file);
    if (expected.from_email !== null)
      tally.count(
        'sender',
        bareAddress(mail.from?.address ?? '') === bareAddress(expected.from_email),
        `${expected.file}: ${mail.from?.address} for ${expected.from_email}`,
      );
    tally.count(
      'subject',
      oneLine(mail.subject ?? '') === oneLine(expected.subject ?? ''),
      `${expected.file}: ${mail.subject} for ${expected.subject}`,
    );
    const recall = recallOf(expected.body_text ?? '', mail.text);
    tally.count('text (95 % of the words)', recall >= 0.95, `${expected.file}: ${recall.toFixed(3)}`);
    tally.add('text (words)', recall);
    for (const file of expected.attachments.filter(({ is_alternative_html: alternative }) => alternative !== true)) {
      const found = mail.attachments.some(
        ({ filename, size }) => filename.normalize() === file.filename.normalize() && size === file.size,
      );
      tally.count(
        'attachments',
        found,
        `${expected.file}: ${file.filename} ${file.size}, not in ${mail.attachments.map(({ filename, size }) => `${filename} ${size}`).join(', ')}`,
      );
    }
  }
  return tally.of('helpdesk');
}

/** A bounce is recognised as one, a vacation notice or a complaint as what it is. */
async function evaluateBounces(folder: string): Promise<Evaluation> {
  const cases = (await readJson(join(folder, 'expected.json'))) as readonly {
    readonly file: string;
    readonly reasons: readonly string[];
    readonly recipients: readonly { readonly status: string }[];
  }[];
  const tally = new Tally();
  for (const { file, reasons, recipients } of cases) {
    const mail = await readMailHere(await readFile(join(folder, file)));
    tally.count('read', mail.readable, file);
    if (file.startsWith('not_bounce')) continue;
    tally.count('automatic', mail.automatic !== null, `${file} (${reasons.join(', ')})`);
    const kind = reasons.includes('feedback') ? 'complaint' : reasons.includes('vacation') ? 'auto-reply' : 'bounce';
    tally.count(
      'kind',
      mail.automatic?.kind === kind || (kind === 'bounce' && mail.automatic?.kind === 'delivered'),
      `${file}: ${mail.automatic?.kind} for ${kind} (${reasons.join(', ')})`,
    );
    // The set makes up a status (x.0.9xx) where the server gave none.
    const statuses = recipients.map(({ status }) => status).filter((status) => /^[245]\.\d\.\d{1,2}$/.test(status));
    if (kind === 'bounce' && statuses.length > 0)
      tally.count(
        'status',
        statuses.includes(mail.automatic?.status ?? ''),
        `${file}: ${mail.automatic?.status} for ${statuses.join(', ')}`,
      );
  }
  for (const path of await filesBelow(join(folder, 'not_bounce'))) {
    const { automatic } = await readMailHere(await readFile(path));
    tally.count('no wrong alarm', automatic?.kind !== 'bounce', `${relative(folder, path)}: ${automatic?.kind}`);
  }
  return tally.of('bounces');
}

async function evaluateAutomatic(folder: string): Promise<Evaluation> {
  const cases = (await readJson(join(folder, 'auto_response_cases.json'))) as readonly {
    readonly id: string;
    readonly raw: string;
    readonly expected: { readonly send_auto_response?: boolean; readonly out_of_office?: boolean };
  }[];
  const tally = new Tally();
  for (const { id, raw, expected } of cases) {
    const { automatic } = await readMailHere(Buffer.from(raw));
    const isAutomatic =
      expected.send_auto_response === undefined ? expected.out_of_office === true : !expected.send_auto_response;
    tally.count('automatic', (automatic !== null) === isAutomatic, `${id}: ${automatic?.kind ?? 'none'}`);
  }
  return tally.of('automatic');
}

async function evaluatePhishing(folder: string): Promise<Evaluation> {
  const index = (await readJson(join(folder, 'index.json'))) as readonly {
    readonly file: string;
    readonly subject: string | null;
    readonly from_header: string | null;
  }[];
  const tally = new Tally();
  for (const { file, subject, from_header: from } of index) {
    const path = join(folder, file.replace(/^eml\//, ''));
    const mail = await readMailHere(await readFile(path));
    tally.count('read', mail.readable && (mail.text !== '' || mail.attachments.length > 0), file);
    if (subject !== null)
      tally.count(
        'subject',
        oneLine(mail.subject ?? '') === oneLine(subject),
        `${file}: ${mail.subject} for ${subject}`,
      );
    const written = /<([^<>]*)>\s*$/.exec(from ?? '')?.[1] ?? from ?? '';
    if (written.includes('@'))
      tally.count(
        'sender',
        bareAddress(mail.from?.address ?? '') === bareAddress(written),
        `${file}: ${mail.from?.address} for ${from}`,
      );
  }
  return tally.of('phishing');
}

async function evaluateReadable(set: string, folder: string): Promise<Evaluation> {
  const tally = new Tally();
  for (const path of await filesBelow(folder)) {
    const raw = await readFile(path);
    const mail: ReadMail = await readMailHere(raw);
    tally.count('read', mail.readable, relative(folder, path));
  }
  return tally.of(set);
}

async function evaluateReplies(folder: string): Promise<readonly Evaluation[]> {
  const sets: Evaluation[] = [];
  for (const set of ['github', 'talon', 'zapier']) {
    const cases = (await readJson(join(folder, set, 'cases.json'))) as readonly {
      readonly id: string;
      readonly kind?: string;
      readonly input?: string;
      readonly expected?: string;
      readonly expected_visible?: string;
    }[];
    const tally = new Tally();
    for (const { id, kind, input, expected, expected_visible: visible } of cases) {
      const wanted = visible ?? expected;
      if (input === undefined || wanted === undefined || (kind !== undefined && kind !== 'plain')) continue;
      tally.count('visible reply', oneLine(splitMessage(input).own) === oneLine(wanted), id);
    }
    sets.push(tally.of(`replies/${set}`));
  }
  return sets;
}

class Tally {
  private readonly rates: Record<string, Rate> = {};
  private readonly misses: Record<string, string[]> = {};

  count(name: string, right: boolean, what: string): void {
    this.add(name, right ? 1 : 0);
    if (!right) (this.misses[name] ??= []).push(what);
  }

  /** A part of one. */
  add(name: string, right: number): void {
    const rate = (this.rates[name] ??= { right: 0, total: 0 });
    rate.right += right;
    rate.total += 1;
  }

  of(set: string): Evaluation {
    for (const rate of Object.values(this.rates)) rate.right = Math.round(rate.right * 100) / 100;
    return { set, rates: this.rates, misses: this.misses };
  }
}

const share = ({ right, total }: Rate): string => `${((right / Math.max(1, total)) * 100).toFixed(1)} %`;
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
const bareAddress = (address: string): string => address.toLowerCase().replace(/["<>\s]/g, '');

/** How many of the words that should be there are, each as often. "no visible content" stands for an empty text. */
function recallOf(expected: string, actual: string): number {
  const wanted = expected.trim() === 'no visible content' ? [] : wordsOf(expected);
  const has = new Map<string, number>();
  for (const word of wordsOf(actual)) has.set(word, (has.get(word) ?? 0) + 1);
  let found = 0;
  for (const word of wanted) {
    const left = has.get(word) ?? 0;
    if (left > 0) found += 1;
    has.set(word, left - 1);
  }
  return wanted.length === 0 ? 1 : found / wanted.length;
}

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, 'utf8'));
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && !/^(LICENSE|expected\.json|index\.json|README.*|\.git.*)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}
