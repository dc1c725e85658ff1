import { ProblemError } from '#service';
import type { Tx } from '#store';
import { type Leaver, readLeaving } from './leave-watch.js';

/** Refuses to take somebody off the watch whose place nobody takes, until it is said that this is known. */
export async function refuseGaps(tx: Tx, leaver: Leaver, despite: boolean): Promise<void> {
  if (despite) return;
  const { gaps } = await readLeaving(tx, leaver);
  if (gaps.length === 0) return;
  throw new ProblemError(409, 'leaves-gaps', {
    en: 'Without them nobody would be on duty at times. Look at what would be lost, then confirm it.',
    fr: 'Sans cette personne, personne ne serait de garde par moments. Voyez ce qui serait perdu, puis confirmez.',
  });
}
