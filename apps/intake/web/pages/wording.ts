import type { z } from 'zod';
import type { statedAccount } from '#contracts';
import type { LeftOutReason } from '#service';
import type { ScriptWords } from '../script-words.js';

export type StatedAccount = z.output<typeof statedAccount>;

/** Everything the public pages say, once in each language. */
export interface Words {
  /** Below the icon of the installed page. */
  readonly shortName: string;
  readonly otherLanguage: string;
  readonly languages: string;
  readonly skip: string;
  readonly demonstration: string;
  readonly errorPrefix: string;
  readonly reportLink: string;
  readonly followUpLink: string;
  readonly callUs: (phone: string) => string;
  readonly writeUs: (email: string) => string;
  readonly closed: {
    readonly title: string;
    readonly onForm: (lastDay: string) => string;
    readonly onReceipt: (lastDay: string) => string;
    readonly onFollowUp: (lastDay: string) => string;
    readonly onPage: (lastDay: string) => string;
    readonly instead: string;
  };
  readonly form: {
    readonly title: string;
    readonly safety: { readonly title: string; readonly lines: readonly string[] };
    readonly optional: string;
    readonly description: string;
    readonly descriptionHint: string;
    readonly account: string;
    readonly accounts: Readonly<Record<StatedAccount, string>>;
    readonly accountName: string;
    readonly accountNameHint: string;
    readonly since: string;
    readonly sinceHint: string;
    readonly stillHappening: string;
    readonly yes: string;
    readonly no: string;
    readonly unsure: string;
    readonly contact: string;
    readonly contactHint: string;
    readonly phone: string;
    readonly phoneHint: string;
    readonly email: string;
    readonly emailHint: string;
    readonly more: string;
    readonly name: string;
    readonly organization: string;
    readonly send: string;
    readonly after: string;
    readonly offline: string;
    readonly ratherTalk: (phone: string) => string;
  };
  readonly files: {
    readonly label: string;
    readonly hint: (megabytes: number, files: number) => string;
    readonly kept: string;
    readonly arrived: (count: number) => string;
    readonly leftOutTitle: string;
    readonly leftOut: Readonly<Record<LeftOutReason, string>>;
    readonly andMore: (count: number) => string;
    readonly addAgain: string;
    readonly addLater: string;
    readonly listed: (names: string) => string;
  };
  /** What the script says, where there is one. */
  readonly script: ScriptWords;
  readonly faults: {
    readonly title: string;
    readonly description: string;
    readonly phone: string;
    readonly email: string;
    readonly tooLong: (field: string, most: number, length: number) => string;
    readonly notStored: string;
    readonly urgent: string;
    readonly notStoredTitle: string;
  };
  readonly receipt: {
    readonly title: string;
    readonly lead: string;
    readonly reference: string;
    readonly readLater: string;
    readonly sayIt: (spelling: string) => string;
    readonly code: string;
    readonly codeHint: string;
    readonly keep: string;
    readonly steps: string;
    readonly next: string;
    readonly nextLines: readonly string[];
    readonly nextWithContact: string;
    readonly nextWithoutContact: string;
    readonly doubtfulContact: string;
    readonly print: string;
    readonly openFollowUp: string;
    readonly address: string;
  };
  readonly followUp: {
    readonly title: string;
    readonly lead: string;
    readonly reference: string;
    readonly referenceHint: string;
    readonly code: string;
    readonly codeHint: string;
    readonly open: string;
    readonly faultsTitle: string;
    readonly referenceFault: string;
    readonly codeFault: string;
    readonly refused: string;
    readonly expired: string;
    readonly lost: string;
    readonly lostClosed: string;
    readonly heading: (reference: string) => string;
    readonly status: string;
    readonly receivedAt: string;
    readonly conversation: string;
    readonly you: string;
    readonly hotline: string;
    readonly silence: string;
    readonly unread: string;
    readonly steps: string;
    readonly channel: string;
    readonly more: string;
    readonly moreHint: string;
    readonly moreEmpty: string;
    readonly send: string;
    readonly added: string;
    readonly refresh: string;
    readonly leave: string;
  };
  readonly errors: { readonly whatToDo: string; readonly back: string };
  /** When the rules could not judge what was written: what helps whatever has happened. */
  readonly stepsForAnything: readonly string[];
  readonly tooManyAttempts: string;
}
