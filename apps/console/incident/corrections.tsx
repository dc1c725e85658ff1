import { useMay } from '../session/use-session.js';
import { useWords } from '../words/use-words.js';

/** From what the machine made of it straight to the forms that put it right. */
export function Corrections() {
  const { words } = useWords();
  if (!useMay('incident.severity')) return null;
  return (
    <p className="form-end">
      <button type="button" onClick={() => openForm('severity-form')}>
        {words.incident.changeSeverity}
      </button>
      <button type="button" onClick={() => openForm('kind-form')}>
        {words.incident.correctKind}
      </button>
    </p>
  );
}

function openForm(id: string): void {
  const form = document.getElementById(id);
  form?.setAttribute('open', '');
  form?.scrollIntoView({ block: 'center' });
  form?.querySelector<HTMLElement>('input, select')?.focus({ preventScroll: true });
}
