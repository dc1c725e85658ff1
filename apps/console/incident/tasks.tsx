import { useId } from 'react';
import type { IncidentView } from '#contracts';
import { useIncidentAction } from '../api/incident-action.js';
import { Moment } from '../marks/moment.js';
import { ProblemNote } from '../marks/problem-note.js';
import { useMay } from '../session/use-session.js';
import { useWords } from '../words/use-words.js';
import { Section } from './section.js';
import { teamworkWords } from './teamwork-words.js';

type Task = IncidentView['responderTasks'][number];

/** The playbook as a list to tick off: everybody at the incident sees what is done, by whom and when. */
export function Tasks({ incident }: { readonly incident: IncidentView }) {
  const { words } = useWords();
  const tasks = incident.responderTasks;
  const done = tasks.filter(({ doneAt }) => doneAt !== null).length;
  return (
    <Section
      name="tasks"
      title={words.incident.tasks}
      summary={tasks.length > 0 && <Progress done={done} of={tasks.length} />}
    >
      {tasks.length === 0 && <p className="hint">{words.incident.noTasks}</p>}
      <ul className="tasks">
        {tasks.map((task) => (
          <TaskItem key={task.key} incidentId={incident.id} task={task} />
        ))}
      </ul>
    </Section>
  );
}

function Progress({ done, of }: { readonly done: number; readonly of: number }) {
  const { words } = useWords();
  return (
    <span className="task-progress">
      <progress max={of} value={done} aria-hidden="true" />
      {teamworkWords[words.language].done(done, of)}
    </span>
  );
}

function TaskItem({ incidentId, task }: { readonly incidentId: string; readonly task: Task }) {
  const { words } = useWords();
  const w = teamworkWords[words.language];
  const field = useId();
  const mayWork = useMay('incident.work');
  const tick = useIncidentAction(incidentId, 'tasks/{key}', { key: task.key });
  // What was asked for shows at once; a refusal takes it back and says why.
  const isDone = tick.isPending ? tick.variables.done : task.doneAt !== null;
  return (
    <li className={isDone ? 'task task-done' : 'task'}>
      <label htmlFor={field} className="check">
        <input
          id={field}
          type="checkbox"
          checked={isDone}
          disabled={!mayWork || (!task.isPlanned && !isDone)}
          aria-describedby={`${field}-done`}
          onChange={(event) => tick.mutate({ done: event.target.checked })}
        />
        <span>{task.text}</span>
      </label>
      <p className="hint" id={`${field}-done`}>
        {task.doneBy !== null && task.doneAt !== null && (
          <>
            {w.doneBy(task.doneBy.name)}, <Moment at={task.doneAt} />
          </>
        )}{' '}
        {!task.isPlanned && w.earlier}
      </p>
      <ProblemNote error={tick.error} />
    </li>
  );
}
