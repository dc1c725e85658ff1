import { Inject, Injectable } from '@nestjs/common';
import { type BilingualStep, everyStep } from '#domain';
import { firstOfThread, Settings, stepKey } from '#service';
import { Database, type Tx } from '#store';
import { stepsForAnything } from '../judge-report.js';
import { incidentOfThread } from '../report-thread.js';

/** Steps that one report can ever have ticked: far more than a playbook has, and a bound to what its timeline is told. */
const mostSteps = 40;

export interface StepChange {
  readonly key: string;
  readonly done: boolean;
}

export interface ListedStep {
  readonly key: string;
  readonly text: string;
  readonly done: boolean;
}

/** The first steps as a list to tick off, one for all pages and devices of a report and what continues it. */
@Injectable()
export class TickSteps {
  private readonly known: ReadonlyMap<string, BilingualStep>;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Settings) settings: Settings,
  ) {
    const steps = [...everyStep(settings.config.playbooks), ...stepsForAnything];
    this.known = new Map(steps.map((step) => [stepKey(step.en), step]));
  }

  /** Keys of the steps that are ticked. */
  async ticked(reportId: string): Promise<ReadonlySet<string>> {
    const rows: { key: string }[] = await this.database.source.query(
      `SELECT key FROM reporter_step WHERE report_id = (${firstOfThread}) AND done_at IS NOT NULL`,
      [reportId],
    );
    return new Set(rows.map(({ key }) => key));
  }

  /**
   * Ticks steps and opens others again. What no playbook has is left out. The timeline is told of the first tick of each step and
   * of nothing after it, so that whoever plays with the boxes fills no record; the list itself always shows how it stands.
   */
  async change(reportId: string, changes: readonly StepChange[]): Promise<void> {
    const asked = changes.filter(({ key }) => this.known.has(key)).slice(0, mostSteps);
    if (asked.length === 0) return;
    await this.database.transaction(async (tx) => {
      const [first] = await tx.query<{ id: string }>(firstOfThread, [reportId]);
      const rootId = first?.id ?? reportId;
      const opened = await reopen(tx, rootId, keysOf(asked, false));
      const done = await this.tick(tx, rootId, keysOf(asked, true));
      if (opened + done.length === 0) return;
      const incidentId = await incidentOfThread(tx, reportId);
      const subject = incidentId === null ? 'report' : 'incident';
      for (const { key } of done.filter(({ isFirst }) => isFirst))
        tx.append({
          subject,
          id: incidentId ?? rootId,
          actor: 'reporter',
          type: 'reporter.step',
          data: { key, ...this.known.get(key) },
        });
      if (incidentId !== null) tx.emit('reporter.ticked', { incidentId });
    });
  }

  private async tick(
    tx: Tx,
    rootId: string,
    keys: readonly string[],
  ): Promise<readonly { readonly key: string; readonly isFirst: boolean }[]> {
    if (keys.length === 0) return [];
    const texts = keys.map((key) => this.known.get(key));
    return tx.query(
      `INSERT INTO reporter_step AS s (report_id, key, text_en, text_fr, done_at)
       SELECT $1, n.key, n.en, n.fr, $5 FROM unnest($2::text[], $3::text[], $4::text[]) AS n (key, en, fr)
       WHERE (SELECT count(*) FROM reporter_step WHERE report_id = $1) < ${mostSteps}
       ON CONFLICT (report_id, key) DO UPDATE SET done_at = $5 WHERE s.done_at IS NULL
       RETURNING key, xmax = 0 AS "isFirst"`,
      [rootId, keys, texts.map((text) => text?.en), texts.map((text) => text?.fr), tx.now],
    );
  }
}

async function reopen(tx: Tx, rootId: string, keys: readonly string[]): Promise<number> {
  if (keys.length === 0) return 0;
  const rows = await tx.query(
    'UPDATE reporter_step SET done_at = NULL WHERE report_id = $1 AND key = ANY($2) AND done_at IS NOT NULL RETURNING 1',
    [rootId, keys],
  );
  return rows.length;
}

const keysOf = (changes: readonly StepChange[], done: boolean): readonly string[] => [
  ...new Set(changes.filter((change) => change.done === done).map(({ key }) => key)),
];

/** The steps in one language, with which of them are ticked. */
export function listSteps(
  steps: readonly BilingualStep[],
  ticked: ReadonlySet<string>,
  language: 'en' | 'fr',
): readonly ListedStep[] {
  return steps.map((step) => {
    const key = stepKey(step.en);
    return { key, text: step[language], done: ticked.has(key) };
  });
}
