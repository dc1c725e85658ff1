import type { QueryRunner } from 'typeorm';

export interface Wall {
  /** What the desk may see and do; absent for what only services touch. */
  readonly desk?: {
    /** SQL over the table's columns; rows for which it is false do not exist for whoever is signed in. */
    readonly sees: string;
    /** For example `SELECT, INSERT`. */
    readonly rights: string;
  };
}

/** Gives a new table its walls: services have all of it, the desk what `vigil.party` lets it see, nobody else anything. */
export async function buildWall(runner: QueryRunner, table: string, { desk }: Wall = {}): Promise<void> {
  await runner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ${table} TO vigil_service`);
  await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
  await runner.query(`CREATE POLICY service ON ${table} TO vigil_service USING (true) WITH CHECK (true)`);
  if (desk === undefined) return;
  await runner.query(`CREATE POLICY desk ON ${table} TO vigil_desk USING (${desk.sees}) WITH CHECK (${desk.sees})`);
  await runner.query(`GRANT ${desk.rights} ON ${table} TO vigil_desk`);
}
