import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { keys } from '../api/queries.js';
import { useSession } from '../session/use-session.js';
import { keepDraft, readDraft } from './drafts.js';

/** When something was last typed at an incident, for those who look at it too. Milliseconds. */
const typed = new Map<string, number>();

/** Whether somebody typed here within the last half minute. */
export const isWritingAt = (incidentId: string): boolean => Date.now() - (typed.get(incidentId) ?? 0) < 30_000;

/** A text that is typed at an incident and survives the page: as `useState`, with what was kept as its beginning. */
export function useDraft(incidentId: string, field: string): readonly [text: string, type: (text: string) => void] {
  const userId = useSession().id;
  const client = useQueryClient();
  const [text, setText] = useState(() => readDraft(localStorage, { userId, incidentId, field }, Date.now()));
  const type = useCallback(
    (next: string) => {
      const wasWriting = isWritingAt(incidentId);
      if (next === '') typed.delete(incidentId);
      else typed.set(incidentId, Date.now());
      if (wasWriting !== isWritingAt(incidentId))
        void client.invalidateQueries({ queryKey: keys.presence(incidentId) });
      keepDraft(localStorage, { userId, incidentId, field }, next, Date.now());
      setText(next);
    },
    [client, userId, incidentId, field],
  );
  return [text, type];
}
