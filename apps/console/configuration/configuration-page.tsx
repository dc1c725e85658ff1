import { queryOptions, useQuery } from '@tanstack/react-query';
import type { ConfigurationView } from '#contracts';
import { AdministrationHead } from '../administration/administration-head.js';
import { call } from '../api/call.js';
import { Moment } from '../marks/moment.js';
import { FetchProblem } from '../marks/problem-note.js';
import { nameOf } from '../words/naming.js';
import { useWords } from '../words/use-words.js';
import { useConfigurationWords } from './configuration-words.js';

const configurationQuery = queryOptions({
  queryKey: ['configuration'],
  queryFn: ({ signal }) => call('GET /configuration', { signal }),
  refetchInterval: 60_000,
});

/** What this deployment runs with. Nothing is changed here: files and variables are, and then the hotline is restarted. */
export function ConfigurationPage() {
  const { words } = useWords();
  const w = useConfigurationWords();
  const query = useQuery(configurationQuery);
  return (
    <>
      <AdministrationHead title={w.title} intro={w.intro} />
      {query.error !== null && (
        <FetchProblem error={query.error} retry={() => void query.refetch()} stale={query.data !== undefined} />
      )}
      {query.isPending && <p>{words.frame.loading}</p>}
      {query.data !== undefined && <InForce view={query.data} />}
    </>
  );
}

function InForce({ view }: { readonly view: ConfigurationView }) {
  const { words } = useWords();
  const w = useConfigurationWords();
  const number = new Intl.NumberFormat(words.locale);
  const { hotline, versions } = view;
  return (
    <>
      <section className="panel" aria-labelledby="configuration-hotline">
        <h2 id="configuration-hotline">{w.hotline}</h2>
        <Facts
          rows={[
            [w.name, `${hotline.name.en} / ${hotline.name.fr}`],
            [w.phone, hotline.phone],
            [w.emails, hotline.emails.join(', ')],
            [w.data, view.demonstration ? w.demonstration : w.real],
            ...view.settings.map(
              ({ name, value, unit }) => [nameOf(w.settings, name), w.units[unit](value, number)] as const,
            ),
          ]}
        />
      </section>
      <Processes view={view} />
      <section className="panel" aria-labelledby="configuration-versions">
        <h2 id="configuration-versions">{w.versions}</h2>
        <Facts
          rows={[
            [w.product, versions.product],
            [w.node, versions.node],
            [w.timeZones, versions.timeZones],
            [w.database, versions.database],
            [w.migration, versions.migration],
          ]}
        />
      </section>
      <Table
        title={w.files}
        hint={w.filesHint}
        columns={[w.file, w.fingerprint]}
        rows={view.files.map((file) => [file.name, file.sha256])}
      />
      <Table
        title={w.variables}
        hint={w.variablesHint}
        columns={[w.variable, w.value]}
        rows={view.variables.map(({ name, isSet, value }) => [name, isSet ? (value ?? w.isSet) : w.notSet])}
      />
    </>
  );
}

function Processes({ view: { processes } }: { readonly view: ConfigurationView }) {
  const w = useConfigurationWords();
  return (
    <section className="panel" aria-labelledby="configuration-processes">
      <h2 id="configuration-processes">{w.processes}</h2>
      {processes.some(({ differs }) => differs === true) && (
        <p role="alert" className="refusal">
          ▲ {w.differ}
        </p>
      )}
      {processes.length === 0 && <p>{w.noProcesses}</p>}
      <ul className="address-list">
        {processes.map(({ instance, services, beatAt, differs }) => (
          <li key={instance} className="own-row">
            <span>
              <strong>{services.join(', ')}</strong>{' '}
              <span className="hint">
                {w.heard} <Moment at={beatAt} />
              </span>
            </span>
            {differs === true && <span className="on-nobody">▲ {w.otherFiles}</span>}
            {differs === null && <span className="hint">{w.doesNotSay}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Facts({ rows }: { readonly rows: readonly (readonly [string, string])[] }) {
  return (
    <dl className="plain-facts">
      {rows.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Table({
  title,
  hint,
  columns,
  rows,
}: {
  readonly title: string;
  readonly hint: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}) {
  return (
    <section className="panel" aria-label={title}>
      <h2>{title}</h2>
      <p className="hint">{hint}</p>
      <table className="import-rows wrapping">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row[0]}>
              {row.map((cell, place) => (
                // The columns never change their order.
                // oxlint-disable-next-line react/no-array-index-key
                <td key={place}>{place === 0 ? cell : <code>{cell}</code>}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
