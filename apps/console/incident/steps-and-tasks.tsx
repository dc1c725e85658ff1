import type { IncidentView } from '#contracts';
import { useWords } from '../words/use-words.js';
import { Section } from './section.js';
import { Tasks } from './tasks.js';

export function StepsAndTasks({ incident }: { readonly incident: IncidentView }) {
  return (
    <div className="pair">
      <Tasks incident={incident} />
      <ReporterSteps steps={incident.reporterSteps} />
    </div>
  );
}

function ReporterSteps({ steps }: { readonly steps: readonly string[] }) {
  const { words } = useWords();
  return (
    <Section name="steps" title={words.incident.steps}>
      {steps.length === 0 ? (
        <p className="hint">{words.incident.noSteps}</p>
      ) : (
        <ol className="steps">
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
    </Section>
  );
}
