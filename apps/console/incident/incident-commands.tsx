import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { IncidentView } from '#contracts';
import { useIncidentAction } from '../api/incident-action.js';
import { type Command, keyed } from '../frame/commands.js';
import { useCommandWords } from '../frame/command-words.js';
import { useCommands } from '../frame/use-commands.js';
import { ProblemNote } from '../marks/problem-note.js';
import { useSession } from '../session/use-session.js';
import { useWords } from '../words/use-words.js';
import { reasonAskedFor } from './move-reason.js';
import { unfold } from './section.js';

/** What the one who looks at this incident may do to it, by key and from the palette; what was refused stands where it is shown. */
export function IncidentCommands({ incident }: { readonly incident: IncidentView }) {
  const { words } = useWords();
  const { named } = useCommandWords();
  const navigate = useNavigate();
  const { id: me, permissions } = useSession();
  const { id } = incident;
  const acknowledge = useIncidentAction(id, 'acknowledge');
  const assign = useIncidentAction(id, 'assign');
  const move = useIncidentAction(id, 'move');
  const commands = useMemo((): readonly Command[] => {
    const may = (permission: string) => permissions.includes(permission);
    const goTo = (place: string, selector: string) => () =>
      void navigate({ to: '/incidents/$id', params: { id } }).then(() => focusOn(place, selector));
    const isWaiting = incident.acknowledgedBy === null && incident.severity !== 'not-an-incident';
    const holder = incident.assignee?.id ?? null;
    return [
      ...(may('incident.work') && isWaiting
        ? [keyed('take', 'incident', named.take, () => acknowledge.mutate(undefined))]
        : []),
      ...(may('incident.work') && holder !== me
        ? [keyed('assignMe', 'incident', named.assignMe, () => assign.mutate({ userId: me, from: holder }))]
        : []),
      ...(may('incident.work') ? [keyed('note', 'incident', named.note, goTo('note-form', 'textarea'))] : []),
      ...(may('incident.message')
        ? [keyed('message', 'incident', named.message, goTo('conversation', 'textarea'))]
        : []),
      ...(may('incident.severity')
        ? [keyed('severity', 'incident', named.severity, goTo('severity-form', 'input, summary'))]
        : []),
      // What asks for a reason is done where the reason is written.
      ...incident.moves
        .filter((to) => may('incident.move') && reasonAskedFor(incident.state, to) === null)
        .map((to): Command => ({
          id: `move ${to}`,
          group: 'incident',
          label: words.moveTo[to],
          run: () => move.mutate({ to, from: incident.state }),
        })),
      keyed('queue', 'incident', named.queue, () => void navigate({ to: '/' })),
    ];
    // The mutations are the same for as long as the incident is.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [incident, words, named, navigate, me, permissions, id, acknowledge.mutate, assign.mutate, move.mutate]);
  useCommands(commands);
  return <ProblemNote error={acknowledge.error ?? assign.error ?? move.error} />;
}

/** Unfolds a part of the page and gives its field the focus. */
function focusOn(place: string, selector: string): void {
  const part = document.getElementById(place);
  if (part instanceof HTMLDetailsElement) part.open = true;
  unfold(place);
  const field = part?.querySelector<HTMLElement>(selector);
  field?.focus();
  field?.scrollIntoView({ block: 'center' });
}
