import { useHealthWords } from './health-words.js';

/** Where it stands what to do. It opens beside the page: at night both are wanted. */
export function RunbookLink({ to, about }: { readonly to: string; readonly about: string }) {
  const w = useHealthWords();
  return (
    <a href={to} target="_blank" rel="noreferrer" aria-label={w.runbookOf(about)}>
      {w.runbook}
    </a>
  );
}
