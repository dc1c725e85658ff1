import { useMemo } from 'react';
import { nameOf } from '../words/naming.js';
import { useWords } from '../words/use-words.js';
import { BarsPlot } from './bars-plot.js';
import { fileNameOf, type Measured, sum } from './measured.js';
import { useMeasuresWords } from './measures-words.js';

/** What people put right of what the rules said, the most frequent first. */
export function CorrectionsPlot({ measures }: Measured) {
  const { words } = useWords();
  const w = useMeasuresWords();
  const { changes, incidents } = measures.corrections;
  const bars = useMemo(() => {
    const catalogues: Readonly<Record<string, Readonly<Record<string, string>>>> = {
      category: words.category,
      'account-kind': words.accountKind,
      severity: words.severity,
    };
    return changes.map(({ field, from, to, corrections }) => {
      const names = catalogues[field];
      const what = nameOf(w.field, field);
      return {
        name: names === undefined ? what : `${what}${words.colon}${nameOf(names, from)} → ${nameOf(names, to)}`,
        count: corrections,
      };
    });
  }, [changes, w, words]);
  if (bars.length === 0) {
    return (
      <section className="panel" aria-labelledby="corrections-title">
        <h2 id="corrections-title">{w.corrections}</h2>
        <p className="hint">{w.noCorrections}</p>
      </section>
    );
  }
  return (
    <BarsPlot
      title={w.corrections}
      summary={w.correctionsSummary(incidents, sum(bars.map(({ count }) => count)))}
      name={w.correction}
      count={w.count}
      bars={bars}
      fileName={fileNameOf('corrections', measures)}
    />
  );
}
