import { usePageWords } from './page-words.js';
import { type SectionName, unfold } from './section.js';

/** The parts of the page, on screens that have room beside it. */
export function Contents({ titles }: { readonly titles: Readonly<Partial<Record<SectionName, string>>> }) {
  const w = usePageWords();
  return (
    <nav className="contents" aria-label={w.contents}>
      <ol>
        {Object.entries(titles).map(([name, title]) => (
          <li key={name}>
            <a href={`#${name}`} onClick={() => unfold(name)}>
              {title}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** On a phone: what is reached for again and again, under the thumb. */
export function QuickBar() {
  const w = usePageWords();
  return (
    <nav className="quick-bar" aria-label={w.quick}>
      <a href="#tasks" onClick={() => unfold('tasks')}>
        {w.toTasks}
      </a>
      <a href="#conversation" onClick={() => unfold('conversation')}>
        {w.toMessage}
      </a>
      <a href="#actions">{w.toActions}</a>
    </nav>
  );
}
