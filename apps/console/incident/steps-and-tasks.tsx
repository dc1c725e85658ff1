import type { IncidentView } from '#contracts';
import { useWords } from '../words/use-words.js';

export function StepsAndTasks({ incident }: { readonly incident: IncidentView }) {
  const { words } = useWords();
  return (
    <div className="pair">
      <Steps
        id="tasks-title"
        title={words.incident.tasks}
        none={words.incident.noTasks}
        steps={incident.responderTasks}
      />
      <Steps
        id="steps-title"
        title={words.incident.steps}
        none={words.incident.noSteps}
        steps={incident.reporterSteps}
      />
    </div>
  );
}

interface Steps {
  readonly id: string;
  readonly title: string;
  readonly none: string;
  readonly steps: readonly string[];
}

function Steps({ id, title, none, steps }: Steps) {
  return (
    <section className="panel" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {steps.length === 0 ? (
        <p className="hint">{none}</p>
      ) : (
        <ol className="steps">
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
    </section>
  );
}
