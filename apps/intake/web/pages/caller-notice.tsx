import type { ReactNode } from 'react';
import type { PageFrame } from './page-frame.js';
import { receiptWords } from './receipt-words.js';

interface Props {
  readonly frame: PageFrame;
  /** In the page's language. */
  readonly phrase: string;
}

/** How a reporter knows that a caller is from the hotline, and what to do about one who is not. */
export function CallerNotice({ frame: { language, hotline }, phrase }: Props): ReactNode {
  const say = receiptWords[language];
  return (
    <section className="notice caller" aria-labelledby="caller-title">
      <h2 id="caller-title">{say.callerTitle}</h2>
      <p>{say.callerLead}</p>
      <p className="caller-phrase">
        <strong>{phrase}</strong>
      </p>
      <p>{say.callerNever}</p>
      <p>{say.callerWrong(hotline.phoneShown)}</p>
    </section>
  );
}
