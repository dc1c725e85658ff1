import type { HealthView } from '#contracts';
import { Moment } from '../marks/moment.js';
import { useWords } from '../words/use-words.js';
import { useHealthWords } from './health-words.js';
import { RunbookLink } from './runbook-link.js';

/** What managers were told, the latest first, each with what to do. */
export function Notices({ notices }: Pick<HealthView, 'notices'>) {
  const { language } = useWords().words;
  const w = useHealthWords();
  return (
    <section className="panel" aria-labelledby="notices-title">
      <h2 id="notices-title">{w.notices}</h2>
      {notices.length === 0 && <p className="hint">{w.noNotices}</p>}
      <ul className="address-list">
        {notices.map(({ id, text, raisedAt, runbook }) => (
          <li key={id}>
            <Moment at={raisedAt} /> {text[language]} <RunbookLink to={runbook} about={text[language]} />
          </li>
        ))}
      </ul>
    </section>
  );
}
