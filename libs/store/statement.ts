import type { Socket } from 'node:net';
import type { PoolClient, QueryConfig, QueryResult } from 'pg';

/** Runs one statement of an open transaction, with values for its `$1`, `$2` …, and answers its rows. */
export type Query = <Row>(sql: string, parameters?: readonly unknown[]) => Promise<Row[]>;

/** Sends a statement together with the others of this turn, in one write: to wake the server costs more than most statements. */
export function send(client: PoolClient, statement: QueryConfig): Promise<QueryResult> {
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Socket } }).connection;
  stream.cork();
  process.nextTick(() => stream.uncork());
  return client.query(statement);
}
