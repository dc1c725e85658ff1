import { type ReactNode, useId, useState } from 'react';
import { recall, remember } from '../frame/browser-memory.js';

/** The parts of an incident's page; each name is also where a link to it leads. */
export type SectionName =
  | 'tasks'
  | 'steps'
  | 'reports'
  | 'conversation'
  | 'notes'
  | 'who'
  | 'gate'
  | 'indicators'
  | 'links'
  | 'campaign'
  | 'pages'
  | 'facts';

interface Shown {
  readonly name: SectionName;
  readonly title: string;
  /** What is worth knowing of it while it is closed, and beside its title while it is open. */
  readonly summary?: ReactNode;
  /** The same, where what is unfolded says it anyway. */
  readonly folded?: ReactNode;
  readonly children: ReactNode;
}

/** One part of an incident that can be folded away. What somebody folded away stays so in this browser, at every incident. */
export function Section({ name, title, summary, folded, children }: Shown) {
  const id = useId();
  const [isOpen, setOpen] = useState(() => !foldedSections().includes(name));
  const fold = (open: boolean) => {
    setOpen(open);
    const others = foldedSections().filter((other) => other !== name);
    remember('folded-sections', (open ? others : [...others, name]).join(' '));
  };
  return (
    <section className="panel" id={name} aria-labelledby={id}>
      <details className="fold" open={isOpen} onToggle={({ currentTarget: { open } }) => open !== isOpen && fold(open)}>
        <summary>
          <h2 id={id}>{title}</h2>
          {summary !== undefined && <span className="fold-summary">{summary}</span>}
          {folded !== undefined && !isOpen && <span className="fold-summary">{folded}</span>}
        </summary>
        {children}
      </details>
    </section>
  );
}

const foldedSections = (): readonly string[] => (recall('folded-sections') ?? '').split(' ');

/** Unfolds a part of the page, so that whoever follows a link to it sees it. */
export function unfold(name: string): void {
  const details = document.getElementById(name)?.querySelector('details');
  if (details !== null && details !== undefined) details.open = true;
}
