import type { PolicyView } from '#contracts';
import { ProblemNote } from '../marks/problem-note.js';
import { useMoveRunning } from './policy-queries.js';
import { usePolicyWords } from './policy-words.js';

/** How many escalations run by a policy, and the button that puts those of an earlier edit under this one. */
export function Running({ view, mayMove }: { readonly view: PolicyView; readonly mayMove: boolean }) {
  const w = usePolicyWords();
  const move = useMoveRunning(view.policy.key);
  const { all, older } = view.running;
  return (
    <div className={older > 0 ? 'running running-older' : 'running'}>
      <p>
        {w.running(all)} {older > 0 && <strong>{w.older(older)}</strong>}
      </p>
      {older > 0 && mayMove && (
        <p>
          <button type="button" disabled={move.isPending} onClick={() => move.mutate()}>
            {w.move(older)}
          </button>{' '}
          <span className="hint">{w.moveHint}</span>
        </p>
      )}
      <output>{move.data === undefined ? '' : w.moved(move.data.moved)}</output>
      <ProblemNote error={move.error} />
    </div>
  );
}
