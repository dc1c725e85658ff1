import { useSyncExternalStore } from 'react';

/** As wide as the style sheet asks for before days stand beside each other. */
const wide = '(width >= 60rem)';

/** Whether there is room for days beside each other; a telephone gets them one under the other. */
export function useWide(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = matchMedia(wide);
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => matchMedia(wide).matches,
  );
}
