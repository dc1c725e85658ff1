import { randomUUID } from 'node:crypto';
import { readEnvironment } from '#config';
import { type Problem, reportReceipt } from '#contracts';
import { print, printJson } from './print.js';

interface Options {
  readonly text: string;
  readonly language: string;
  readonly account?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly url?: string;
  readonly key?: string;
  readonly json?: boolean;
}

/** Sends one report as any client of the API would. Throws with the hotline's own words when it is refused. */
export async function sendReport(options: Options): Promise<void> {
  const url = `${options.url ?? readEnvironment(process.env).publicUrl}/api/v1/reports`;
  const { text: description, language, account, email, phone } = options;
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': options.key ?? randomUUID() },
    body: JSON.stringify({ language, description, account, contact: { email, phone } }),
  }).catch(() => {
    throw new Error(`Nothing answers at ${url}: is the hotline running?`);
  });
  const answer: unknown = await response.json();
  if (response.status !== 201) {
    const { title, detail, errors } = answer as Problem;
    throw new Error(
      [title, detail, ...(errors ?? []).map((error) => `${error.pointer}: ${error.detail}`)]
        .filter(Boolean)
        .join(' — '),
    );
  }
  const receipt = reportReceipt.parse(answer);
  if (options.json === true) return printJson(receipt);
  print(`Reference     ${receipt.reference}\nReceipt code  ${receipt.receiptCode}\n`);
  for (const [index, step] of receipt.steps.entries()) print(`${index + 1}. ${step}`);
}
