import { useWords } from '../words/use-words.js';

/** Which colour a phase has, where its bar is too short for its name. */
export function PhaseLegend() {
  const { words } = useWords();
  return (
    <ul className="phase-legend" aria-hidden="true">
      {Object.entries(words.state).map(([state, name]) => (
        <li key={state} className={`phase-${state}`}>
          {name}
        </li>
      ))}
    </ul>
  );
}
