import { useMemo } from 'react';
import type { IncidentView } from '#contracts';
import { Moment } from '../marks/moment.js';
import { nameOf } from '../words/naming.js';
import { useWords } from '../words/use-words.js';
import { Attachments } from './attachments.js';
import { RubricRule } from './facts.js';
import { highlightEvidence } from './highlight-evidence.js';

/** The reports' own words beside what the rules made of them; a number ties a marked word to its rule. */
export function Reports({ incident }: { readonly incident: IncidentView }) {
  const { words } = useWords();
  return (
    <section className="panel" aria-labelledby="reports-title">
      <h2 id="reports-title">{words.incident.reports}</h2>
      <div className="beside">
        <div>
          <h3>{words.incident.theirWords}</h3>
          {incident.reports.map((report) => (
            <Report key={report.id} report={report} because={incident.because} />
          ))}
        </div>
        <Reading incident={incident} />
      </div>
    </section>
  );
}

function Report({
  report,
  because,
}: {
  readonly report: IncidentView['reports'][number];
  readonly because: IncidentView['because'];
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
          <Marked text={report.subject} evidence={evidence} />
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
        <Marked text={report.ownText ?? (report.forwardedText === null ? report.text : '')} evidence={evidence} />
      </p>
      {report.forwardedText !== null && (
        <details className="forwarded" open={report.ownText === null}>
          <summary>{words.incident.forwarded}</summary>
          <p className="report-text" dir="auto">
            <Marked text={report.forwardedText} evidence={evidence} />
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

function Marked({ text, evidence }: { readonly text: string; readonly evidence: readonly string[] }) {
  const stretches = useMemo(() => highlightEvidence(text, evidence), [text, evidence]);
  return stretches.map(({ at, text: part, reasons }) => {
    if (reasons.length === 0) return <span key={at}>{part}</span>;
    return (
      <mark key={at}>
        {part}
        <sup>{reasons.map((reason) => reason + 1).join(',')}</sup>
      </mark>
    );
  });
}

function Reading({ incident }: { readonly incident: IncidentView }) {
  const { words } = useWords();
  return (
    <div className="reading">
      <h3>{words.incident.ourReading}</h3>
      <p>
        {words.severity[incident.severity]}
        {words.colon}
        <RubricRule rule={incident.severityRule} />
      </p>
      {incident.because.length === 0 ? (
        <p className="hint">{words.incident.noReading}</p>
      ) : (
        <ol className="because" aria-label={words.incident.because}>
          {incident.because.map(({ rule, severityRule, evidence }, place) => (
            // Two reports can fire the same rule with the same words: only the place tells them apart.
            <li key={`${place}-${rule}`}>
              <code>{rule}</code>
              {severityRule !== null && <span className="rubric">{severityRule}</span>}
              {evidence !== '' && <q dir="auto">{evidence}</q>}
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
