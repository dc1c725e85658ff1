import { Link } from '@tanstack/react-router';
import type { Board } from '#contracts';
import { Flags } from '../marks/flags.js';
import { Holder } from '../marks/holder.js';
import { Age } from '../marks/moment.js';
import { SeverityMark } from '../marks/severity-mark.js';
import { usePlotWords } from '../plots/plot-words.js';
import { nameOf } from '../words/naming.js';
import { useWords } from '../words/use-words.js';

/** The open incidents; after the cutoff, the list to hand over. */
export function OpenIncidents({ board }: { readonly board: Board }) {
  const { words } = useWords();
  const w = words.board;
  const plot = usePlotWords();
  const title = board.service.open ? w.incidents : w.handOver;
  return (
    <section className="panel" aria-labelledby="incidents-title">
      <h2 id="incidents-title">{title}</h2>
      {board.incidents.length === 0 ? (
        <p className="hint">{board.service.open ? w.noIncidents : w.nothingToHandOver}</p>
      ) : (
        // Wide content scrolls by itself, also with the keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <section className="table" aria-label={plot.of(plot.table, title)} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{w.severity}</th>
                <th scope="col">{w.reference}</th>
                <th scope="col">{w.kind}</th>
                <th scope="col">{w.party}</th>
                <th scope="col">{w.state}</th>
                <th scope="col">{w.who}</th>
                <th scope="col">{w.age}</th>
              </tr>
            </thead>
            <tbody>
              {board.incidents.map((incident) => (
                <tr key={incident.id}>
                  <td>
                    <SeverityMark severity={incident.severity} />
                  </td>
                  <th scope="row">
                    <Link to="/incidents/$id" params={{ id: incident.id }} className="reference">
                      {incident.reference}
                    </Link>
                  </th>
                  <td>
                    {nameOf(words.category, incident.category)} <Flags incident={incident} />
                  </td>
                  <td>{incident.party ?? words.queue.noParty}</td>
                  <td>{words.state[incident.state]}</td>
                  <td>
                    <Holder incident={incident} />
                  </td>
                  <td>
                    <Age since={incident.openedAt} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}
