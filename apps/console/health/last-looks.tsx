import type { HealthView } from '#contracts';
import { Moment } from '../marks/moment.js';
import { nameOf } from '../words/naming.js';
import { useWords } from '../words/use-words.js';
import { useHealthWords } from './health-words.js';

/** When the auditor last looked, and how long the last self-test of each channel took. */
export function LastLooks({ audit, selfTests }: Pick<HealthView, 'audit' | 'selfTests'>) {
  const { words } = useWords();
  const w = useHealthWords();
  return (
    <section className="panel" aria-labelledby="looks-title">
      <h2 id="looks-title">{w.looks}</h2>
      <dl className="duty-now">
        <div>
          <dt>{w.audit}</dt>
          <dd>
            {audit === null ? (
              w.never
            ) : (
              <>
                <Moment at={audit.at} />
                {words.colon}
                {audit.held ? w.auditHeld : w.auditBroken} <span className="hint">{w.took(audit.tookMs)}</span>
              </>
            )}
          </dd>
        </div>
        {selfTests.map(({ channel, sentAt, tookMs }) => (
          <div key={channel}>
            <dt>{w.selfTest(nameOf(words.channel, channel))}</dt>
            <dd>
              <Moment at={sentAt} />
              {words.colon}
              {tookMs === null ? w.notOut : w.cameOut((tookMs / 1_000).toLocaleString(words.language))}
            </dd>
          </div>
        ))}
      </dl>
      {selfTests.length === 0 && <p className="hint">{w.noSelfTests}</p>}
    </section>
  );
}
