import type { IncidentView } from '#contracts';
import { Moment } from '../marks/moment.js';
import { useWords } from '../words/use-words.js';
import { Section } from './section.js';
import { Tasks } from './tasks.js';
import { teamworkWords } from './teamwork-words.js';

type Step = IncidentView['reporterSteps'][number];

export function StepsAndTasks({ incident }: { readonly incident: IncidentView }) {
  return (
    <div className="pair">
      <Tasks incident={incident} />
      <ReporterSteps steps={incident.reporterSteps} />
    </div>
  );
}

/** What the reporter was told to do, and what of it they say they have done. */
function ReporterSteps({ steps }: { readonly steps: readonly Step[] }) {
  const { words } = useWords();
  const w = teamworkWords[words.language];
  const done = steps.filter(({ ticks }) => ticks.length > 0).length;
  return (
    <Section name="steps" title={words.incident.steps} summary={done > 0 && w.ticked(done, steps.length)}>
      {steps.length === 0 ? (
        <p className="hint">{words.incident.noSteps}</p>
      ) : (
        <ol className="steps">
          {steps.map((step) => (
            <li key={step.text}>
              {step.text} {!step.isPlanned && <span className="hint">{w.earlier}</span>}
              <Ticks ticks={step.ticks} />
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}

/** Reports whose ticks are named; of more, how many. */
const mostNamed = 3;

function Ticks({ ticks }: Pick<Step, 'ticks'>) {
  const { words } = useWords();
  const w = teamworkWords[words.language];
  if (ticks.length === 0) return null;
  return (
    <>
      {ticks.slice(0, mostNamed).map(({ reference, at }) => (
        <p key={reference} className="hint">
          <span aria-hidden="true">✓ </span>
          {w.tickedBy(reference)}, <Moment at={at} />
        </p>
      ))}
      {ticks.length > mostNamed && <p className="hint">{w.tickedByMore(ticks.length - mostNamed)}</p>}
    </>
  );
}
