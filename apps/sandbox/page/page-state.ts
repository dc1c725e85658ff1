import type { MailRecord } from '../carrier-records.js';
import type { Phone } from '../phone-board.js';
import type { SandboxPerson } from '../sandbox-options.js';

/** What a person typed into a form that could not be served, to be shown again. */
export type Draft = ReadonlyMap<string, string>;

/** Everything the page shows. */
export interface PageState {
  readonly hotlineNumber: string;
  readonly hotlineEmail: string;
  readonly hotlineUrl: string;
  readonly people: readonly SandboxPerson[];
  readonly phones: readonly Phone[];
  /** Phones beyond those shown. */
  readonly hiddenPhones: number;
  /** Numbers that got something a moment ago. */
  readonly ringing: ReadonlySet<string>;
  /** Newest last. */
  readonly mails: readonly MailRecord[];
  readonly faults: number;
  readonly notice: string | null;
  readonly draft: Draft;
}

/** The id of a phone's card, and so the end of the address that leads to it. */
export function cardId(number: string): string {
  return `phone-${number.replace('+', '')}`;
}
