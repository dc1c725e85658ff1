import { Link } from '@tanstack/react-router';
import type { Board } from '#contracts';
import { useNow } from '../frame/now.js';
import { ageWords } from '../words/age.js';
import { fullMoment } from '../words/dates.js';
import { useWords } from '../words/use-words.js';
import { useBoardWords } from './board-words.js';

const doors = ['api', 'email', 'sms'] as const;

/** Whether the hotline is well: what it finds wrong with itself, and when each door was last tried from end to end. */
export function Doors({ health }: { readonly health: Board['health'] }) {
  const { words } = useWords();
  const w = useBoardWords();
  const now = useNow();
  const ago = (at: string) => (
    <time className="hint" dateTime={at} title={fullMoment(at, words)}>
      {w.ago(ageWords(now - Date.parse(at), words))}
    </time>
  );
  const { audit, wrong } = health;
  return (
    <section className="figure" aria-labelledby="doors-title">
      <h2 id="doors-title">{w.doors}</h2>
      <p className={wrong === 0 ? 'big-figure service-open' : 'big-figure waiting'}>
        <Link to="/health">{wrong === 0 ? w.holds : w.wrong(wrong)}</Link>
      </p>
      <dl>
        {doors.map((door) => {
          const test = health.selfTests.find(({ channel }) => channel === door);
          return (
            <div key={door}>
              <dt>{w.door[door]}</dt>
              <dd>
                {test === undefined ? (
                  <span className="hint">{w.notTried}</span>
                ) : (
                  <>
                    {test.tookMs === null ? w.underWay : w.worked} {ago(test.sentAt)}
                  </>
                )}
              </dd>
            </div>
          );
        })}
        <div>
          <dt>{w.audit}</dt>
          <dd>
            {audit === null ? (
              <span className="hint">{w.auditNever}</span>
            ) : (
              <>
                {!audit.held && <strong className="waiting">{w.auditBroken}</strong>} {ago(audit.at)}
              </>
            )}
          </dd>
        </div>
      </dl>
    </section>
  );
}
