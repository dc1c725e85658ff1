import type { IncidentRow } from '#contracts';
import { useWords } from '../words/use-words.js';

const flagNames = ['lifeSafety', 'violence', 'foreignInterference'] as const;

/** What sets an incident apart whatever its severity. Nothing at all when there is nothing. */
export function Flags({ incident }: { readonly incident: Pick<IncidentRow, (typeof flagNames)[number]> }) {
  const { words } = useWords();
  return flagNames
    .filter((name) => incident[name])
    .map((name) => (
      <span key={name} className={`flag flag-${name}`}>
        <svg viewBox="0 0 12 12" aria-hidden="true">
          <path d="M2 1v10M2 1.5h8L8 4l2 2.5H2" />
        </svg>
        {words.flag[name]}
      </span>
    ));
}
