import type { PhaseView } from '#contracts';
import type { Phase } from '#domain';

export const toPhaseView = ({ state, from, to }: Phase): PhaseView => ({
  state,
  from: from.toISOString(),
  to: to?.toISOString() ?? null,
});
