import type { IncidentView } from '#contracts';
import { useMay } from '../session/use-session.js';
import { useWords } from '../words/use-words.js';
import { AssignForm } from './assign-form.js';
import { KindForm } from './kind-form.js';
import { MoveForm } from './move-form.js';
import { NoteForm } from './note-form.js';
import { SeverityForm } from './severity-form.js';

/** What the one who looks at this may do now. */
export function Actions({ incident }: { readonly incident: IncidentView }) {
  const { words } = useWords();
  const [mayWork, mayMove, mayRate] = [useMay('incident.work'), useMay('incident.move'), useMay('incident.severity')];
  return (
    <section id="actions" className="actions" aria-label={words.incident.actions}>
      {!mayWork && !mayMove && !mayRate && <p className="hint">{words.incident.readOnly}</p>}
      {mayMove && <MoveForm incident={incident} />}
      {mayWork && <AssignForm incident={incident} />}
      {mayWork && <NoteForm incident={incident} />}
      {mayRate && <SeverityForm incident={incident} />}
      {mayRate && <KindForm incident={incident} />}
    </section>
  );
}
