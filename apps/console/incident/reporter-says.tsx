import type { IncidentView } from '#contracts';
import { Age } from '../marks/moment.js';
import { useWords } from '../words/use-words.js';

const says = {
  en: { worse: 'The reporter says: it is getting worse', over: 'The reporter says: it is over' },
  fr: {
    worse: 'Selon la personne qui signale\u00A0: ça s’aggrave',
    over: 'Selon la personne qui signale\u00A0: c’est fini',
  },
} as const;

/** What the reporter last said of the whole: a claim, until somebody has looked. */
export function ReporterSays({ says: said }: { readonly says: IncidentView['reporterSays'] }) {
  const { words } = useWords();
  if (said === null) return null;
  return (
    <p className={said.turn === 'worse' ? 'refusal' : 'hint'}>
      <strong>{says[words.language][said.turn]}</strong> <Age since={said.at} />
    </p>
  );
}
