import type { ReactNode } from 'react';
import { reporterTurns } from '#domain';
import { TextArea } from './fields.js';
import { type PageFrame, paths } from './page-frame.js';
import { turnWords } from './turn-words.js';

interface Props {
  readonly frame: PageFrame;
  readonly proof: string;
  readonly nonce: string;
}

/** "It is getting worse" and "It is over", each with words if there are any. */
export function TurnForms({ frame: { language }, proof, nonce }: Props): ReactNode {
  const say = turnWords[language];
  return (
    <section aria-labelledby="turn-title">
      <h2 id="turn-title">{say.title}</h2>
      {reporterTurns.map((turn) => (
        <details key={turn} className="turn">
          <summary>{say.turns[turn].button}</summary>
          <form method="post" action={paths.turn(language, turn)} noValidate acceptCharset="utf-8">
            <input type="hidden" name="proof" value={proof} />
            <input type="hidden" name="nonce" value={`${nonce.slice(0, -1)}${turn === 'worse' ? 'w' : 'o'}`} />
            <p className="hint">{say.turns[turn].hint}</p>
            <TextArea id={`message-${turn}`} label={say.words} value="" rows={3} />
            <button className="second-action" type="submit">
              {say.turns[turn].send}
            </button>
          </form>
        </details>
      ))}
    </section>
  );
}
