import { Inject, Injectable } from '@nestjs/common';
import { type Config, productVersion } from '#config';
import type { ConfigurationView } from '#contracts';
import { everyParty } from '#domain';
import { configHash, Settings } from '#service';
import { Database, type Tx } from '#store';

type Setting = ConfigurationView['settings'][number];

const mebibyte = 1_048_576;

/** A process that has been silent for longer is not running. Seconds. */
const silence = 60;

/** What this process was started with, for people to read: names, numbers and fingerprints, and no secret. */
@Injectable()
export class ShowConfiguration {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  async show(): Promise<ConfigurationView> {
    const { config } = this.settings;
    const { demonstration, hotline, files, variables } = config;
    return this.database.transactionFor(everyParty, async (tx) => ({
      at: tx.now.toISOString(),
      demonstration,
      hotline: { name: hotline.name, phone: hotline.phone, emails: [...hotline.emails] },
      settings: settingsOf(config),
      files: [...files],
      variables: [...variables],
      versions: await readVersions(tx),
      processes: await readProcesses(tx, configHash(config)),
    }));
  }
}

function settingsOf({
  attachments,
  elections,
  environment,
  parties,
  playbooks,
  roster,
  triage,
  voice,
}: Config): Setting[] {
  const { limits } = attachments;
  const rules = [triage.categories, triage.rsit, triage.severities, triage.accountKinds, triage.dispositions];
  const [election] = elections;
  const all: readonly (readonly [name: string, value: number | undefined, unit: Setting['unit']])[] = [
    ['elections', elections.length, 'count'],
    ['anchorMonths', election?.anchorMonths, 'months'],
    ['parties', parties.length, 'count'],
    ['people', roster.people.length, 'count'],
    ['triageRules', rules.reduce((sum, table) => sum + table.length, 0), 'count'],
    ['playbooks', playbooks.byCategory.size + 1, 'count'],
    ['fileSize', limits.fileMegabytes * mebibyte, 'bytes'],
    ['filesPerReport', limits.filesPerReport, 'count'],
    ['reportSize', limits.reportMegabytes * mebibyte, 'bytes'],
    ['ringSeconds', voice.dial.ringSeconds, 'seconds'],
    ['recordingSeconds', voice.recording.longestSeconds, 'seconds'],
    ['selfTestMinutes', environment.selfTest?.everyMinutes, 'minutes'],
  ];
  return all.flatMap(([name, value, unit]) => (value === undefined ? [] : [{ name, value, unit }]));
}

async function readVersions(tx: Tx): Promise<ConfigurationView['versions']> {
  const [row] = await tx.query<{ database: string; migration: string | null }>(
    `SELECT current_setting('server_version') AS database, (SELECT name FROM migrations ORDER BY id DESC LIMIT 1) AS migration`,
  );
  return {
    product: productVersion(),
    node: process.versions.node,
    timeZones: process.versions['tz'] ?? 'unknown',
    database: row?.database ?? 'unknown',
    migration: row?.migration ?? 'none',
  };
}

async function readProcesses(tx: Tx, own: string): Promise<ConfigurationView['processes']> {
  const rows = await tx.query<{ instance: string; services: string[]; at: Date; hash: string | null }>(
    `SELECT instance, array_agg(service ORDER BY service) AS services, max(beat_at) AS at, max(config_hash) AS hash
     FROM service_heartbeat WHERE beat_at > $1::timestamptz - make_interval(secs => $2) GROUP BY instance ORDER BY instance LIMIT 100`,
    [tx.now, silence],
  );
  return rows.map(({ instance, services, at, hash }) => ({
    instance,
    services,
    beatAt: at.toISOString(),
    differs: hash === null ? null : hash !== own,
  }));
}
