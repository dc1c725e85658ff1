import { useWords } from '../words/use-words.js';
import { type TableData, tellCell } from './table-data.js';

/** The figures of a plot, for whoever reads figures, hears them, or wants to copy them. */
export function PlotTable({
  id,
  label,
  table,
}: {
  readonly id: string;
  readonly label: string;
  readonly table: TableData;
}) {
  const { words } = useWords();
  return (
    // Wide content scrolls by itself, also with the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section id={id} className="plot-table" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {table.columns.map(({ title, kind }) => (
              <th key={title} scope="col" className={kind === 'text' ? '' : 'figures-right'}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, place) => (
            // Rows have no names of their own: two may be alike, and none moves.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={place}>
              {table.columns.map(({ title, kind }, column) => {
                const told = tellCell(row[column] ?? null, kind, words);
                return column === 0 ? (
                  <th key={title} scope="row">
                    {told}
                  </th>
                ) : (
                  <td key={title} className={kind === 'text' ? '' : 'figures-right'}>
                    {told}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
