import { type ReactNode, useId, useState } from 'react';
import type { Draw } from './drawing.js';
import { DrawnPlot } from './drawn-plot.js';
import { pictureAsPng, pictureAsSvg } from './picture.js';
import { PlotTable } from './plot-table.js';
import { useWords } from '../words/use-words.js';
import { usePlotWords } from './plot-words.js';
import { saveFile } from './save-file.js';
import type { TableData } from './table-data.js';
import { writeCsv } from './write-csv.js';

/**
 * A plot with everything that one must have: a title, what it says in a sentence, its table, and all of it to take along (CSV of
 * exactly the table; SVG and PNG of the picture).
 */
export function Plot({
  title,
  summary,
  draw,
  table,
  fileName,
  height = 300,
  marking = 'TLP:AMBER',
  hasZoom = false,
  tools,
  children,
}: {
  readonly title: string;
  /** The text alternative, which everybody sees: what the picture says, not how it looks. */
  readonly summary: string;
  readonly draw: Draw;
  readonly table: TableData;
  /** Without its ending. */
  readonly fileName: string;
  /** Of the picture, in CSS pixels. */
  readonly height?: number;
  /** On whatever leaves the screen (Traffic Light Protocol 2.0); figures about nobody in particular are TLP:AMBER. */
  readonly marking?: 'TLP:AMBER' | 'TLP:AMBER+STRICT';
  /** Whether the drawing has a `dataZoom`, so that its keys are told. */
  readonly hasZoom?: boolean;
  /** More buttons beside those that every plot has. */
  readonly tools?: ReactNode;
  /** Notes under the picture. */
  readonly children?: ReactNode;
}) {
  const w = usePlotWords();
  const id = useId();
  const [hasTable, setHasTable] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { language } = useWords().words;
  const picture = { language, title, height, draw, marking };
  const [saving, setSaving] = useState<string | null>(null);
  const save = (ending: string, make: () => Promise<Blob> | Blob) => {
    setProblem(null);
    setSaving(ending);
    Promise.resolve()
      .then(make)
      .then(
        (content) => saveFile(`${fileName}.${ending}`, content),
        () => setProblem(w.notSaved),
      )
      .finally(() => setSaving(null));
  };
  const files = [
    [w.csv, 'csv', () => new Blob([writeCsv(table)], { type: 'text/csv;charset=utf-8' })],
    ['SVG', 'svg', async () => new Blob([await pictureAsSvg(picture)], { type: 'image/svg+xml' })],
    ['PNG', 'png', () => pictureAsPng(picture)],
    ['PDF', 'pdf', async () => (await import('./picture-pdf.js')).pictureAsPdf(picture, w.made)],
  ] as const;
  return (
    <section className="panel plot" aria-labelledby={`${id}-title`}>
      <header className="plot-head">
        <h2 id={`${id}-title`}>{title}</h2>
        <div className="plot-tools">
          <button
            type="button"
            className="quiet"
            aria-expanded={hasTable}
            aria-controls={`${id}-table`}
            aria-label={w.of(hasTable ? w.hideTable : w.showTable, title)}
            onClick={() => setHasTable(!hasTable)}
          >
            {hasTable ? w.hideTable : w.showTable}
          </button>
          {files.map(([name, ending, make]) => (
            <button
              key={ending}
              type="button"
              className="quiet"
              aria-label={w.of(name, title)}
              disabled={saving !== null}
              onClick={() => save(ending, make)}
            >
              {name}
            </button>
          ))}
          {tools}
          <output className="hint">{saving === null ? '' : w.saving}</output>
        </div>
      </header>
      <p id={`${id}-summary`} className="plot-summary">
        {summary}
      </p>
      <p id={`${id}-keys`} className="unseen">
        {w.keys} {hasZoom && w.zoomKeys}
      </p>
      {problem !== null && (
        <p role="alert" className="refusal">
          {problem}
        </p>
      )}
      <DrawnPlot
        draw={draw}
        height={height}
        labelId={`${id}-title`}
        describedBy={`${id}-summary ${id}-keys`}
        failed={() => {
          setProblem(w.notLoaded);
          setHasTable(true);
        }}
      />
      {children}
      <div className={hasTable ? '' : 'plot-table-closed'}>
        <PlotTable id={`${id}-table`} label={w.of(w.table, title)} table={table} />
      </div>
    </section>
  );
}
