import { useMemo } from 'react';
import { highlightEvidence } from './highlight-evidence.js';
import { usePageWords } from './page-words.js';

/** The rule, by its place from 0, whose words are looked at; null for none. */
export interface Choice {
  readonly chosen: number | null;
  readonly choose: (place: number) => void;
}

export const ruleId = (place: number): string => `rule-${place + 1}`;

/** A report's words, those that fired a rule marked with its number. Following a mark leads to its rule. */
export function Marked({
  text,
  evidence,
  choice: { chosen, choose },
}: {
  readonly text: string;
  readonly evidence: readonly string[];
  readonly choice: Choice;
}) {
  const w = usePageWords();
  const stretches = useMemo(() => highlightEvidence(text, evidence), [text, evidence]);
  return stretches.map(({ at, text: part, reasons }) => {
    if (reasons.length === 0) return <span key={at}>{part}</span>;
    const isChosen = chosen !== null && reasons.includes(chosen);
    return (
      <mark key={at} className={isChosen ? 'chosen' : undefined} data-rules={reasons.join(' ')} tabIndex={-1}>
        {part}
        {reasons.map((reason) => (
          <sup key={reason}>
            <a
              href={`#${ruleId(reason)}`}
              aria-label={w.toRule(String(reason + 1))}
              onClick={(event) => {
                event.preventDefault();
                choose(reason);
                goTo(document.getElementById(ruleId(reason)));
              }}
            >
              {reason + 1}
            </a>
          </sup>
        ))}
      </mark>
    );
  });
}

/** The first place in the reports where the words of a rule stand; null when they are not shown. */
export function wordsOf(place: number): HTMLElement | null {
  return document.querySelector<HTMLElement>(`mark[data-rules~="${place}"]`);
}

/** Shows something and puts the keyboard there. Scrolls at once: whoever follows a link has asked for it. */
export function goTo(element: HTMLElement | null): void {
  element?.closest('details')?.setAttribute('open', '');
  element?.focus({ preventScroll: true });
  element?.scrollIntoView({ block: 'center' });
}
