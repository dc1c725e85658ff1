import { useState } from 'react';
import type { PolicyList, PolicyView } from '#contracts';
import { ProblemNote } from '../marks/problem-note.js';
import { useMay } from '../session/use-session.js';
import type { Faults } from '../marks/faults.js';
import { type Draft, draftOf, policyOf } from './policy-draft.js';
import { PolicyEditor } from './policy-editor.js';
import { useSavePolicy } from './policy-queries.js';
import { usePolicyWords } from './policy-words.js';
import { Running } from './running.js';
import { Simulation } from './simulation.js';

interface Props {
  readonly view: PolicyView;
  readonly title: string;
  readonly targets: PolicyList['targets'];
  readonly zone: string;
}

/** One policy: its editor, what runs by it, and beside it what it would do. What is being written outlives a refresh. */
export function PolicyPanel({ view, title, targets, zone }: Props) {
  const w = usePolicyWords();
  const mayEdit = useMay('policy.edit');
  const [opened, setOpened] = useState({ version: view.version, draft: draftOf(view.policy) });
  const [draft, setDraft] = useState<Draft>(opened.draft);
  // Null: what the server says of the policy as it stands.
  const [refused, setFaults] = useState<Faults | null>(null);
  const faults = refused ?? view.faults;
  const save = useSavePolicy(view.policy.key);
  const isChanged = draft !== opened.draft;
  const open = (fresh: PolicyView) => {
    const next = { version: fresh.version, draft: draftOf(fresh.policy) };
    setOpened(next);
    setDraft(next.draft);
    setFaults(null);
  };
  // Somebody else's edit replaces what nobody has begun to change here.
  if (!isChanged && view.version > opened.version) open(view);

  return (
    <div className="policy-columns">
      <form
        className="panel policy-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(
            { version: opened.version, policy: policyOf(draft) },
            {
              onSuccess: open,
              onError: ({ errors }) =>
                setFaults(
                  errors.map(({ pointer, detail }) => ({ pointer: pointer.replace(/^\/policy/u, ''), detail })),
                ),
            },
          );
        }}
      >
        <h2>
          {title}{' '}
          <span className="hint">
            {w.version(view.version)} · {w.changed(view.changed.by)}
          </span>
        </h2>
        <Running key={view.version} view={view} mayMove={mayEdit} />
        <PolicyEditor
          draft={draft}
          usualName={title}
          targets={targets}
          faults={faults}
          disabled={!mayEdit}
          onChange={(next, movesSteps) => {
            setDraft(next);
            if (movesSteps) setFaults([]);
            if (!save.isPending) save.reset();
          }}
        />
        {mayEdit ? (
          <>
            <Refusal faults={faults} isRefused={save.error !== null && save.error.errors.length > 0} />
            <ProblemNote error={save.error !== null && save.error.errors.length === 0 ? save.error : null} />
            <p className="form-end">
              <button type="submit" className="primary" disabled={!isChanged || save.isPending}>
                {save.isPending ? w.saving : w.save}
              </button>
              {isChanged && (
                <button
                  type="button"
                  onClick={() => {
                    save.reset();
                    open(view);
                  }}
                >
                  {w.discard}
                </button>
              )}
              <output>{save.isSuccess && !isChanged ? w.saved : ''}</output>
            </p>
          </>
        ) : (
          <p className="hint">{w.readOnly}</p>
        )}
      </form>
      <Simulation
        draft={{ key: view.policy.key, ...policyOf(draft) }}
        inForce={isChanged ? view : null}
        severity={view.fallbackFor ?? 'critical'}
        zone={zone}
      />
    </div>
  );
}

/** Said at once to who cannot see the marks; each fault stands at its place as well. */
function Refusal({ faults, isRefused }: { readonly faults: Faults; readonly isRefused: boolean }) {
  const w = usePolicyWords();
  return (
    <div role="alert">
      {isRefused && (
        <div className="refusal">
          <p>{w.refused}</p>
          <ul className="refusal-list">
            {faults.map(({ pointer, detail }) => {
              const step = /^\/steps\/(\d+)/u.exec(pointer)?.[1];
              return (
                <li key={`${pointer} ${detail}`}>
                  {step !== undefined && `${w.step(Number(step) + 1)} · `}
                  {detail}
                </li>
              );
            })}
          </ul>
        </div>
      )}
    </div>
  );
}
