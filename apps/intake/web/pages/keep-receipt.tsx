import type { ReactNode } from 'react';
import { type PageFrame, paths } from './page-frame.js';
import { receiptWords } from './receipt-words.js';
import { words } from './words.js';

interface Props {
  readonly frame: PageFrame;
  readonly reference: string;
  readonly receiptCode: string;
  readonly proof: string;
}

/** Ways to keep a receipt: files that any device takes, and, with the script, the clipboard and the printer. */
export function KeepReceipt({
  frame: { language, publicUrl, closedSince },
  reference,
  receiptCode,
  proof,
}: Props): ReactNode {
  const say = receiptWords[language];
  const { receipt } = words[language];
  const text = [
    `${receipt.reference}: ${reference}`,
    `${receipt.code}: ${receiptCode}`,
    `${publicUrl}${paths.followUp(language)}`,
  ].join('\n');
  return (
    <section className="not-printed" aria-labelledby="keep-title">
      <h2 id="keep-title">{say.keepTitle}</h2>
      {closedSince === null ? (
        <form method="post" action={paths.receiptFile(language, 'calendar')} className="keep">
          <input type="hidden" name="proof" value={proof} />
          <p className="keep-ways">
            <button className="small-action" type="submit">
              {say.calendar}
            </button>
            <button className="small-action" type="submit" formAction={paths.receiptFile(language, 'contact')}>
              {say.contact}
            </button>
          </p>
          <label className="option" htmlFor="withCode">
            <input id="withCode" type="checkbox" name="withCode" value="yes" aria-describedby="withCode-hint" />
            <span>{say.withCode}</span>
          </label>
          <p className="hint" id="withCode-hint">
            {say.withCodeHint}
          </p>
        </form>
      ) : null}
      <div
        data-copy={text}
        data-words={JSON.stringify({ copy: say.copy, copied: say.copied, notCopied: say.notCopied, print: say.print })}
      />
    </section>
  );
}
