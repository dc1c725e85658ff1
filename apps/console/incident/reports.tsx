import { type ReactNode, useMemo, useState } from 'react';
import type { IncidentView } from '#contracts';
import { Moment } from '../marks/moment.js';
import { nameOf } from '../words/naming.js';
import { useWords } from '../words/use-words.js';
import { Attachments } from './attachments.js';
import { type Choice, Marked } from './marked.js';
import { Reading } from './reading.js';
import { Section } from './section.js';

/**
 * The reports' own words beside what the rules made of them; a number ties a marked word to its rule, and each leads to the other.
 * `correct` is what the reader may put right from here.
 */
export function Reports({ incident, correct }: { readonly incident: IncidentView; readonly correct?: ReactNode }) {
  const { words } = useWords();
  const [chosen, choose] = useState<number | null>(null);
  return (
    <Section name="reports" title={words.incident.reports} summary={words.queue.reports(incident.reports.length)}>
      <div className="beside">
        <div>
          <h3>{words.incident.theirWords}</h3>
          {incident.reports.map((report) => (
            <Report key={report.id} report={report} because={incident.because} choice={{ chosen, choose }} />
          ))}
        </div>
        <Reading incident={incident} choice={{ chosen, choose }} correct={correct} />
      </div>
    </Section>
  );
}

function Report({
  report,
  because,
  choice,
}: {
  readonly report: IncidentView['reports'][number];
  readonly because: IncidentView['because'];
  readonly choice: Choice;
}) {
  const { words } = useWords();
  const numbers = new Intl.NumberFormat(words.locale);
  const evidence = useMemo(() => because.map((reason) => reason.evidence), [because]);
  return (
    <article className="report" aria-label={report.reference}>
      <p className="report-head">
        <span className="reference">{report.reference}</span>
        <span>{nameOf(words.channel, report.channel)}</span>
        <Moment at={report.receivedAt} />
        <span className="sender">{report.sender ?? words.incident.anonymous}</span>
      </p>
      {report.subject !== null && (
        <p className="report-subject" dir="auto">
          <Marked text={report.subject} evidence={evidence} choice={choice} />
        </p>
      )}
      <p className="hint">
        {words.standing[report.standing]}
        {report.senderCheck !== null && ` · ${words.senderCheck[report.senderCheck]}`}
      </p>
      {!report.readable && (
        <p className="notice">
          {words.incident.unreadable}{' '}
          <a href={`/api/v1/reports/${report.id}/raw`} download>
            {words.incident.rawMessage}
          </a>
        </p>
      )}
      <p className="report-text" dir="auto">
        <Marked
          text={report.ownText ?? (report.forwardedText === null ? report.text : '')}
          evidence={evidence}
          choice={choice}
        />
      </p>
      {report.forwardedText !== null && (
        <details className="forwarded" open={report.ownText === null}>
          <summary>{words.incident.forwarded}</summary>
          <p className="report-text" dir="auto">
            <Marked text={report.forwardedText} evidence={evidence} choice={choice} />
          </p>
        </details>
      )}
      {report.ownText !== null && report.ownText.length < report.text.length && (
        <details className="forwarded">
          <summary>{words.incident.wholeText}</summary>
          <p className="report-text" dir="auto">
            {report.text}
          </p>
        </details>
      )}
      {report.truncated && <p className="hint">{words.incident.truncated}</p>}
      <Attachments attachments={report.attachments} />
      <p className="report-foot">
        {words.incident.sizeOf(numbers.format(report.size))} · {words.incident.fingerprint}{' '}
        <code title={report.sha256}>{report.sha256.slice(0, 16)}…</code>
      </p>
    </article>
  );
}
